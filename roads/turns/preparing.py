"""What both offices do around a notice: the checklist, names taken off, the agenda's times, the pack, the receipts."""

from apps.meetings.agenda import services as agenda_services
from apps.meetings.attendance import services as attendance
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Attendance, NoticeReceipt, PreparationItem
from apps.meetings.preparation import services as checklist
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts import services as receipts
from kernel.lifecycle.engine import take
from roads.story import Story

#: Minutes for one topic of the third part.
MINUTES_EACH = 20


def prepare(story: Story) -> None:
    """The list of preparations is gone through; one thing was ticked too early."""
    union = story.someone("union_clerk")
    meeting = story.refresh()
    due_on = PreparationItem.objects.filter(meeting=meeting).latest("due_on").due_on
    checklist.add_preparation(meeting=meeting, title=story.sentences.preparation, office="gov", due_on=due_on, **union)
    mine = PreparationItem.objects.filter(meeting=meeting, office="union").order_by("due_on", "id")[0]
    take(PREPARATION, "complete", preparation_item_id=mine.pk, **union)
    checklist.reopen_preparation(preparation_item_id=mine.pk, reason=story.sentences.preparation_reopened, **union)
    checklist.assign_preparation(preparation_item_id=mine.pk, office="union", due_on=due_on, **union)
    take(PREPARATION, "complete", preparation_item_id=mine.pk, **union)


def trim_the_list(story: Story) -> None:
    """A name is taken off the list, and every topic gets its time."""
    row = Attendance.objects.filter(meeting=story.meeting, side="union", slot=None).order_by("position").last()
    assert row is not None  # noqa: S101 - the union's departments were proposed
    attendance.remove(attendance_id=row.pk, reason=story.sentences.name_removed, **story.someone("union_clerk"))
    rows = story.meeting.agenda.filter(part=3).order_by("position")
    items = [{"topic": one.topic, "reporter": one.reporter, "duration": MINUTES_EACH} for one in rows]
    agenda_services.arrange_agenda(meeting_id=story.meeting.pk, items=items, **story.someone("union_clerk"))


def hand_round(story: Story) -> None:
    """The pack is sent, and both offices sign for the notice."""
    take(MEETING, "issue_pack", meeting_id=story.meeting.pk, **story.someone("union_clerk"))
    latest = story.meeting.notices.latest("issued_at", "id")
    for side in ("gov", "union"):
        mine = NoticeReceipt.objects.filter(notice=latest, side=side, unit=None, state="sent").first()
        if mine is not None:
            receipts.acknowledge_notice(notice_receipt_id=mine.pk, **story.someone(f"{side}_clerk"))
