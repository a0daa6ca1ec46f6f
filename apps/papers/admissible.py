"""Meetings and minutes that a signed paper may be about (`Need.among`)."""

from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.meetings.admissible import MEETING, visible
from apps.meetings.models import Meeting
from apps.minutes.admissible import visible_minutes
from apps.minutes.models import Minutes, MinutesState
from kernel.lifecycle.table import Among, Asking
from vocabulary.meetings import MeetingState


def _asked_for(asking: Asking) -> QuerySet[Meeting]:
    return visible(asking).filter(state__in=MeetingState.before(MeetingState.ACCEPTED))


def _under_review(asking: Asking) -> QuerySet[Minutes]:
    return visible_minutes(asking).filter(state__in=[MinutesState.UNION_REVIEW, MinutesState.GOV_REVIEW])


SIGNED_MEETING = replace(MEETING, offered=_asked_for)
SIGNED_MINUTES = Among(
    _("可见的会议纪要"), visible_minutes, offered=_under_review, label=lambda minutes: str(minutes.meeting)
)
