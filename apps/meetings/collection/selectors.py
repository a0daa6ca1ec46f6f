"""Which work rule binds the round that collects topics now (R13.2)."""

from apps.meetings.models import Meeting
from apps.topics.models import CollectionRound
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.naming import rule_of_today
from apps.workrules.rules import RuleParameters


def collecting_rule() -> RuleParameters:
    """Return the rule topics are brought under: a successor changes nothing for a meeting that collects (R13.2)."""
    current = rounds_selectors.open_round()
    return rule_of_round(current) if current else rule_of_today()


def rule_of_round(collected: CollectionRound) -> RuleParameters:
    """Return the rule of the meeting that a round collects for."""
    return Meeting.objects.get(pk=collected.meeting_id).parameters
