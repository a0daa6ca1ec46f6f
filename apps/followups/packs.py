"""会议材料: what everybody should have read before the session, generated from the record and sent as one document.

Report on earlier decisions as of the stated moment (R8.3), figures of the collection (R8.4), and a sheet for each
topic with its decision text, the units it names, and every opinion that was to be printed (R6.8).
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import override

from apps.documents.models import DocumentKind, IssuedDocument
from apps.documents.rendering.content import Annex, Block, Column, Letter, Mark, Paragraph, Signature, Table
from apps.documents.rendering.wording import chinese_date
from apps.documents.selectors import attached_to
from apps.documents.services import issue_document, next_number
from apps.followups.prior_reports.report import PriorItem, PriorReport, prior_report
from apps.meetings.agenda.letters import agenda_body
from apps.meetings.agenda.selectors import agenda_of
from apps.meetings.attendance.letters import units_in_print
from apps.meetings.collection.letters import collected_text, side_names
from apps.meetings.models import AgendaItem, Meeting
from apps.meetings.titles import meeting_title, short_title
from apps.topics.models import Consultation, ConsultationState, Topic
from apps.topics.rounds.selectors import collected
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from kernel.clock import SHANGHAI
from kernel.lifecycle.table import Act
from tenants.governments.selectors import government
from vocabulary.items import OPEN_STATES, ItemState
from vocabulary.roles import Side

REPORT_COLUMNS = (
    Column(title="编号", share=14), Column(title="议定事项", share=40), Column(title="牵头单位", share=20),
    Column(title="完成时限", share=18), Column(title="状态", share=14), Column(title="未落实原因说明", share=28),
    Column(title="意见", share=22), Column(title="新完成时限", share=18),
)  # fmt: skip


def issue(act: Act[Meeting]) -> None:
    """Number, render and store the pack, inside the act that sends it; a later one names the one before."""
    meeting: Meeting = act.object
    packs = IssuedDocument.objects.filter(subject_id=meeting.pk, kind=DocumentKind.MEETING_PACK)
    before = packs.order_by("issued_at").values_list("number", flat=True).last()
    with override("zh-hans"):
        number = next_number("union_letter", act.today.year)
        document = meeting_pack(meeting, number=number, on=act.today, before=before or "")
    issue_document(
        document,
        kind=DocumentKind.MEETING_PACK,
        issuer=organ(government(), binding_rule(meeting), Side.UNION),
        subject_id=meeting.pk,
        year=act.today.year,
        by=act.by,
        issued_at=act.recorded_at,
    )


def meeting_pack(meeting: Meeting, *, number: str, on: date, before: str = "") -> Letter:
    """Return the pack as a letter of the union to everybody who is invited, the material as its annexes."""
    place, rule = government(), binding_rule(meeting)
    union = organ(place, rule, Side.UNION)
    told = f"现将{meeting_title(meeting, place)}材料印送你们，请于会前阅研。"
    replaced = f"本材料替代{before}所附材料。" if before else ""
    return Letter(
        mark=Mark(organs=(union,)),
        number=number,
        title=f"{union}关于印送{short_title(meeting)}材料的函",
        addressees=units_in_print(meeting.attendances.in_order()) or (organ(place, rule, Side.GOV),),
        body=(Paragraph(text=told + replaced),),
        annexes=(
            Annex(title="会议议程", body=agenda_body(meeting)),
            *_reports(meeting),
            *(_sheet(row, row.topic) for row in agenda_of(meeting.pk) if row.topic is not None),
        ),
        signature=Signature(organ=union, on=on),
    )


def _reports(meeting: Meeting) -> Iterator[Annex]:
    """The first two parts of the agenda, as far as the meeting's rule has them (R8.2)."""
    rule = binding_rule(meeting)
    parts, name = rule.agenda_parts, rule.mechanism_name
    if "prior_report" in parts:
        yield Annex(title=f"上次{name}议定事项落实情况", body=report_body(prior_report(meeting), name), landscape=True)
    if "topics_report" in parts:
        yield Annex(title="本次会议议题征集情况", body=collection_body(meeting))


def report_body(report: PriorReport, name: str) -> tuple[Block, ...]:
    """Part one: figures and table, as of the moment that the notice stated (R8.3); the first meeting says so (R3.5)."""
    if not report.has_prior_meeting:
        return (Paragraph(text=f"此前未召开过{name}，没有应通报的议定事项。"),)
    open_then = report.unimplemented
    terminated = sum(row.item.state == ItemState.TERMINATED for row in report.items)
    ended = f"已终止{terminated}项，" if terminated else ""
    told = f"应通报议定事项{report.listed}项，已销号{report.closed}项，{ended}未落实{len(open_then)}项。"
    table = Table(columns=REPORT_COLUMNS, rows=tuple(_told(row) for row in report.items))
    return (Paragraph(text=f"{_as_of(report)}{told}"), *((table,) if report.items else ()))


def _as_of(report: PriorReport) -> str:
    if report.as_of is None:
        return ""
    moment = report.as_of.astimezone(SHANGHAI)
    return f"截至{chinese_date(moment.date())}{moment:%H:%M}，"


def _told(row: PriorItem) -> tuple[str, ...]:
    item, said = row.item, row.explanation if row.item.state in OPEN_STATES else None
    label = str(ItemState(item.state).label)
    why = (said.explanation, said.opinion, chinese_date(said.new_date)) if said else ("", "", "")
    return (item.number, item.text, item.lead_unit.name, chinese_date(item.due_on), label, *why)


def collection_body(meeting: Meeting) -> tuple[Block, ...]:
    """Part two: how many topics each side brought, how many were screened and tabled (R8.4)."""
    counts = collected(meeting.pk)
    told = Paragraph(text=collected_text(counts, binding_rule(meeting)))
    if not counts:
        return (told,)
    columns = (Column(title="提出方面", share=2), Column(title="征集"), Column(title="筛选"), Column(title="列入"))
    words = side_names(binding_rule(meeting))
    rows = tuple((words[side], *map(str, figures)) for side, figures in counts.items())
    return (told, Table(columns=columns, rows=rows))


def _sheet(line: AgendaItem, topic: Topic) -> Annex:
    """One topic: what is to be decided, on whose proposal, by whom it would be carried out, who is against it."""
    supporting = "、".join(unit.name for unit in topic.suggested_supporting.all())
    due_on = topic.suggested_due_on
    facts = (
        ("提出单位", topic.proposer.name),
        ("汇报单位", line.reporter.name if line.reporter else ""),
        ("汇报时长", f"{line.duration}分钟" if line.duration else ""),
        ("背景", topic.background),
        ("建议议定内容", topic.proposed_decision),
        ("建议牵头单位", topic.suggested_lead.name if topic.suggested_lead else ""),
        ("建议配合单位", supporting),
        ("建议完成时限", chinese_date(due_on) if due_on else ""),
        *_opinions(topic),
        ("所附文件", "、".join(row.file.name for row in attached_to([topic.pk]).get(topic.pk, []))),
    )
    body = tuple(Paragraph(lead=lead, text=text) for lead, text in facts if text)
    return Annex(title=f"议题：{topic.title}", body=body)


def _opinions(topic: Topic) -> list[tuple[str, str]]:
    """Every opinion that was to be printed, in the words of the unit that holds it (R6.8)."""
    dissents: list[Consultation] = [
        asked
        for asked in topic.consultations.select_related("unit").order_by("unit__sort_key")
        if asked.state == ConsultationState.DISSENT_PRINTED
    ]
    return [("不同意见", f"{asked.unit.name}：{asked.reply_text or '不同意。'}") for asked in dissents]
