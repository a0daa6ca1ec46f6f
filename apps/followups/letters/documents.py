"""The words of reminders, chase-ups, supervision orders, and reports to the chief conveners. Chinese only."""

import re
from collections.abc import Sequence
from datetime import date

from apps.documents.rendering.content import Block, Imprint, Mark, Paragraph, Reminder, Section, Signature
from apps.documents.rendering.wording import chinese_date, matter_of
from apps.followups.models import AgreedItem, LetterKind, SupportingPart
from apps.meetings.titles import meeting_title
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name
from tenants.governments.models import Government

TITLES = {
    LetterKind.REMINDER: "提醒函",
    LetterKind.CHASE_UP: "催办单",
    LetterKind.SUPERVISION_ORDER: "督办单",
    LetterKind.ESCALATION: "逾期情况的报告",
}


def letter_about(
    item: AgreedItem,
    government: Government,
    *,
    kind: str,
    side: str,
    addressees: Sequence[str],
    number: str,
    on: date,
    before: Sequence[str],
    part: SupportingPart | None = None,
) -> Reminder:
    """Return the letter about one item, or about a supporting unit's own part of it.

    `before` are the numbers of those that preceded it about the same deadline.
    """
    organ = office_name(government, binding_rule(item.meeting), side)
    body: list[Block] = [
        Paragraph(text=_opening(item, government, on, part, to_unit=kind != LetterKind.ESCALATION)),
        Section(level=1, heading="议定事项", text=f"{item.number}　{item.text}"),
        *([Section(level=1, heading="配合任务", text=part.text)] if part and part.text else []),
        Section(level=1, heading="完成时限", text=f"{chinese_date(part.due_on)}。" if part else _deadline(item)),
    ]
    if before:
        body.append(Section(level=1, heading="此前函件", text="、".join(before) + "。"))
    body.append(Section(level=1, heading="有关要求", text=_wanted(kind)))
    return Reminder(
        mark=Mark(organs=(organ,)),
        number=number,
        title=f"{organ}关于{_matter(item, part)}的{TITLES[LetterKind(kind)]}",
        addressees=tuple(addressees),
        body=tuple(body),
        signature=Signature(organ=organ, on=on),
        imprint=Imprint(copies=(item.lead_unit.name,) if part else _copies(item), printed_by=organ, printed_on=on),
    )


def _matter(item: AgreedItem, part: SupportingPart | None) -> str:
    """Return the matter in words: the first clause of the item, and whose part of it the letter is about."""
    told = matter_of(re.split(r"[，。；：\n]", item.text.strip())[0])
    return f"{part.unit.name}配合{told}" if part else told


def _opening(item: AgreedItem, government: Government, on: date, part: SupportingPart | None, *, to_unit: bool) -> str:
    who = "由你单位配合" if part else "由你单位牵头" if to_unit else f"由{item.lead_unit.name}牵头"
    left = ((part or item).due_on - on).days
    when = f"距完成时限还有{left}天" if left > 0 else "今日到期" if left == 0 else f"已逾期{-left}天"
    return f"{meeting_title(item.meeting, government)}议定的下列事项，{who}，截至{chinese_date(on)}{when}，尚未办结。"


def _deadline(item: AgreedItem) -> str:
    told = f"{chinese_date(item.due_on)}。"
    if item.extensions:
        told += f"原定{chinese_date(item.original_due_on)}，经批准延期{item.extensions}次。"
    return told


def _wanted(kind: str) -> str:
    return {
        LetterKind.REMINDER: "请抓紧办理，按期报送办理结果和佐证材料；确需延期的，请于完成时限前提出申请。",
        LetterKind.CHASE_UP: "请立即办理，尽快报送办理结果；短期内不能办结的，请书面说明原因、意见和新的完成时限。",
        LetterKind.SUPERVISION_ORDER: "请单位主要负责同志督促，限期办结，并书面报告逾期原因和整改措施。",
        LetterKind.ESCALATION: "特此报告，请示下。",
    }[LetterKind(kind)]


def _copies(item: AgreedItem) -> tuple[str, ...]:
    """The supporting units learn what is asked of the lead unit."""
    return tuple(part.unit.name for part in item.parts.select_related("unit"))
