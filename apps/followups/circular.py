"""落实情况通报: the circular on what became of a meeting's items. Chinese only: the organs themselves issue it."""

from apps.documents.rendering.content import (
    Annex,
    Block,
    Column,
    Imprint,
    Mark,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from apps.documents.rendering.wording import chinese_date
from apps.documents.services import blank_number
from apps.followups.models import AgreedItem
from apps.followups.terms import terms_of
from apps.meetings.models import Meeting
from apps.meetings.titles import meeting_title
from apps.organizations.models import User
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name
from kernel import clock
from tenants.governments.selectors import government
from vocabulary.items import OPEN_STATES, ItemState
from vocabulary.roles import Side

STANDING = tuple(Column(title=title, share=share) for title, share in (
    ("序号", 6), ("议定事项", 44), ("牵头单位", 22), ("完成时限", 18), ("状态", 16),
))  # fmt: skip


def has_items(meeting: Meeting) -> bool:
    """Whether the meeting agreed anything that is followed up."""
    return AgreedItem.objects.filter(meeting=meeting).exists()


def circular_of(meeting: Meeting, reader: User) -> Notice:
    """Return the circular of the office that owns follow-up: figures, what is overdue, what is asked (R11.8)."""
    place, today = government(), clock.today()
    side = terms_of(meeting).issuing_side
    issuer, named = office_name(place, binding_rule(meeting), side), meeting_title(meeting, place)
    items = list(AgreedItem.objects.filter(meeting=meeting).select_related("lead_unit").order_by("year", "number"))
    return Notice(
        mark=Mark(organs=(issuer,), suffix="文件"),
        number=blank_number("notice" if side == Side.GOV else "union_letter", today.year),
        title=f"{issuer}关于{named}议定事项落实情况的通报",
        addressees=tuple(dict.fromkeys(item.lead_unit.name for item in items)),
        body=tuple(_body(items, named)),
        annexes=(Annex(title="议定事项落实情况表", body=(_table(items),)),),
        signature=Signature(organ=issuer, on=today),
        imprint=Imprint(printed_by=issuer, printed_on=today),
    )


def _body(items: list[AgreedItem], named: str) -> list[Block]:
    today = clock.today()
    closed = sum(item.state == ItemState.CLOSED for item in items)
    running = [item for item in items if item.state in OPEN_STATES]
    late = [item for item in running if item.due_on < today]
    told = (
        f"截至{chinese_date(today)}，{named}议定事项{len(items)}项，已销号{closed}项，正在办理{len(running)}项，"
        f"其中逾期{len(late)}项。"
    )
    body: list[Block] = [Section(level=1, heading="总体情况"), Paragraph(text=told)]
    if late:
        body.append(Section(level=1, heading="逾期事项"))
        body += [Section(level=2, heading=f"{item.text.rstrip('。')}（{_owed(item)}）。") for item in late]
    body.append(Section(level=1, heading="下一步要求"))
    body.append(Paragraph(text="请各牵头单位对照时限抓紧办理；逾期事项请说明原因，提出新的完成时限，并加快推进。"))
    return body


def _owed(item: AgreedItem) -> str:
    return (
        f"牵头单位：{item.lead_unit.name}，时限{chinese_date(item.due_on)}，逾期{(clock.today() - item.due_on).days}天"
    )


def _table(items: list[AgreedItem]) -> Table:
    rows = (
        (str(at), item.text, item.lead_unit.name, chinese_date(item.due_on), str(ItemState(item.state).label))
        for at, item in enumerate(items, 1)
    )
    return Table(columns=STANDING, rows=tuple(rows))
