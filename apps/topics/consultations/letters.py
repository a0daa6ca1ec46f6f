"""Letters of consultation about a topic and the summary of what was answered (Art. 6). Chinese only."""

from apps.documents.rendering.content import (
    Block,
    Column,
    Letter,
    Mark,
    Paragraph,
    Section,
    Signature,
    Table,
    WorkingPaper,
)
from apps.documents.rendering.wording import chinese_date, matter_of
from apps.documents.services import blank_number
from apps.organizations.models import User
from apps.topics.models import Consultation, ConsultationState, Origin, Topic
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name
from kernel import clock
from kernel.clock import SHANGHAI
from tenants.governments.selectors import government
from vocabulary.roles import Side

ANSWERS = tuple(Column(title=title, share=share) for title, share in (
    ("序号", 6), ("单位", 22), ("意见", 14), ("意见内容", 34), ("回复日期", 16), ("采纳和协调情况", 26),
))  # fmt: skip


def was_asked(topic: Topic) -> bool:
    """Whether anybody was consulted about the topic."""
    return topic.consultations.exists()


def letter_of_consultation(topic: Topic, reader: User) -> Letter:
    """Return the letter that asks the units for their opinion, with the text that they are asked about (R6.7)."""
    asked, today = _asked(topic), clock.today()
    issuer = _issuer(topic)
    until = max((one.reply_by for one in asked), default=None)
    facts = (
        ("背景情况", topic.background),
        ("建议议定内容", topic.proposed_decision),
        ("建议牵头单位", topic.suggested_lead.name if topic.suggested_lead else ""),
        ("建议完成时限", chinese_date(topic.suggested_due_on) if topic.suggested_due_on else ""),
    )
    body: list[Block] = [Paragraph(text=f"现就“{matter_of(topic.title)}”议题征求你单位意见，议题内容如下：")]
    body += [Section(level=1, heading=heading, text=text) for heading, text in facts if text]
    by_day = (
        f"请于{chinese_date(until)}前书面回复；无意见的，也请回复。" if until else "请书面回复；无意见的，也请回复。"
    )
    body.append(Paragraph(text=by_day))
    return Letter(
        mark=Mark(organs=(issuer,)),
        number=blank_number("gov_letter" if topic.origin == Origin.GOV else "union_letter", today.year),
        title=f"{issuer}关于征求{matter_of(topic.title)}议题意见的函",
        addressees=tuple(one.unit.name for one in asked),
        body=tuple(body),
        signature=Signature(organ=issuer, on=today),
    )


def summary_of_answers(topic: Topic, reader: User) -> WorkingPaper:
    """Return the table of what each unit answered, when, and what became of it (R6.7, R6.8)."""
    rows = tuple(_row(at, one) for at, one in enumerate(_asked(topic), 1))
    return WorkingPaper(
        title=f"{matter_of(topic.title)}议题征求意见回复汇总表",
        issuer=_issuer(topic),
        as_of=clock.today(),
        body=(Paragraph(text=f"截至{chinese_date(clock.today())}"), Table(columns=ANSWERS, rows=rows)),
        landscape=True,
    )


def _row(at: int, one: Consultation) -> tuple[str, ...]:
    answered = one.replied_at.astimezone(SHANGHAI).date() if one.replied_at else one.declared_on
    opinion = one.get_reply_display() if one.reply else ConsultationState(one.state).label
    day = chinese_date(answered) if answered else ""
    return (str(at), one.unit.name, str(opinion), one.reply_text, day, one.coordination)


def _asked(topic: Topic) -> list[Consultation]:
    return list(topic.consultations.select_related("unit").order_by("unit__sort_key"))


def _issuer(topic: Topic) -> str:
    side = Side.GOV if topic.origin == Origin.GOV else Side.UNION
    return office_name(government(), binding_rule(), side)
