"""Which work rule binds the round that collects topics now (R13.2)."""

from apps.meetings.models import Meeting
from apps.topics.models import CollectionRound
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.binding import binding_rule
from apps.workrules.parameters import RuleParameters


def collecting_rule(collected: CollectionRound | None = None) -> RuleParameters:
    """Return the rule topics are brought under: a successor changes nothing for a meeting that collects (R13.2).

    `collected` is a round other than the open one; without any round the rule of the day binds.
    """
    current = collected or rounds_selectors.open_round()
    return binding_rule(None if current is None else Meeting.objects.get(pk=current.meeting_id))
