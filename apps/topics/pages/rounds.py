"""Which meeting's collection a topic goes into, said before it does: two meetings may collect at the same time."""

from django.utils.translation import gettext as _

from apps.meetings import selectors as meetings
from apps.organizations.models import User
from apps.topics.models import CollectionRound, Topic
from apps.topics.rounds import selectors as rounds_selectors
from web.shapes import Shown


def facts(act: str, topic: Topic, user: User) -> list[Shown]:
    """Return the round that `aggregate` puts the topic into, or in which `change_round` finds it."""
    if act == "aggregate":
        return _said(
            _("将列入"), rounds_selectors.open_round(), user, otherwise=_("没有正在征集的会议，等待临时会议。")
        )
    if act == "change_round":
        entry = rounds_selectors.open_entry(topic)
        return _said(_("现列入"), entry.round if entry else None, user)
    return []


def _said(label: str, into: CollectionRound | None, user: User, *, otherwise: str = "") -> list[Shown]:
    if into is None:
        return [{"label": label, "value": otherwise}] if otherwise else []
    meeting = meetings.visible_to(user).filter(pk=into.meeting_id).first()
    return [{"label": label, "value": str(meeting), "url": f"/meetings/{meeting.pk}"}] if meeting else []
