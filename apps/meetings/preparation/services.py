"""The checklist of a meeting: drawn up when its list is settled, kept by the union's office (Art. 7)."""

import uuid
from datetime import date, datetime

from apps.meetings.models import Meeting, PreparationItem, PreparingOffice
from apps.meetings.preparation.lead_times import counted_day
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.organizations.models import User
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb

#: What is usually prepared: title, office, working days before the meeting. Chinese only: the office's own words.
USUAL = (
    ("落实会场", PreparingOffice.GOV, 5),
    ("准备会议材料", PreparingOffice.UNION, 5),
    ("安排座次", PreparingOffice.GOV, 2),
    ("确定记录人员", PreparingOffice.UNION, 2),
    ("安排宣传报道", PreparingOffice.UNION, 2),
)


def draw_up_checklist(act: Act) -> None:
    """Draw up the usual list once; a list that was reopened and settled again keeps the one it has (R7.1)."""
    meeting: Meeting = act.object
    if meeting.preparations.exists():
        return
    for title, office, days in USUAL:
        due = max(counted_day(meeting, days), act.today)
        with acting(PREPARATION, "list", by=act.by, at=act.at) as listed:
            create(listed, PreparationItem(meeting=meeting, title=title, office=office, due_on=due, lead_workdays=days))


@verb(PREPARATION, "add")
def add_preparation(
    *, meeting: Meeting, title: str, office: str, due_on: date, by: User, at: datetime
) -> PreparationItem:
    """The union's office puts a further thing on the list, for either office."""
    given = {"meeting": meeting, "title": title, "office": office, "due_on": due_on}
    with acting(PREPARATION, "add", by=by, at=at, given=given) as act:
        create(act, PreparationItem(**given))
    item: PreparationItem = act.object
    return item


@verb(PREPARATION, "assign")
def assign_preparation(
    *, preparation_item_id: uuid.UUID, office: str, due_on: date, by: User, at: datetime, version: int | None = None
) -> PreparationItem:
    """The union's office gives an item to the other office, or another day."""
    given = {"office": office, "due_on": due_on}
    with acting(PREPARATION, "assign", preparation_item_id, by=by, at=at, version=version, given=given) as act:
        act.object.office, act.object.due_on, act.object.lead_workdays = office, due_on, None
    item: PreparationItem = act.object
    return item


@verb(PREPARATION, "reopen")
def reopen_preparation(
    *, preparation_item_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> PreparationItem:
    """The same office opens the item again, with the reason."""
    given = {"reason": reason}
    with acting(PREPARATION, "reopen", preparation_item_id, by=by, at=at, version=version, given=given) as act:
        act.object.reason, act.object.done_at, act.object.done_by = reason, None, None
    item: PreparationItem = act.object
    return item
