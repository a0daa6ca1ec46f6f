"""When a letter is due, and which comes first (R11.7)."""

from collections.abc import Mapping
from datetime import date

from apps.followups import selectors
from apps.followups.letters import refusals
from apps.followups.models import AgreedItem, LetterKind, SupportingPart
from apps.followups.rules import Ladder
from apps.followups.terms import terms_of
from kernel.lifecycle.table import Act


def letter_is_due(act: Act[AgreedItem]) -> None:
    """Each step of the ladder in its order, on its day, once per deadline (R11.7); the item's lock keeps it once."""
    _require_due(act, act.object.due_on, selectors.letters_issued(act.object), terms_of(act.object.meeting).ladder)


def part_letter_is_due(act: Act[SupportingPart]) -> None:
    """The same for a supporting unit's own part, from its own deadline."""
    part = act.object
    _require_due(act, part.due_on, selectors.part_letters_issued(part), terms_of(part.item.meeting).ladder)


def _require_due(act: Act, due_on: date, issued: Mapping[str, date], ladder: Ladder) -> None:
    kind = act.given["kind"]
    if kind not in ladder.letters:
        raise refusals.NoSuchLetter(fields={"kind": refusals.NoSuchLetter.sentence})
    if kind in issued:
        raise refusals.LetterIssued(fields={"kind": refusals.LetterIssued.sentence})
    if (kind == LetterKind.REMINDER and act.today > due_on) or not _steps_taken(ladder.before(kind), issued):
        raise refusals.LetterOutOfOrder(fields={"kind": refusals.LetterOutOfOrder.sentence})
    day = ladder.due_from(kind, due_on=due_on, issued=issued)
    if day is None or act.today < day:
        raise refusals.NotDueYet(fields={"kind": refusals.NotDueYet.sentence})


def _steps_taken(before: str, issued: Mapping[str, date]) -> bool:
    return not before or before in issued
