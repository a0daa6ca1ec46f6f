"""Notices reach people, and people sign for them (Art. 7)."""

import uuid
from datetime import datetime

from apps.meetings.models import Attendance, Notice, NoticeReceipt
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.organizations.models import Unit, UnitKind, User
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb

#: Units without a liaison officer of their own: their people are reached through the office of their side.
THROUGH_THE_OFFICE = (UnitKind.OFFICE, UnitKind.LEADERSHIP)


def send_notice(act: Act, notice: Notice) -> None:
    """Note to whom a notice goes: once to each unit, and to every leader and guest (R7.5)."""
    people = list(notice.meeting.attendances.listed())
    units = {unit.name: unit for unit in Unit.objects.current().exclude(kind__in=THROUGH_THE_OFFICE)}
    reached: set[uuid.UUID] = set()
    for row in people:
        unit = units.get(row.unit_name) if row.slot is None else None
        if unit is not None and unit.pk in reached:
            continue
        if unit is not None:
            reached.add(unit.pk)
        with acting(NOTICE_RECEIPT, "send", by=act.by, at=act.at) as sent:
            create(sent, _receipt(notice, row, unit))


def _receipt(notice: Notice, row: Attendance, unit: Unit | None) -> NoticeReceipt:
    side = unit.side if unit else row.side
    return NoticeReceipt(notice=notice, unit=unit, attendance=None if unit else row, side=side)


@verb(NOTICE_RECEIPT, "acknowledge")
def acknowledge_notice(
    *, notice_receipt_id: uuid.UUID, reply: str | None = None, by: User, at: datetime, version: int | None = None
) -> NoticeReceipt:
    """Sign for a notice, with its slip: a unit for itself, an office for its leaders and for guests (R7.4, R7.5)."""
    given = {"reply": reply}
    with acting(NOTICE_RECEIPT, "acknowledge", notice_receipt_id, by=by, at=at, version=version, given=given) as act:
        act.object.reply = reply or ""
    receipt: NoticeReceipt = act.object
    return receipt
