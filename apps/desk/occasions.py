"""What happens on which day, as far as one person may see: for the page of the calendar, its feed, the interface.

Nothing is stored: days are read off the objects, and those still ahead follow from the rule a meeting was asked for
under (`apps.meetings.timetable`). An occasion has a title and an address and nothing of what the object says. A
constant number of statements, however many objects there are.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from apps.followups import selectors as followups
from apps.followups.models import OPEN_STATES, UNFINISHED_PARTS
from apps.levels.supervision import selectors as supervision
from apps.levels.supervision.models import ArrivedState, SentState
from apps.meetings import selectors as meetings
from apps.meetings.models import Meeting, MeetingState, ReceiptState
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.timetable import Timetable, timetable_of
from apps.meetings.titles import short_title
from apps.organizations.models import User
from apps.topics import selectors as topics
from apps.topics.models import CollectionRound, ConsultationState
from vocabulary.roles import Side

S = MeetingState
GIVEN_UP = {S.DECLINED, S.CANCELLED}
BEFORE_COLLECTION = {S.DRAFT, S.REQUESTED, S.ACCEPTED}
BEFORE_THE_NOTICE = BEFORE_COLLECTION | {S.COLLECTING, S.SETTLED}
BEFORE_THE_MINUTES = BEFORE_THE_NOTICE | {S.NOTICED, S.IN_SESSION, S.HELD}


#: How far from its session the days of a meeting may lie; the timetables of others are not computed.
REACH = timedelta(days=366)
ANSWERED = [ArrivedState.RETURNED, ArrivedState.COMPLETED, ArrivedState.REPLIED]


class Kind(TextChoices):
    """What an occasion is."""

    MEETING = "meeting", _("会议")
    COLLECTION = "collection", _("启动征集")
    REPLY = "reply", _("回复征求意见")
    NOTICE = "notice", _("印发通知期限")
    MINUTES = "minutes", _("印发纪要期限")
    FOLLOW_UP = "follow_up", _("落实期限")
    RECEIPT = "receipt", _("通知签收期限")
    LETTER = "letter", _("函件答复期限")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing on one day; `starts_at` where the hour is known. `model` and `id` name the object, `url` its page."""

    day: date
    kind: Kind
    title: str
    model: str
    id: uuid.UUID
    url: str
    starts_at: datetime | None = None


def occasions(user: User, first: date, last: date) -> list[Occasion]:
    """Return what falls on the days from `first` to `last`, both included, in their order."""
    if user.side == Side.NONE:
        return []
    found = [one for read in _READERS for one in read(user, first, last) if first <= one.day <= last]
    return sorted(found, key=lambda one: (one.day, one.starts_at is None, list(Kind).index(one.kind), one.title))


def _of_meetings(user: User, first: date, last: date) -> Iterator[Occasion]:
    """The session, and what is due before and after it while it has not been done."""
    near = (first - REACH, last + REACH)
    on_such_days = Q(planned_on__range=near) | Q(session_on__range=near) | Q(held_on__range=near)
    known = list(meetings.visible_to(user).filter(on_such_days).exclude(state__in=GIVEN_UP))
    rounds = {row.meeting_id: row for row in CollectionRound.objects.filter(meeting_id__in=[row.pk for row in known])}
    for meeting in known:
        yield from _of_meeting(meeting, timetable_of(meeting), rounds.get(meeting.pk))


def _of_meeting(meeting: Meeting, days: Timetable, collected: CollectionRound | None) -> Iterator[Occasion]:
    of = partial(_occasion, f"/meetings/{meeting.pk}", meeting, short_title(meeting))
    yield of(Kind.MEETING, days.session, starts_at=None if meeting.held_on else meeting.starts_at)
    begins = collected.starts_on if collected else days.collection if meeting.state in BEFORE_COLLECTION else None
    due = [
        (Kind.COLLECTION, begins),
        (Kind.NOTICE, days.notice if meeting.state in BEFORE_THE_NOTICE else None),
        (Kind.MINUTES, days.minutes if meeting.state in BEFORE_THE_MINUTES else None),
    ]
    yield from (of(kind, day) for kind, day in due if day is not None)


def _replies(user: User, first: date, last: date) -> Iterator[Occasion]:
    """One for each topic and day, however many units are asked."""
    rows = topics.consultations_visible_to(user).filter(state=ConsultationState.SENT, reply_by__range=(first, last))
    for row in {(row.topic_id, row.reply_by): row for row in rows}.values():
        title = f"{row.topic.number} {row.topic.title}"
        yield _occasion(f"/topics/{row.topic_id}", row.topic, title, Kind.REPLY, row.reply_by)


def _deadlines(user: User, first: date, last: date) -> Iterator[Occasion]:
    """Items by their number: what was agreed is read on their pages. A unit's own part has its own day."""
    items = followups.visible_to(user).filter(state__in=OPEN_STATES, due_on__range=(first, last))
    for item in items:
        yield _occasion(f"/followups/{item.pk}", item, item.number, Kind.FOLLOW_UP, item.due_on)
    parts = followups.parts_visible_to(user).filter(state__in=UNFINISHED_PARTS, due_on__range=(first, last))
    for part in parts:
        title = f"{part.item.number} {part.unit.short_name}"
        yield _occasion(f"/followups/{part.item_id}", part, title, Kind.FOLLOW_UP, part.due_on)


def _receipts(user: User, first: date, last: date) -> Iterator[Occasion]:
    """One for each notice and day; a unit sees its own."""
    rows = receipts_selectors.receipts_visible_to(user).filter(state=ReceiptState.SENT)
    waiting = [row for row in rows if receipts_selectors.is_expected(row)]
    for row in {row.notice_id: row for row in waiting}.values():
        url, number = f"/meetings/{row.notice.meeting_id}?tab=agenda", row.notice.document.number
        yield _occasion(url, row, number, Kind.RECEIPT, receipts_selectors.receipt_due_on(row))


def _letters(user: User, first: date, last: date) -> Iterator[Occasion]:
    """Those that other levels still answer, and those that this one does."""
    sent = supervision.sent_visible_to(user).filter(state=SentState.SENT, due_on__range=(first, last))
    for letter in sent:
        if not letter.is_answered:  # type: ignore[attr-defined]
            url = f"/sent-letters/{letter.pk}"
            yield _occasion(url, letter, f"{letter.to_name} {letter.title}", Kind.LETTER, letter.due_on)
    done = supervision.arrived_visible_to(user).filter(state__in=ANSWERED)
    answered = set(done.values_list("dispatch_id", flat=True))
    for one in supervision.dispatches_visible_to(user).filter(due_on__range=(first, last)):
        if one.pk not in answered:
            yield _occasion(f"/dispatches/{one.pk}", one, one.title, Kind.LETTER, one.due_on)


_READERS: tuple[Callable[[User, date, date], Iterator[Occasion]], ...] = (
    _of_meetings, _replies, _deadlines, _receipts, _letters,
)  # fmt: skip


def _occasion(
    url: str, about: object, title: str, kind: Kind, day: date, *, starts_at: datetime | None = None
) -> Occasion:
    return Occasion(day, kind, title, about._meta.label, about.pk, url, starts_at)  # type: ignore[attr-defined]
