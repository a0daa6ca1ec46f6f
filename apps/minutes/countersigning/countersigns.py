"""The countersigns of minutes: which units were asked, which signed this very text (R9.3)."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from apps.minutes import texts
from apps.minutes.countersigning.permissions import units_of
from apps.minutes.models import Minutes
from apps.organizations.models import Unit, User
from apps.workrules.binding import binding_rule


def leading_units(minutes: Minutes) -> list[uuid.UUID]:
    """Return the units that lead an agreed item of the meeting, in the order of the items."""
    found = minutes.meeting.resolutions.order_by("position").values_list("lead_unit", flat=True)
    return list(dict.fromkeys(found))


def not_asked(minutes: Minutes) -> list[Unit]:
    """Return the lead units that the rule wants to sign and that nobody has asked."""
    if not binding_rule(minutes.meeting).minutes_countersign:
        return []
    known = {row["unit"] for row in minutes.countersigns}
    return [unit for unit in Unit.objects.filter(pk__in=leading_units(minutes)) if str(unit.pk) not in known]


def asked_by_rule(minutes: Minutes) -> list[dict[str, str]]:
    """Return the rows with which a draft begins: every lead unit, where the rule asks for all of them (Art. 9)."""
    return asked(minutes, not_asked(minutes))


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
