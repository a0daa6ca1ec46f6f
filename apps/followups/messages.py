"""Whom an act on an item, a part, an extension or a letter concerns: told after it is committed."""

from apps.followups.models import AgreedItem, Extension, Letter, SupportingPart
from apps.notifications.recipients import speakers_of, with_role
from apps.notifications.services import tell
from apps.organizations.models import User
from kernel.lifecycle.table import Act
from vocabulary.roles import PROCESSING


def item_moved(act: Act[AgreedItem]) -> None:
    """Tell both offices and the lead unit."""
    tell(act, [*with_role(*PROCESSING), *speakers_of([act.object.lead_unit_id])])


def item_listed(act: Act[AgreedItem]) -> None:
    """Tell the unit that leads (R9.8); both offices hear of the whole list with the minutes."""
    tell(act, speakers_of([act.object.lead_unit_id]))


def part_listed(act: Act[SupportingPart]) -> None:
    """Tell the unit that supports (R9.8)."""
    tell(act, speakers_of([act.object.unit_id]))


def letter_issued(act: Act[Letter]) -> None:
    """Tell the unit a letter went to, or the chief convener it was reported to (R11.7)."""
    letter = act.object
    if letter.unit_id:
        tell(act, speakers_of([letter.unit_id]))
    elif letter.person_id:
        tell(act, User.objects.filter(pk=letter.person_id))
    else:
        tell(act, with_role(f"{letter.side}_leader"))


def extension_answered(act: Act[Extension]) -> None:
    """Tell both offices and the lead unit of the item that was to have more time."""
    tell(act, [*with_role(*PROCESSING), *speakers_of([act.object.item.lead_unit_id])])
