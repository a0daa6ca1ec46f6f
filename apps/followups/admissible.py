"""Meetings and agreed items that an act of follow-up may name (`Need.among`)."""

from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.followups import selectors
from apps.followups.models import NUMBERED, AgreedItem
from apps.followups.prior_reports.guards import AHEAD
from apps.meetings.admissible import MEETING, visible
from apps.meetings.models import Meeting
from apps.organizations.models import User
from kernel.lifecycle.table import Among, Asking
from vocabulary.items import OPEN_STATES


def _known(asking: Asking) -> QuerySet[Meeting]:
    """Return the meetings that the person may read, and those given up after all knew that they were accepted."""
    return Meeting.objects.filter(Q(pk__in=visible(asking).values("pk")) | Q(accepted_at__isnull=False))


def _ahead(asking: Asking) -> QuerySet[Meeting]:
    return visible(asking).filter(state__in=AHEAD).exclude(pk=asking.object.meeting_id)


def _open_items(asking: Asking) -> QuerySet[AgreedItem]:
    return selectors.visible_to(User.behind(asking.by)).filter(state__in=OPEN_STATES).order_by(*NUMBERED)


LATER_MEETING = replace(MEETING, rows=_known, offered=_ahead)
#: An item that was closed since it was named stays in the draft until somebody names another.
OPEN_ITEM = Among(
    _("未办结的议定事项"),
    _open_items,
    held=lambda asking: [asking.object.item_id],
    label=lambda item: f"{item.number} {item.text[:40]}",
)
