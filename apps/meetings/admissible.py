"""Meetings, attendances, topics and rounds that an act on a meeting may name (`Need.among`)."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.meetings import selectors
from apps.meetings.models import Attendance, AttendanceState, Meeting
from apps.organizations.models import User
from apps.organizations.units.admissible import STANDING_UNIT
from apps.topics import admissible as topics
from apps.topics import selectors as topic_selectors
from apps.topics.models import Topic
from apps.topics.rounds import selectors as rounds_selectors
from kernel.lifecycle.table import Among, Asking
from vocabulary.meetings import MeetingState

NOT_COMING = (AttendanceState.ON_LEAVE, AttendanceState.ABSENT, AttendanceState.REMOVED)


def visible(asking: Asking) -> QuerySet[Meeting]:
    """Return the meetings that the person may read; what stage they must be in, guards ask."""
    return selectors.visible_to(User.behind(asking.by))


def _not_over(asking: Asking) -> QuerySet[Meeting]:
    return visible(asking).filter(state__in=MeetingState.before(MeetingState.HELD))


def _of_meeting(asking: Asking) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting=asking.object)


def _coming(asking: Asking) -> QuerySet[Attendance]:
    return _of_meeting(asking).exclude(state__in=NOT_COMING)


def _tabled(asking: Asking) -> list[Topic]:
    entries = rounds_selectors.entries_of(asking.object.pk)
    return [entry.topic for entry in entries if entry.screening == "tabled"]


def _on_the_agenda(asking: Asking) -> list[Topic]:
    lines = asking.object.agenda.exclude(topic=None).select_related("topic")
    return [line.topic for line in lines.order_by("part", "position")]


def _rounds(asking: Asking) -> Iterable[tuple[object, object]]:
    """Return the other rounds that collect, each called by its meeting."""
    rounds = {one.meeting_id: one for one in topics.other_rounds(asking)}
    titles = {one.pk: str(one) for one in visible(asking).filter(pk__in=list(rounds))}
    return [(one.pk, titles[key]) for key, one in rounds.items() if key in titles]


MEETING = Among(_("可见的会议"), visible)
MEETING_WITH_LIST = replace(MEETING, offered=_not_over)
PRESIDER = Among(
    _("本次会议参会名单上的人员"),
    _of_meeting,
    offered=_coming,
    label=lambda row: f"{row.name}（{row.title or row.unit_name}）",
)
TOPIC = Among(_("可见的议题"), topics.visible, label=topics.label_of_topic)
WAITING_TOPICS = replace(TOPIC, offered=lambda asking: rounds_selectors.waiting())
TABLED_TOPICS = replace(TOPIC, offered=_tabled)
AGENDA_TOPIC = replace(TOPIC, offered=_on_the_agenda)
#: A unit that was closed since the agenda was arranged stays until somebody names another.
REPORTER = replace(STANDING_UNIT, held=lambda asking: asking.object.agenda.values_list("reporter", flat=True))
OTHER_ROUND = Among(
    _("另一轮正在进行的征集"), lambda asking: topic_selectors.rounds_visible_to(User.behind(asking.by)), pairs=_rounds
)
