"""Who tries what: every role, and for liaison officers both the unit concerned and another one."""

from typing import Any

from apps.followups.models import AgreedItem, Letter, SupportingPart
from apps.meetings.models import NoticeReceipt
from apps.organizations.models import Unit, User
from apps.papers.models import PaperApproval
from apps.topics.models import Consultation, Topic
from roads.office import Office

ONE_OF_EACH = (
    "gov_leader", "gov_clerk", "union_leader", "union_clerk", "viewer",
    "system_officer", "security_officer", "audit_officer",
)  # fmt: skip


def actors(office: Office, instance: Any) -> dict[str, User]:
    """Return one account per role; `*_unit` speaks for the unit the object concerns, `*_unit of another` does not."""
    found = {name: office.people[name] for name in ONE_OF_EACH}
    for side in ("gov", "union"):
        mine = next((unit for unit in _concerned(instance) if unit.side == side), None)
        speakers = {key: office.speaker_for(key) for key in office.liaisons_of(side)}
        own = [user for key, user in speakers.items() if mine is not None and office.units[key].pk == mine.pk]
        concerned = {unit.pk for unit in _concerned(instance)}
        found[f"{side}_unit of another"] = next(
            user for key, user in reversed(speakers.items()) if office.units[key].pk not in concerned
        )
        if own:
            found[f"{side}_unit"] = own[0]
    if isinstance(instance, PaperApproval):
        found["second clerk of that side"] = office.people[f"{instance.side}_clerk_2"]
    return found


def _concerned(instance: Any) -> list[Unit]:
    match instance:
        case Topic():
            return [unit for unit in (instance.proposer, instance.co_proposer) if unit is not None]
        case NoticeReceipt():
            return [instance.unit] if instance.unit else []
        case Consultation() | SupportingPart():
            return [instance.unit]
        case AgreedItem():
            return [instance.lead_unit]
        case Letter():
            return [instance.unit] if instance.part_id and instance.unit else [instance.item.lead_unit]
        case _:
            return []
