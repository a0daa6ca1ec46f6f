"""The words of a meeting's official documents. Chinese only: they are what the organs themselves issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from apps.documents.rendering.content import (
    Annex,
    Block,
    Disclosure,
    Imprint,
    Letter,
    Mark,
    Notice,
    Paragraph,
    Section,
    Signature,
)
from apps.documents.rendering.wording import chinese_date, chinese_date_with_weekday
from apps.meetings.models import AgendaItem, Attendance, Capacity, Meeting
from apps.meetings.rules import parts_of
from apps.topics.selectors import Collected
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from apps.workrules.parameters import REGIONAL_2024, RuleParameters
from apps.workrules.rules import label_of
from kernel.clock import SHANGHAI
from tenants.governments.models import Government
from vocabulary.roles import other_side

PARTS = {1: "通报上次{name}议定事项落实情况", 2: "通报本次会议议题征集和主要内容", 3: "研究议题", 4: "部署落实"}


def meeting_title(meeting: Meeting, government: Government) -> str:
    """Return the meeting's full name, e.g. 土默特左旗人民政府与土默特左旗总工会第3次联席会议."""
    rule = binding_rule(meeting)
    extra = "（临时）" if meeting.kind == "extraordinary" else ""
    sides = f"{organ(government, rule, 'gov')}与{organ(government, rule, 'union')}"
    return f"{sides}{short_title(meeting)}{extra}"


def short_title(meeting: Meeting) -> str:
    """Return the meeting's number or year with the mechanism's name: 第3次联席会议, 2025年度联席座谈会议 (R4.10)."""
    rule = binding_rule(meeting)
    count = f"{meeting.year}年度" if rule.ordinal_style == "yearly" else f"第{meeting.ordinal}次"
    return f"{count}{rule.mechanism_name}"


def embedded(meeting: Meeting) -> str:
    """Return the words of a meeting that is held as a part of a standing one; empty where it stands alone."""
    host = binding_rule(meeting).host_meeting
    return f"并入{host}召开" if host else ""


def request_letter(meeting: Meeting, government: Government, *, number: str, on: date) -> Letter:
    """Return the letter by which one side, usually the union, asks the other to convene (Art. 4)."""
    rule = binding_rule(meeting)
    asking = organ(government, rule, meeting.requesting_side)
    asked = organ(government, rule, other_side(meeting.requesting_side))
    conveners = "；".join(f"{row.title}{row.name}" for row in meeting.conveners.order_by("slot"))
    body: list[Block] = [
        Paragraph(
            text=f"根据《{rule.title}》（{rule.document_number}）第四条规定，现提请召开"
            f"{meeting_title(meeting, government)}，拟于{chinese_date(meeting.planned_on)}召开。有关事项函告如下："
        ),
        Section(level=1, heading="提请事由", text=meeting.request_text),
    ]
    if conveners:
        body.append(Section(level=1, heading=_titles_of_conveners(meeting), text=f"{conveners}。"))
    if meeting.ground_text:
        body.append(Section(level=1, heading="临时召开的情形", text=meeting.ground_text))
    if meeting.prior_consultation:
        body.append(Section(level=1, heading="提前协商情况", text=meeting.prior_consultation))
    if meeting.principal_leader_ground:
        leader = f"{meeting.principal_leader_title}{meeting.principal_leader}"
        why = "" if rule.presider_rule == "principal_required" else "属特殊重大问题，"
        text = f"{why}拟邀请{leader}出席并主持会议。{meeting.principal_leader_ground}"
        body.append(Section(level=1, heading="邀请主要领导出席的理由", text=text))
    body.append(Paragraph(text="妥否，请函复。"))
    return Letter(
        mark=Mark(organs=(asking,)),
        number=number,
        title=f"{asking}关于提请召开{short_title(meeting)}的函",
        addressees=(asked,),
        body=tuple(body),
        signature=Signature(organ=asking, on=on),
    )


def _titles_of_conveners(meeting: Meeting) -> str:
    """Return how the rule calls those who convene: 总召集人和召集人, or whichever of the two there are (Art. 4)."""
    rule = binding_rule(meeting)
    slots = rule.slots
    chiefs = [rule.chief_convener_title] if any(slot.startswith("chief_") for slot in slots) else []
    others = [rule.convener_title] if any(not slot.startswith("chief_") for slot in slots) else []
    return "和".join(dict.fromkeys([*chiefs, *others]))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the side that was asked answers: which act of the table, why, which other day, to which letter."""

    to: str
    act: str
    reason: str = ""
    other_date: date | None = None

    def words(self, meeting: Meeting) -> str:
        """Return the answer in one sentence."""
        if self.act == "propose_other_date" and self.other_date:
            return f"建议改于{chinese_date(self.other_date)}召开。理由：{self.reason}"
        if self.act == "decline":
            return f"经研究，暂不召开。理由：{self.reason}"
        return f"经研究，同意于{chinese_date(meeting.planned_on)}召开{short_title(meeting)}。有关筹备工作请会同办理。"


def reply_letter(meeting: Meeting, government: Government, answer: Answer, *, number: str, on: date) -> Letter:
    """Return the letter that answers a request to convene; it names the letter it answers (Art. 4)."""
    rule = binding_rule(meeting)
    asking = organ(government, rule, meeting.requesting_side)
    answering = organ(government, rule, other_side(meeting.requesting_side))
    quoted = f"（{answer.to}）" if answer.to else ""
    return Letter(
        mark=Mark(organs=(answering,)),
        number=number,
        title=f"{answering}关于召开{short_title(meeting)}的复函",
        addressees=(asking,),
        body=(
            Paragraph(text=f"《{asking}关于提请召开{short_title(meeting)}的函》{quoted}收悉。现函复如下："),
            Paragraph(text=answer.words(meeting)),
            Paragraph(text="特此函复。"),
        ),
        signature=Signature(organ=answering, on=on),
    )


def meeting_notice(
    meeting: Meeting,
    government: Government,
    *,
    number: str,
    on: date,
    issuer: str,
    before: str = "",
    changed: str = "",
    disclosure: str = Disclosure.ON_REQUEST,
    annexes: tuple[Annex, ...] = (),
) -> Notice:
    """Return the numbered notice of the issuing office; a new one names the notice it replaces (R7.4, R7.5)."""
    people, rule = meeting.attendances.in_order(), binding_rule(meeting)
    union = organ(government, rule, "union")
    organs = (organ(government, rule, "gov"), union, government.gov_name, government.union_name)
    presider, host = meeting.presider, embedded(meeting)
    joined = f"，{host}" if host else ""
    body: list[Block] = [
        Paragraph(text=f"经商议，定于近期召开{meeting_title(meeting, government)}{joined}。现将有关事项通知如下：")
    ]
    if before:
        body.append(Paragraph(lead="变更", text=f"本通知替代{before}。{changed}"))
    facts = [
        ("会议时间", _moment(meeting.starts_at)),
        ("会议地点", meeting.venue),
        ("主持", f"{presider.title}{presider.name}" if presider else ""),
        ("会议议程", "；".join(f"（{part}）{text}" for part, text in enumerate(parts_said(meeting).values(), 1))),
        (
            "参会人员",
            f"出席：{_names(people, Capacity.MEMBER, organs)}。"
            f"列席：{_names(people, Capacity.IN_ATTENDANCE, organs) or '无'}。",
        ),
        (
            "有关要求",
            "请收到通知后及时签收并填写回执；请汇报单位会前备齐材料；因故不能参会的，请于会前请假并说明事由，替会人员须为同一单位人员。",
        ),
        ("联系人", meeting.contact),
    ]
    body += [Section(level=1, heading=heading, text=text) for heading, text in facts]
    return Notice(
        mark=Mark(organs=(issuer,), suffix="文件"),
        number=number,
        title=f"{issuer}关于召开{short_title(meeting)}的通知",
        addressees=tuple(dict.fromkeys(row.unit_name for row in people if row.unit_name)) or (union,),
        body=tuple(body),
        annexes=annexes,
        signature=Signature(organ=issuer, on=on),
        disclosure=Disclosure(disclosure),
        imprint=Imprint(copies=(union,), printed_by=issuer, printed_on=on),
    )


def withdrawal(
    meeting: Meeting,
    government: Government,
    *,
    number: str,
    on: date,
    issuer: str,
    before: str,
    reason: str,
    new_date: date | None,
) -> Notice:
    """Return the notice that takes another back: the meeting is put off to a day, or does not take place (R7.5)."""
    act, union = "延期" if new_date else "取消", organ(government, binding_rule(meeting), "union")
    then = f"延期至{chinese_date(new_date)}召开，具体安排另行通知" if new_date else "不再召开"
    named = tuple(dict.fromkeys(row.unit_name for row in meeting.attendances.listed() if row.unit_name))
    return Notice(
        mark=Mark(organs=(issuer,)),
        number=number,
        title=f"{issuer}关于{act}召开{short_title(meeting)}的通知",
        addressees=named or (union,),
        body=(
            Paragraph(text=f"{before}通知的{meeting_title(meeting, government)}，因故{then}。{before}同时作废。"),
            Section(level=1, heading="原因", text=reason),
        ),
        signature=Signature(organ=issuer, on=on),
        imprint=Imprint(copies=(union,), printed_by=issuer, printed_on=on),
    )


def parts_said(meeting: Meeting) -> dict[int, str]:
    """Return the parts that the meeting's rule asks for, each in its words."""
    rule = binding_rule(meeting)
    said = {part: PARTS[part].format(name=rule.mechanism_name) for part in parts_of(rule.agenda_parts)}
    own = label_of("prior_followup", rule)
    return said | ({1: f"通报{own}"} if own and 1 in said else {})


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(SHANGHAI)
    half, hour = ("上午", local.hour) if local.hour < 12 else ("下午", local.hour - 12 or 12)
    return f"{chinese_date_with_weekday(local.date())}{half}{hour}:{local.minute:02d}"


def _names(people: list[Attendance], capacity: str, organs: tuple[str, ...]) -> str:
    """Return who comes, each with unit and title; a title that names the organ itself stands alone."""
    return "、".join(
        f"{row.title if row.title.startswith(organs) else row.unit_name + row.title}{row.name}"
        for row in people
        if row.capacity == capacity
    )


def agenda_lines(meeting: Meeting) -> list[AgendaItem]:
    """Return the topics of the agenda in their order, with who reports."""
    return list(meeting.agenda.filter(part=3).select_related("reporter"))


def agenda_body(meeting: Meeting, lines: Sequence[AgendaItem] | None = None) -> tuple[Section | Paragraph, ...]:
    """Return the agenda as it is printed: the parts in order, each topic with its reporter and time."""
    blocks: list[Section | Paragraph] = []
    if host := embedded(meeting):
        blocks.append(Paragraph(text=f"本次会议{host}，作为其专项议题依次进行："))
    for part, text in parts_said(meeting).items():
        blocks.append(Section(level=1, heading=text))
        if part == 3:
            blocks += [
                Section(level=2, heading=item.text, text=_reported(item))
                for item in (agenda_lines(meeting) if lines is None else lines)
            ]
    return tuple(blocks)


def _reported(item: AgendaItem) -> str:
    said = [f"汇报单位：{item.reporter.name}"] if item.reporter else []
    said += [f"{item.duration}分钟"] if item.duration else []
    return f"（{'，'.join(said)}）" if said else ""


def side_names(rule: RuleParameters) -> dict[str, str]:
    """Return how documents call where a topic comes from: by the rule's own words for the sides, where it has them."""
    usual = {"gov": "政府方面", "union": "工会方面", "joint": "双方联合"}
    own = {side: getattr(rule, f"{side}_label") for side in ("gov", "union")}
    return usual | {side: word for side, word in own.items() if word != getattr(REGIONAL_2024, f"{side}_label")}


def collected_text(counts: Collected, rule: RuleParameters) -> str:
    """Return part two of the agenda in figures: what each side brought, and what became of it (R8.4)."""
    words = side_names(rule)
    if not counts:
        return "本次会议未征集议题。"
    total = [sum(row[at] for row in counts.values()) for at in range(3)]
    sides = "；".join(
        f"{words[side]}征集{collected}项，筛选{screened}项，列入{tabled}项"
        for side, (collected, screened, tabled) in counts.items()
    )
    return f"本次会议共征集议题{total[0]}项，筛选{total[1]}项，列入{total[2]}项。其中：{sides}。"
