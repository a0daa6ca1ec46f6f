"""What countersigning needs (R9.3)."""

from apps.minutes import refusals, texts
from apps.minutes.countersigning.countersigns import leading_units, not_asked
from apps.minutes.models import Minutes
from kernel.lifecycle.table import Act


def only_lead_units(act: Act[Minutes]) -> None:
    """Only units that the text binds are asked (R9.3)."""
    if not {unit.pk for unit in act.given["units"]} <= set(leading_units(act.object)):
        raise refusals.NotALeadUnit(fields={"units": refusals.NotALeadUnit.sentence})


def signed_by_all_asked(act: Act[Minutes]) -> None:
    """Whoever was asked, by the office or by the rule, signed exactly this text before it goes on (R9.3)."""
    if missing := not_asked(act.object):
        sentence = refusals.CountersignRequired.sentence % {"units": "、".join(unit.name for unit in missing)}
        raise refusals.CountersignRequired(sentence)
    if not act.object.countersigns:
        return
    sha256 = texts.digest_of(act.object)
    if silent := [row["unit_name"] for row in act.object.countersigns if row["sha256"] != sha256]:
        raise refusals.CountersignsMissing(about=silent)
