"""Meetings, topics, units and minutes that an act on minutes or publicity may name (`Need.among`)."""

import uuid
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.meetings.admissible import MEETING, visible
from apps.meetings.models import Meeting
from apps.minutes import selectors
from apps.minutes.countersigning.countersigns import leading_units
from apps.minutes.models import Minutes, MinutesState
from apps.organizations.models import Unit, User
from apps.organizations.units.admissible import STANDING_UNITS, standing
from apps.topics.admissible import label_of_topic
from apps.topics.models import Topic
from kernel.lifecycle.table import Among, Asking
from vocabulary.meetings import MeetingState


def _held(asking: Asking) -> QuerySet[Meeting]:
    return visible(asking).filter(state=MeetingState.HELD, minutes=None)


def _with_issued_minutes(asking: Asking) -> QuerySet[Meeting]:
    return visible(asking).filter(minutes__state=MinutesState.ISSUED).distinct()


def _tabled(asking: Asking) -> QuerySet[Topic]:
    """Return the topics on which the meeting deliberated: its minutes have a section for each, and no other."""
    return Topic.objects.filter(pk__in=asking.object.meeting.agenda.filter(part=3).values("topic"))


def _leading(asking: Asking) -> QuerySet[Unit]:
    return standing(asking).filter(pk__in=leading_units(asking.object))


def visible_minutes(asking: Asking) -> QuerySet[Minutes]:
    """Return the minutes that the person may read; what stage they must be in, guards ask."""
    return selectors.visible_to(User.behind(asking.by))


HELD_MEETING = replace(MEETING, offered=_held)
MEETING_WITH_MINUTES = replace(MEETING, offered=_with_issued_minutes)
TABLED_TOPIC = Among(_("会议审议的议题"), _tabled, label=label_of_topic)
#: A unit that was closed since it was asked stays among those asked until the office asks anew.
COUNTERSIGNING_UNITS = replace(
    STANDING_UNITS,
    words=_("牵头单位"),
    offered=_leading,
    held=lambda asking: [uuid.UUID(row["unit"]) for row in asking.object.countersigns],
)
