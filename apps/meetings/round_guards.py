"""What a topic needs to enter a round: by the rule of the meeting it is collected for (R6.1, R6.4)."""

from apps.meetings.models import Meeting
from apps.topics import refusals, selectors
from apps.topics.models import CollectionRound
from apps.workrules.naming import rule_of_today
from apps.workrules.parameters import RuleParameters
from kernel.lifecycle.table import Act


def collected_in_time(act: Act) -> None:
    """After the closing day a topic enters the round only where both offices let it (R6.4)."""
    selectors.hold_open_round()
    if selectors.comes_late(act.object, act.today) and _policy() != "allow":
        raise refusals.LateTopic


def is_an_exception(act: Act) -> None:
    """There is something to make an exception from, and the rule knows exceptions (R6.4)."""
    selectors.hold_open_round()
    if not selectors.comes_late(act.object, act.today):
        raise refusals.NotLate
    if _policy() == "refuse":
        raise refusals.LateTopicsRefused


def comes_on_a_known_way(act: Act) -> None:
    """What the government's office set itself enters only a meeting whose rule lets it: not after a repeal (R6.1)."""
    wanted = act.given.get("round")
    rule = rule_of_round(wanted) if wanted else collecting_rule()
    if act.object.set_by_office and "gov_direct" not in rule.topic_routes:
        raise refusals.NoSuchRoute


def _policy() -> str:
    return collecting_rule().late_topics


def collecting_rule() -> RuleParameters:
    """Return the rule topics are brought under: a successor changes nothing for a meeting that collects (R13.2)."""
    current = selectors.open_round()
    return rule_of_round(current) if current else rule_of_today()


def rule_of_round(collected: CollectionRound) -> RuleParameters:
    """Return the rule of the meeting that a round collects for."""
    return Meeting.objects.get(pk=collected.meeting_id).parameters
