"""The conveners of a meeting: who holds the slots that the rule asks for on a day (R4.2, R4.4)."""

from datetime import date

from apps.meetings.convening import refusals
from apps.meetings.models import Convener, Meeting
from apps.organizations.models import Slot
from apps.organizations.rules import held_twice
from apps.organizations.selectors import OfficeHolder, holders_on
from apps.workrules.rules import RuleParameters


def name_conveners(meeting: Meeting, rule: RuleParameters, day: date) -> list[Convener]:
    """Write down who fills the slots of a meeting on `day`, in place of whoever was written down before."""
    meeting.conveners.all().delete()
    return Convener.objects.bulk_create(
        Convener(meeting=meeting, slot=slot, holder=holder.user, name=holder.name, title=holder.title)
        for slot, holder in sorted(conveners_on(rule, day).items())
    )


def conveners_on(rule: RuleParameters, day: date) -> dict[Slot, OfficeHolder]:
    """Return who holds on `day` the slots that the rule asks for, all of them, all different people (R4.2, R4.4)."""
    holders = {slot: holder for slot, holder in holders_on(day).items() if slot in rule.slots}
    if set(holders) != set(rule.slots):
        raise refusals.SlotEmpty
    if held_twice({slot: holder.user.pk for slot, holder in holders.items()}):
        raise refusals.OnePersonTwice
    return holders
