"""What it needs to screen a topic, to move it to another round, to withdraw or decide it."""

from apps.topics.models import RoundState, Topic, TopicOutcome
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.screening import refusals
from kernel.lifecycle.table import Act
from vocabulary.categories import Category


def in_open_round(act: Act[Topic]) -> None:
    """Only topics of an open round are screened."""
    if rounds_selectors.hold_entry(act.object) is None:
        raise refusals.NotInRound


def goes_into_another_round(act: Act[Topic]) -> None:
    """A topic leaves its place for another round that is still open; a settled list is not changed this way (R6.4)."""
    wanted, current = rounds_selectors.hold_rounds(act.given["round"], act.object)
    if wanted.state != RoundState.OPEN or (current is not None and current.pk == wanted.pk):
        raise refusals.NoOtherRound(fields={"round": refusals.NoOtherRound.sentence})


def outcome_fits_category(act: Act[Topic]) -> None:
    """A briefing ends as noted, a deliberation with a decision (R3.2)."""
    briefing = Category(act.object.category).is_briefing
    if briefing != (act.given["outcome"] == TopicOutcome.NOTED):
        raise refusals.OutcomeDoesNotFit


def list_is_not_locked(act: Act[Topic]) -> None:
    """Until the notice is issued one side may withdraw (R6.9)."""
    entry = rounds_selectors.last_entry(act.object)
    if entry is not None:
        rounds_selectors.hold_round(entry)
    if rounds_selectors.is_locked(act.object):
        raise refusals.ListLocked
