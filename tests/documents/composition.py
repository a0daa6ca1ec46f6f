"""The fixed phrases of the documents of a joint meeting, around the facts a case brings.

These functions write what every such document says the same way, and refuse one that leaves out what its readers
need. An office may edit the DOCX afterwards; the words of the decision itself always come from the caller.
"""

from dataclasses import dataclass
from datetime import date

from apps.documents.rendering.content import (
    Annex,
    Block,
    Column,
    Imprint,
    Letter,
    Mark,
    Minutes,
    Notice,
    Paragraph,
    Reminder,
    RollCall,
    Section,
    Signature,
    Table,
)
from apps.documents.rendering.wording import (
    chinese_date,
    chinese_date_with_weekday,
    is_minutes_number,
    sentence_end,
)
from vocabulary.disclosure import Disclosure
from vocabulary.numbers import is_document_number


@dataclass(frozen=True, kw_only=True)
class Issue:
    """Who issues a document under which number, on which day, and who gets copies."""

    organ: str
    number: str
    on: date
    sealed: bool = True
    copies: tuple[str, ...] = ()
    printed_by: str = ""
    disclosure: Disclosure | None = None

    def signature(self) -> Signature:
        """署名 of the issuing organ."""
        return Signature(organ=self.organ, on=self.on, sealed=self.sealed)

    def imprint(self) -> Imprint:
        """版记; printed on the day of issue."""
        return Imprint(copies=self.copies, printed_by=self.printed_by, printed_on=self.on if self.printed_by else None)


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """What people must know in order to come."""

    meeting: str
    on: date
    starts: str
    place: str
    chair: str
    agenda: tuple[str, ...]
    present: str
    attending: str
    materials: str
    leave: str
    contact: str

    def missing(self) -> tuple[str, ...]:
        """The parts without which a notice must not go out."""
        needed = {
            "时间": self.starts,
            "地点": self.place,
            "议程": self.agenda,
            "参会人员": self.present,
            "联系人": self.contact,
        }
        return tuple(name for name, value in needed.items() if not value)


def meeting_notice(*, issue: Issue, to: tuple[str, ...], facts: MeetingFacts, papers: tuple[Annex, ...] = ()) -> Notice:
    """关于召开…联席会议的通知, with the agenda and the return slip as annexes after the papers given."""
    refuse_number(issue.number)
    if missing := facts.missing():
        raise IncompleteNotice(missing)
    return Notice(
        mark=Mark(organs=(issue.organ,), suffix="文件"),
        number=issue.number,
        title=f"{issue.organ}关于召开{facts.meeting}的通知",
        addressees=to,
        body=notice_body(facts),
        annexes=(agenda_annex(facts), *papers, return_slip(facts)),
        signature=issue.signature(),
        note=f"联系人：{facts.contact}",
        disclosure=issue.disclosure,
        imprint=issue.imprint(),
    )


def notice_body(facts: MeetingFacts) -> tuple[Block, ...]:
    """When, where, who, what to bring, and whom to tell when one cannot come."""
    told: list[Block] = [
        Paragraph(text=f"经研究，定于近期召开{facts.meeting}。现将有关事项通知如下："),
        Section(level=1, heading="时间和地点"),
        Paragraph(lead="时间", text=f"{chinese_date_with_weekday(facts.on)}{facts.starts}。"),
        Paragraph(lead="地点", text=sentence_end(facts.place)),
        Section(level=1, heading="主持人"),
        Paragraph(text=sentence_end(facts.chair)),
        Section(level=1, heading="会议议程"),
        *(Section(level=3, heading=sentence_end(item)) for item in facts.agenda),
        Section(level=1, heading="参会人员"),
        Paragraph(lead="出席", text=sentence_end(facts.present)),
    ]
    if facts.attending:
        told.append(Paragraph(lead="列席", text=sentence_end(facts.attending)))
    for heading, text in (("会议材料", facts.materials), ("请假事宜", facts.leave)):
        if text:
            told += [Section(level=1, heading=heading), Paragraph(text=sentence_end(text))]
    return tuple(told)


def agenda_annex(facts: MeetingFacts) -> Annex:
    """议程 as the chair will follow it."""
    told = (
        Paragraph(lead="时间", text=f"{chinese_date_with_weekday(facts.on)}{facts.starts}"),
        Paragraph(lead="地点", text=facts.place),
        Paragraph(lead="主持", text=facts.chair),
    )
    return Annex(
        title=f"{facts.meeting}议程",
        body=(*told, *(Section(level=3, heading=sentence_end(item)) for item in facts.agenda)),
    )


def return_slip(facts: MeetingFacts) -> Annex:
    """回执: who will come, or why not."""
    titles = (("单位", 3), ("姓名", 2), ("职务", 2), ("联系电话", 3), ("能否参会", 2), ("请假事由", 3))
    columns = tuple(Column(title=title, share=share) for title, share in titles)
    empty_rows = (("",) * len(columns),) * 4
    return Annex(
        title=f"{facts.meeting}参会回执",
        body=(
            Table(columns=columns, rows=empty_rows),
            Paragraph(text=f"请将回执报送联系人（{facts.contact}）。"),
        ),
    )


def joint_minutes(
    *, issue: Issue, mark: str, meeting: str, chair: str, on: date, body: tuple[Block, ...], roll_call: RollCall,
    annexes: tuple[Annex, ...] = (),
) -> Minutes:  # fmt: skip
    """联席会议纪要: the opening sentence, then one section per topic as the caller wrote them."""
    if not is_minutes_number(issue.number):
        raise WrongNumber(issue.number)
    opening = Paragraph(text=f"{chinese_date(on)}，{chair}主持召开{meeting}。现纪要如下：")
    return Minutes(
        mark=Mark(organs=(mark,)),
        number=issue.number,
        issuer=issue.organ,
        issued_on=issue.on,
        title=f"{meeting}纪要",
        body=(opening, *body),
        annexes=annexes,
        roll_call=roll_call,
        disclosure=issue.disclosure,
        imprint=issue.imprint(),
    )


def agreed_item(*, what: str, lead: str, supporting: tuple[str, ...] = (), due_on: date) -> str:
    """由X牵头，Y配合，于Z年Z月Z日前完成: an item nobody leads or nobody has to finish is not one."""
    helped = f"，{'、'.join(supporting)}配合" if supporting else ""
    return f"{what.rstrip('。；')}，由{lead}牵头{helped}，于{chinese_date(due_on)}前完成"


def convening_letter(
    *, issue: Issue, to: str, meeting: str, body: tuple[Block, ...], annexes: tuple[Annex, ...] = ()
) -> Letter:
    """提请召开联席会议的函, from the trade union to the government."""
    closing = Paragraph(text="以上提请，请予研究并函复。")
    return letter(
        issue=issue, to=(to,), title=f"{issue.organ}关于提请召开{meeting}的函", body=(*body, closing), annexes=annexes
    )


def reply_letter(
    *, issue: Issue, to: str, about: str, asked_on: date, asked_in: str, body: tuple[Block, ...]
) -> Letter:
    """复函: names the letter it answers first."""
    refuse_number(asked_in)
    opening = Paragraph(text=f"你单位{chinese_date(asked_on)}来函（{asked_in}）收悉。经研究，现函复如下：")
    return letter(
        issue=issue,
        to=(to,),
        title=f"{issue.organ}关于{about}的复函",
        body=(opening, *body, Paragraph(text="特此函复。")),
    )


def letter(
    *, issue: Issue, to: tuple[str, ...], title: str, body: tuple[Block, ...], annexes: tuple[Annex, ...] = ()
) -> Letter:
    """A 函."""
    refuse_number(issue.number)
    return Letter(
        mark=Mark(organs=(issue.organ,)),
        number=issue.number,
        title=title,
        addressees=to,
        body=body,
        annexes=annexes,
        signature=issue.signature(),
        disclosure=issue.disclosure,
        imprint=issue.imprint(),
    )


def reminder(*, issue: Issue, to: str, word: str, items: Table, answer_by: date, contact: str) -> Reminder:
    """催办单 or 督办单: the items, and until when an answer is due."""
    refuse_number(issue.number)
    return Reminder(
        mark=Mark(organs=(issue.organ,)),
        number=issue.number,
        title=f"{issue.organ}联席会议议定事项{word}",
        addressees=(to,),
        body=(
            Paragraph(text="你单位承担的下列联席会议议定事项临近或者已经超过完成时限，请抓紧落实："),
            items,
            Paragraph(text=f"请于{chinese_date(answer_by)}前书面反馈进展情况、未完成原因和下一步措施。"),
        ),
        signature=issue.signature(),
        note=f"联系人：{contact}",
        disclosure=issue.disclosure,
        imprint=issue.imprint(),
    )


def refuse_number(number: str) -> None:
    """Only numbers of the standard's form leave the house."""
    if not is_document_number(number):
        raise WrongNumber(number)


class WrongNumber(ValueError):
    """A number is not of the form the standard or the organ's minutes require."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number!r} is not a document number such as 土左政办字〔2026〕8号")
        self.number = number


class IncompleteNotice(ValueError):
    """A notice of a meeting lacks something its readers need in order to come."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("会议通知缺少：" + "、".join(missing))
        self.missing = missing
