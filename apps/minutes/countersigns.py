"""会签: before the leaders approve, the office may ask the lead units whether the text about them is right (Art. 9).

Nobody need be asked. Who is asked signs one text, named by its hash: an edit voids the signature, like an approval.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.minutes import refusals, texts
from apps.minutes.models import Minutes
from apps.organizations.models import Unit, User
from apps.workrules.binding import binding_rule
from kernel.lifecycle.table import Act, Predicate
from kernel.refusals import NotYours


def units_of(user: User) -> set[str]:
    """Return the keys of the units a person speaks for, as they are kept."""
    return {str(key) for key in user.memberships.current().values_list("unit", flat=True)}


def leading_units(minutes: Minutes) -> list[uuid.UUID]:
    """Return the units that lead an agreed item of the meeting, in the order of the items."""
    found = minutes.meeting.resolutions.order_by("position").values_list("lead_unit", flat=True)
    return list(dict.fromkeys(found))


def _is_awaited(by: Any, minutes: Minutes) -> bool:
    if not minutes.countersigns:
        return False
    sha256, mine = texts.digest_of(minutes), units_of(by)
    return any(row["unit"] in mine and row["sha256"] != sha256 for row in minutes.countersigns)


ASKED_UNIT = Predicate(
    "unit_asked_to_countersign", _is_awaited, NotYours, _("只有被请会签、还没有会签这一文本的单位可以办理。")
)


def only_lead_units(act: Act) -> None:
    """Only units that the text binds are asked (R9.3)."""
    if not {unit.pk for unit in act.given["units"]} <= set(leading_units(act.object)):
        raise refusals.NotALeadUnit(fields={"units": refusals.NotALeadUnit.sentence})


def signed_by_all_asked(act: Act) -> None:
    """Whoever was asked, by the office or by the rule, signed exactly this text before it goes on (R9.3)."""
    if missing := _not_asked(act.object):
        sentence = refusals.CountersignRequired.sentence % {"units": "、".join(unit.name for unit in missing)}
        raise refusals.CountersignRequired(sentence)
    if not act.object.countersigns:
        return
    sha256 = texts.digest_of(act.object)
    if silent := [row["unit_name"] for row in act.object.countersigns if row["sha256"] != sha256]:
        raise refusals.CountersignsMissing(about=silent)


def _not_asked(minutes: Minutes) -> list[Unit]:
    """Return the lead units that the rule wants to sign and that nobody has asked."""
    if not binding_rule(minutes.meeting).minutes_countersign:
        return []
    known = {row["unit"] for row in minutes.countersigns}
    return [unit for unit in Unit.objects.filter(pk__in=leading_units(minutes)) if str(unit.pk) not in known]


def asked_by_rule(minutes: Minutes) -> list[dict[str, str]]:
    """Return the rows with which a draft begins: every lead unit, where the rule asks for all of them (Art. 9)."""
    return asked(minutes, _not_asked(minutes))


def asked(minutes: Minutes, units: Sequence[Unit]) -> list[dict[str, str]]:
    """Return the rows with exactly these units; who signed already keeps the signature."""
    before = {row["unit"]: row for row in minutes.countersigns}
    blank = {"name": "", "person": "", "at": "", "sha256": ""}
    return [before.get(str(unit.pk), {"unit": str(unit.pk), "unit_name": unit.name, **blank}) for unit in units]


def signed(minutes: Minutes, by: User, at: datetime) -> list[dict[str, str]]:
    """Return the rows with the person's signature for every unit he or she speaks for."""
    mine = units_of(by)
    mark = {
        "name": by.printed_name, "person": str(by.pk), "at": at.isoformat(), "sha256": texts.digest_of(minutes),
    }  # fmt: skip
    return [row | mark if row["unit"] in mine else row for row in minutes.countersigns]
