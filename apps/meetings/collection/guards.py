"""What it needs to begin collection, and for a topic to enter the round of a meeting (Art. 6)."""

from django.db.models import Q

from apps.meetings.collection import refusals
from apps.meetings.collection.lead_times import collection_due_on
from apps.meetings.collection.selectors import collecting_rule
from apps.meetings.models import Meeting
from apps.topics import refusals as topics_refusals
from apps.topics.models import Topic
from apps.topics.rounds import refusals as rounds_refusals
from apps.topics.rounds import selectors as rounds_selectors
from kernel.lifecycle.table import Act
from vocabulary.meetings import MeetingKind, MeetingState


def late_start_has_reason(act: Act[Meeting]) -> None:
    """Collection later than planned date less lead needs a reason, which is kept and shown (R6.4)."""
    due, earlier = collection_due_on(act.object), rounds_selectors.round_of(act.object.pk)
    began = earlier.starts_on if earlier else act.today
    if due is not None and began > due and not act.given.get("late_reason"):
        raise refusals.LateCollectionNeedsReason(fields={"late_reason": refusals.LateCollectionNeedsReason.sentence})


def topics_are_gathered(act: Act[Topic]) -> None:
    """A round is open, or a meeting may take topics without one: extraordinary, or announced already (R6.9, R6.12)."""
    waits = Meeting.objects.filter(
        Q(kind=MeetingKind.EXTRAORDINARY, state=MeetingState.ACCEPTED) | Q(state=MeetingState.NOTICED)
    )
    if rounds_selectors.hold_open_round() is None and not waits.exists():
        raise rounds_refusals.NoOpenRound


def collected_in_time(act: Act[Topic]) -> None:
    """After the closing day a topic enters the round only where both offices let it (R6.4)."""
    rounds_selectors.hold_open_round()
    if rounds_selectors.comes_late(act.object, act.today) and _policy() != "allow":
        raise rounds_refusals.LateTopic


def is_an_exception(act: Act[Topic]) -> None:
    """There is something to make an exception from, and the rule knows exceptions (R6.4)."""
    rounds_selectors.hold_open_round()
    if not rounds_selectors.comes_late(act.object, act.today):
        raise rounds_refusals.NotLate
    if _policy() == "refuse":
        raise rounds_refusals.LateTopicsRefused


def comes_on_a_known_way(act: Act[Topic]) -> None:
    """What the government's office set itself enters only a meeting whose rule lets it: not after a repeal (R6.1)."""
    rule = collecting_rule(act.given.get("round"))
    if act.object.set_by_office and "gov_direct" not in rule.topic_routes:
        raise topics_refusals.NoSuchRoute


def _policy() -> str:
    return collecting_rule().late_topics
