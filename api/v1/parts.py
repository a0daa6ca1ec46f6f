"""The rows that hang on an object and are shown at its own address."""

import uuid
from dataclasses import replace
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from api.fields import columns, computed, nested, rows
from api.resources import OF_MODEL
from apps.documents import selectors as documents
from apps.followups import due_reports
from apps.followups import selectors as followups
from apps.followups.models import AgreedItem, ProgressReport
from apps.followups.prior_reports import report as prior_reports
from apps.meetings import cautions as of_meetings
from apps.meetings import selectors as meetings
from apps.meetings.agenda import selectors as agenda_selectors
from apps.meetings.models import Meeting
from apps.meetings.session import selectors as session_selectors
from apps.minutes import selectors as minutes_of
from apps.minutes import texts
from apps.minutes.models import Minutes
from apps.minutes.publicity import cautions as of_publicity
from apps.organizations.models import User
from apps.topics import cautions as of_topics
from apps.topics import selectors as topics
from apps.topics.models import CollectionRound, RoundEntry
from apps.topics.rounds import selectors as rounds_selectors
from kernel import clock


def _state_label(row: Any) -> Any:
    lifecycle = OF_MODEL[row._meta.label].lifecycle
    assert lifecycle  # noqa: S101 - only rows that have a lifecycle show a state
    return lifecycle.states(row.state).label


KEY = computed("id", "key", "", "pk")
STATE = (
    computed("state", "text", _("状态")),
    computed("state_label", "text", _("状态"), lambda row, user: _state_label(row)),
    computed("state_since", "moment", _("进入状态时间")),
    computed("version", "number", _("版本")),
)


#: A file hung on an object; its bytes are fetched from `/files/<id>/content`.
ATTACHED = (
    computed("id", "key", "", "file.pk"),
    computed("name", "text", _("文件名"), "file.name"),
    computed("size", "number", _("大小"), "file.size"),
    computed("sha256", "text", "", "file.sha256"),
    *columns("documents.Attachment", "purpose", "at", "by_name"),
)
FILES = rows("files", _("附件"), ATTACHED, lambda one, user: documents.attached_to([one.pk]).get(one.pk, []))
WITH_FILES = (FILES,)
CAUTION = tuple(computed(name, "text", "") for name in ("name", "rule", "article", "sentence"))


def _warnings(read: Any) -> Any:
    """Return what is out of the ordinary about an object without being forbidden."""
    return rows("warnings", _("提示"), CAUTION, read)


# --- the list of a round ------------------------------------------------------------------------------------------


def _entries(meeting_id: uuid.UUID, user: User) -> list[RoundEntry]:
    """Return the list's rows whose topics the person may read."""
    found = rounds_selectors.entries_of(meeting_id)
    seen = set(topics.visible_to(user).filter(pk__in=[row.topic_id for row in found]).values_list("pk", flat=True))
    return [row for row in found if row.topic_id in seen]


ENTRY = (
    *columns("topics.RoundEntry", "position", "topic"),
    computed("number", "text", _("议题编号"), "topic.number"),
    computed("proposer", "ref", _("提出单位"), "topic.proposer"),
    *columns("topics.RoundEntry", "screening", "reason", "carried_over"),
)
ROUND = columns("topics.CollectionRound", "year", "starts_on", "due_starts_on", "closes_on", "late_reason", "locked_at")
ROUND_ENTRIES = rows("entries", _("清单"), ENTRY, lambda row, user: _entries(row.meeting_id, user))


def _round(meeting: Meeting, user: User) -> CollectionRound | None:
    return topics.rounds_visible_to(user).filter(meeting_id=meeting.pk).first()


# --- meetings -----------------------------------------------------------------------------------------------------


def _prior(meeting: Meeting, user: User) -> prior_reports.PriorReport:
    """Return the report with the items the person may read; its totals are those of the whole report."""
    report = prior_reports.prior_report(meeting)
    keys = [row.item.pk for row in report.items]
    seen = set(followups.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    kept = [row for row in report.items if row.item.pk in seen]
    return replace(report, items=kept)


def _explained(name: str) -> Any:
    return lambda row, user: getattr(row.explanation, name) if row.explanation else None


PRIOR_ITEM = (
    computed("item", "ref", _("议定事项")),
    computed("number", "text", _("编号"), "item.number"),
    computed("state", "text", _("状态"), "item.state"),
    computed("due_on", "date", _("完成时限"), "item.due_on"),
    computed("lead_unit", "ref", _("牵头单位"), "item.lead_unit"),
    computed("explanation", "text", _("未落实说明"), _explained("explanation"), nullable=True),
    computed("opinion", "text", _("意见"), _explained("opinion"), nullable=True),
    computed("new_date", "date", _("新的完成时限"), _explained("new_date"), nullable=True),
)
PRIOR_REPORT = nested(
    "prior_report",
    _("上次会议议定事项落实情况"),
    (
        computed("as_of", "moment", _("截至"), nullable=True),
        computed("has_prior_meeting", "yes_no", _("有上次会议")),
        computed("listed", "number", _("列入")),
        computed("closed", "number", _("已销号")),
        rows("items", _("事项"), PRIOR_ITEM, lambda report, user: report.items),
    ),
    _prior,
)
DOCUMENT = (KEY, *columns("documents.IssuedDocument", "kind", "number", "title", "issued_at", "pdf_sha256", "imported"))
MEETING = (
    rows(
        "conveners",
        _("召集人"),
        columns("meetings.Convener", "slot", "holder", "name", "title", "imported"),
        lambda meeting, user: meeting.conveners.select_related("holder"),
    ),
    nested("round", _("议题征集"), (KEY, *STATE, *ROUND, ROUND_ENTRIES), _round),
    rows(
        "agenda",
        _("议程"),
        columns(
            "meetings.AgendaItem",
            "part",
            "position",
            "text",
            "topic",
            "reporter",
            "duration",
            "outcome",
            "outcome_note",
        ),
        lambda meeting, user: agenda_selectors.agenda_of(meeting.pk),
    ),
    rows(
        "attendances",
        _("参会"),
        (
            KEY,
            *STATE,
            *columns("meetings.Attendance", "name", "unit_name", "title", "side", "capacity", "slot"),
            computed("present_name", "text", _("到会人")),
        ),
        "attendances",
    ),
    rows(
        "resolutions",
        _("议定事项"),
        (
            KEY,
            *columns(
                "meetings.Resolution",
                "position",
                "topic",
                "text",
                "lead_unit",
                "supporting_units",
                "responsible_person",
                "due_on",
            ),
            rows("parts", _("配合任务"), columns("meetings.ResolutionPart", "unit", "text", "due_on"), "parts"),
            rows("milestones", _("时间节点"), columns("meetings.ResolutionMilestone", "text", "due_on"), "milestones"),
        ),
        lambda meeting, user: session_selectors.resolutions_of(meeting.pk),
    ),
    rows(
        "notices",
        _("会议通知"),
        (
            KEY,
            computed("number", "text", _("发文字号"), "document.number"),
            *columns("meetings.Notice", "document", "what_changed", "issued_at"),
        ),
        lambda meeting, user: meeting.notices.select_related("document").defer(
            "document__docx", "document__pdf", "document__content"
        ),
    ),
    rows("documents", _("文件"), DOCUMENT, lambda meeting, user: documents.of_subject(user, meeting.pk)),
    PRIOR_REPORT,
    _warnings(
        lambda meeting, user: [
            *of_meetings.of_meeting(meeting, today=clock.today()),
            *of_publicity.of_meeting(meeting, today=clock.today()),
        ]
    ),
)

# --- topics, minutes, agreed items --------------------------------------------------------------------------------

CONSULTATION = (
    KEY,
    *STATE,
    *columns(
        "topics.Consultation", "unit", "reply_by", "reply", "reply_text", "replied_at", "declared_on", "coordination"
    ),
)
TOPIC = (
    rows("consultations", _("征求意见"), CONSULTATION, lambda topic, user: topic.consultations.select_related("unit")),
    rows(
        "rounds",
        _("历次征集"),
        (
            computed("meeting_id", "key", _("会议"), "round.meeting_id"),
            *columns("topics.RoundEntry", "position", "screening", "reason", "carried_over"),
        ),
        lambda topic, user: topic.entries.select_related("round").order_by("round__starts_on", "pk"),
    ),
    FILES,
    _warnings(of_topics.of_topic),
)
PUBLICITY_ITEM = (_warnings(lambda item, user: of_publicity.of_publicity(item)),)


def _approvals(minutes: Minutes, user: User) -> Any:
    """Return the approvals, each with whether it names the text as it stands now."""
    of_this_text = ExpressionWrapper(Q(sha256=texts.digest_of(minutes)), BooleanField())
    return minutes.approvals.annotate(of_this_text=of_this_text)


def _corrected_by(minutes: Minutes, user: User) -> Any:
    return minutes_of.visible_to(user).filter(corrects=minutes).values_list("pk", flat=True).first()


MINUTES = (
    computed("corrected_by_id", "key", _("更正本文的纪要"), _corrected_by, nullable=True),
    rows(
        "sections",
        _("分议题内容"),
        columns("minutes.MinutesSection", "position", "topic", "text"),
        lambda minutes, user: minutes.sections.select_related("topic"),
    ),
    rows(
        "approvals",
        _("审定"),
        (
            *columns("minutes.MinutesApproval", "side", "person_name", "person_post", "at", "sha256"),
            computed("of_this_text", "yes_no", _("审定的是当前文本")),
        ),
        _approvals,
    ),
    rows(
        "countersigns",
        _("会签"),
        (
            computed("unit", "key", _("会签单位"), lambda row, user: row["unit"]),
            computed("person_name", "text", _("会签人"), lambda row, user: row["name"]),
            computed("sha256", "text", _("会签文本的校验码"), lambda row, user: row["sha256"]),
        ),
        lambda minutes, user: minutes.countersigns,
    ),
)


def _to_known_meetings(item: AgreedItem, user: User) -> Any:
    return item.explanations.select_related("meeting").filter(meeting__in=meetings.visible_to(user).values("pk"))


def _progress(item: AgreedItem, user: User) -> list[ProgressReport]:
    """Return the reports, each with what hangs on it: one query for all."""
    reports = list(item.progress_reports.select_related("unit"))
    attached = documents.attached_to([one.pk for one in reports])
    for one in reports:
        one.attached = attached.get(one.pk, [])  # type: ignore[attr-defined]
    return reports


def _extensions(item: AgreedItem, user: User) -> Any:
    return followups.extensions_visible_to(user).filter(item=item)


#: A request for more time; that it has lapsed follows from today's date and is never stored.
EXTENSION = (
    *columns(
        "followups.Extension",
        "from_on",
        "new_due_on",
        "reason",
        "answer",
        "requested_at",
        "requested_by",
        "granted_at",
        "granted_by",
        "declared_on",
        "refused_at",
        "refused_by",
    ),
    computed("lapsed", "yes_no", _("已失效"), lambda extension, user: followups.has_lapsed(extension, clock.today())),
)
#: A numbered letter of the ladder: to the lead unit, or to one chief convener.
LETTER = (
    *columns("followups.Letter", "part", "kind", "due_on", "unit", "side", "person"),
    computed("number", "text", _("发文字号"), "document.number"),
    *columns("followups.Letter", "document", "issued_at", "received_at", "received_by", "declared_received_on"),
)
DUE_REPORT = (
    computed("unit", "ref", _("单位")),
    computed("leads", "yes_no", _("牵头")),
    computed("due_on", "date", _("应报日期"), "report.due_on"),
    computed("reported_on", "date", _("报送日期"), "report.reported_on", nullable=True),
    computed("late", "yes_no", _("逾期"), lambda owed, user: owed.report.is_late(clock.today())),
)
AGREED_ITEM = (
    rows(
        "milestones",
        _("时间节点"),
        (
            KEY,
            *columns("followups.Milestone", "text", "due_on"),
            computed("replaces_id", "key", _("替代的时间节点"), nullable=True),
            computed("superseded", "yes_no", _("已由新的节点替代"), lambda step, user: hasattr(step, "replaced_by")),
        ),
        lambda item, user: item.milestones.select_related("replaced_by"),
    ),
    rows(
        "parts",
        _("配合任务"),
        (
            KEY,
            *STATE,
            *columns(
                "followups.SupportingPart",
                "unit",
                "text",
                "due_on",
                "percentage",
                "report",
                "acknowledged_at",
                "reported_at",
            ),
        ),
        lambda item, user: item.parts.select_related("unit"),
    ),
    rows(
        "progress_reports",
        _("进展"),
        (
            *columns("followups.ProgressReport", "unit", "text", "percentage", "evidence", "at", "by_name"),
            rows("files", _("附件"), ATTACHED, lambda report, user: report.attached),
        ),
        _progress,
    ),
    rows(
        "explanations",
        _("未落实说明"),
        columns("followups.Explanation", "meeting", "explanation", "opinion", "new_date", "at", "by_name"),
        _to_known_meetings,
    ),
    rows("due_reports", _("应报送的进展"), DUE_REPORT, lambda item, user: due_reports.of_item(item)),
    rows(
        "letters",
        _("函件"),
        (KEY, *STATE, *LETTER),
        lambda item, user: followups.letters_visible_to(user).filter(item=item),
    ),
    rows("extension_requests", _("延期"), (KEY, *STATE, *EXTENSION), _extensions),
    FILES,
)
