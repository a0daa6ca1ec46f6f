"""The follow-up list: every agreed item with its units and dates, followed up until it is closed (Arts. 3, 11)."""

from apps.followups.models.extension import Extension
from apps.followups.models.item import NUMBERED, AgreedItem, AgreedItemGroupPermission, AgreedItemQuerySet, Milestone
from apps.followups.models.letter import Letter
from apps.followups.models.part import SupportingPart, SupportingPartGroupPermission
from apps.followups.models.records import Explanation, ProgressReport
from apps.followups.models.states import (
    UNFINISHED_PARTS,
    ExtensionState,
    LetterKind,
    LetterState,
    PartLetterKind,
    PartState,
)

__all__ = [
    "NUMBERED",
    "UNFINISHED_PARTS",
    "AgreedItem",
    "AgreedItemGroupPermission",
    "AgreedItemQuerySet",
    "Explanation",
    "Extension",
    "ExtensionState",
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
