"""What the list that names a topic means for the topic."""

from apps.meetings.models import Meeting
from apps.topics.models import Topic
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.binding import binding_rule
from vocabulary.meetings import MeetingState


def researches_after_settlement(topic: Topic) -> bool:
    """Return whether a topic stands on the list of a meeting whose rule puts research after settlement (Art. 6)."""
    listing = Meeting.objects.filter(pk__in=rounds_selectors.meetings_listing(topic), state=MeetingState.SETTLED)
    return any(binding_rule(meeting).research_phase == "after_settlement" for meeting in listing)
