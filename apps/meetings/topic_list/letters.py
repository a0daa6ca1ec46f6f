"""The report that proposes the topics of a meeting (议题建议报告). Chinese only: the organs themselves issue it."""

from apps.documents.rendering.content import Annex, Column, Letter, Mark, Paragraph, Signature, Table
from apps.documents.rendering.wording import chinese_date
from apps.documents.services import blank_number
from apps.meetings.collection.letters import collected_text
from apps.meetings.models import Meeting
from apps.meetings.titles import meeting_title, short_title
from apps.organizations.models import User
from apps.topics.models import ConsultationState, RoundEntry, Screening, Topic
from apps.topics.rounds.selectors import collected
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name, organ
from kernel import clock
from tenants.governments.selectors import government
from vocabulary.roles import Side, other_side

PROPOSED = tuple(Column(title=title, share=share) for title, share in (
    ("序号", 6), ("议题", 26), ("提出单位", 16), ("建议议定内容", 34), ("建议牵头单位", 16), ("建议完成时限", 14),
    ("征求意见情况", 16),
))  # fmt: skip


def proposal_of_topics(meeting: Meeting, reader: User) -> Letter:
    """Return the letter by which the reader's office puts the screened topics before both sides' leaders (R6.9)."""
    place, rule, today = government(), binding_rule(meeting), clock.today()
    side = Side.GOV if reader.side == Side.GOV else Side.UNION
    issuer = office_name(place, rule, side)
    told = f"{meeting_title(meeting, place)}议题征集和筛选工作已经完成。{collected_text(collected(meeting.pk), rule)}"
    return Letter(
        mark=Mark(organs=(issuer,)),
        number=blank_number("gov_letter" if side == Side.GOV else "union_letter", today.year),
        title=f"{issuer}关于{short_title(meeting)}议题建议的报告",
        addressees=(organ(place, rule, side), organ(place, rule, other_side(side))),
        body=(Paragraph(text=told), Paragraph(text="现将建议列入本次会议的议题报上，请审定。")),
        annexes=(Annex(title="建议议题汇总表", body=(_table(meeting),), landscape=True),),
        signature=Signature(organ=issuer, on=today),
    )


def _table(meeting: Meeting) -> Table:
    entries = RoundEntry.objects.filter(round__meeting_id=meeting.pk, screening=Screening.TABLED)
    chosen = entries.select_related("topic__proposer", "topic__suggested_lead").prefetch_related("topic__consultations")
    return Table(columns=PROPOSED, rows=tuple(_row(at, entry.topic) for at, entry in enumerate(chosen, 1)))


def _row(at: int, topic: Topic) -> tuple[str, ...]:
    asked = list(topic.consultations.all())
    dissents = sum(one.state == ConsultationState.DISSENT_PRINTED for one in asked)
    opinions = f"征求{len(asked)}个单位意见" + (f"，{dissents}个单位有不同意见" if dissents else "")
    return (
        str(at),
        topic.title,
        topic.proposer.name,
        topic.proposed_decision,
        topic.suggested_lead.name if topic.suggested_lead else "",
        chinese_date(topic.suggested_due_on) if topic.suggested_due_on else "",
        opinions if asked else "未涉及其他单位",
    )
