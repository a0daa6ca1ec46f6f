"""What a topic needs to enter a round: by the rule of the meeting it is collected for (R6.1, R6.4)."""

from apps.meetings.models import Meeting
from apps.topics import refusals, selectors
from apps.topics.models import CollectionRound
from apps.workrules.binding import binding_rule
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
    rule = binding_rule(_meeting_of(wanted or selectors.open_round()))
    if act.object.set_by_office and "gov_direct" not in rule.topic_routes:
        raise refusals.NoSuchRoute


def _policy() -> str:
    return collecting_rule().late_topics


def collecting_rule() -> RuleParameters:
    """Return the rule topics are brought under: a successor changes nothing for a meeting that collects (R13.2)."""
    return binding_rule(_meeting_of(selectors.open_round()))


def _meeting_of(collected: CollectionRound | None) -> Meeting | None:
    return None if collected is None else Meeting.objects.get(pk=collected.meeting_id)
