"""The follow-up list: every agreed item with its units and dates, followed up until it is closed (Arts. 3, 11)."""

from apps.followups.models.extension import Extension
from apps.followups.models.item import AgreedItem, AgreedItemGroupPermission, AgreedItemQuerySet, Milestone
from apps.followups.models.letter import Letter
from apps.followups.models.part import SupportingPart, SupportingPartGroupPermission
from apps.followups.models.records import Explanation, ProgressReport
from apps.followups.models.states import (
    OPEN_STATES,
    UNFINISHED_PARTS,
    WORKED_ON,
    ExtensionState,
    ItemState,
    LetterKind,
    LetterState,
    PartLetterKind,
    PartState,
)

__all__ = [
    "OPEN_STATES",
    "UNFINISHED_PARTS",
    "WORKED_ON",
    "AgreedItem",
    "AgreedItemGroupPermission",
    "AgreedItemQuerySet",
    "Explanation",
    "Extension",
    "ExtensionState",
    "ItemState",
    "Letter",
    "LetterKind",
    "LetterState",
    "Milestone",
    "PartLetterKind",
    "PartState",
    "ProgressReport",
    "SupportingPart",
    "SupportingPartGroupPermission",
]
