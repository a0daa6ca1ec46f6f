"""落实情况清单 as a table: the columns every office expects, three more for items of an earlier meeting."""

from apps.documents.rendering.content import Annex, Block, Column, FollowUpList, FollowUpRow, Paragraph, Section, Table
from apps.documents.rendering.wording import chinese_date

COLUMNS = (
    Column(title="序号", share=9),
    Column(title="议定事项", share=38),
    Column(title="牵头单位", share=20),
    Column(title="配合单位", share=20),
    Column(title="责任人", share=15),
    Column(title="阶段目标与时间节点", share=32),
    Column(title="完成时限", share=19),
    Column(title="进展情况", share=30),
    Column(title="状态", share=13),
    Column(title="佐证材料", share=17),
    Column(title="备注", share=12),
)
EARLIER_COLUMNS = (
    Column(title="未落实原因说明", share=24),
    Column(title="意见", share=18),
    Column(title="新完成时限", share=19),
)


def list_body(document: FollowUpList) -> tuple[Block, ...]:
    """The list of this meeting, and the list of the one before where it is reported as well."""
    told = Paragraph(text=told_above(document))
    now = Table(columns=COLUMNS, rows=tuple(cells(at, row) for at, row in enumerate(document.rows, start=1)))
    if not document.earlier_rows:
        return (told, now)
    before = Table(
        columns=(*COLUMNS, *EARLIER_COLUMNS),
        rows=tuple(cells(at, row) + earlier_cells(row) for at, row in enumerate(document.earlier_rows, start=1)),
    )
    return (
        told,
        Section(level=1, heading="本次会议议定事项"),
        now,
        Section(level=1, heading="上次会议议定事项落实情况"),
        before,
    )


def told_above(document: FollowUpList) -> str:
    """Who made the list, of which day it is, and its figures."""
    counted = "，".join(f"{label}{count}项" for label, count in document.counts)
    told = f"{document.issuer}　　截至{chinese_date(document.as_of)}"
    return f"{told}　　共{len(document.rows)}项：{counted}" if counted else told


def follow_up_annex(document: FollowUpList) -> Annex:
    """The same list as an annex of minutes or of a notice."""
    return Annex(title=document.title, body=list_body(document), landscape=True)


def cells(at: int, row: FollowUpRow) -> tuple[str, ...]:
    """One row in the order of the columns."""
    return (
        str(at),
        row.item,
        row.lead,
        row.supporting,
        row.responsible,
        row.milestones,
        chinese_date(row.due_on),
        row.progress,
        row.state,
        row.evidence,
        row.remark,
    )


def earlier_cells(row: FollowUpRow) -> tuple[str, ...]:
    """What an item of an earlier meeting must explain."""
    return (row.reason, row.opinion, chinese_date(row.new_due_on) if row.new_due_on else "")
