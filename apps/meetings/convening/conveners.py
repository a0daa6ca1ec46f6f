"""The conveners of a meeting: who holds the slots that the rule asks for on a day (R4.2, R4.4)."""

from datetime import date

from apps.meetings.convening import refusals
from apps.organizations.models import Slot
from apps.organizations.posts.rules import held_twice
from apps.organizations.posts.selectors import OfficeHolder, holders_on
from apps.workrules.parameters import RuleParameters


def conveners_on(rule: RuleParameters, day: date) -> dict[Slot, OfficeHolder]:
    """Return who holds on `day` the slots that the rule asks for, all of them, all different people (R4.2, R4.4)."""
    holders = {slot: holder for slot, holder in holders_on(day).items() if slot in rule.slots}
    if set(holders) != set(rule.slots):
        raise refusals.SlotEmpty
    if held_twice({slot: holder.user.pk for slot, holder in holders.items()}):
        raise refusals.OnePersonTwice
    return holders
