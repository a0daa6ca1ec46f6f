"""What version 1 offers, resource by resource: who sees it, what is shown, how lists are narrowed.

Importing this module imports every service, because a verb exists once its service module is loaded.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.fields import columns, computed
from api.resources import Filter, Resource, by, declare, sound_year
from api.v1 import audit, deputies, filings, history, parts, people, supervision, work_rules, years
from apps.documents import selectors as documents
from apps.documents.models import DocumentKind
from apps.followups import selectors as followups
from apps.followups.items import services as _followup_services  # noqa: F401 - registers verbs
from apps.followups.lifecycle import EXTENSION, ITEM, LETTER, PART
from apps.followups.models import ExtensionState, ItemState, LetterKind, LetterState, PartState
from apps.meetings import selectors as meetings
from apps.meetings.attendance import selectors as attendance_selectors
from apps.meetings.attendance import services as _attendance_services  # noqa: F401
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import AttendanceState, MeetingKind, MeetingState, PreparationState, ReceiptState
from apps.meetings.preparation import selectors as preparation_selectors
from apps.meetings.preparation import services as _checklist_services  # noqa: F401
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.receipts import services as _receipt_services  # noqa: F401
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.minutes import selectors as minutes
from apps.minutes import services as _minutes_services  # noqa: F401
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.models import MinutesState, PublicityState
from apps.minutes.publicity import selectors as publicity_selectors
from apps.notifications import selectors as notifications
from apps.topics import selectors as topics
from apps.topics.lifecycle import CONSULTATION, ROUND, TOPIC
from apps.topics.models import ConsultationState, RoundState, TopicState
from apps.workrules import selectors as workrules
from apps.workrules import services as _workrule_services  # noqa: F401
from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.models import WorkRuleState
from kernel import clock
from vocabulary.categories import Category
from vocabulary.roles import Side


def _equals(path: str) -> Any:
    return lambda value: Q(**{path: value})


def _year(path: str = "year") -> Filter:
    return by("year", _("年度"), "number", lambda value: Q(**{path: sound_year(value)}))


def _state(states: Any) -> Filter:
    return by("state", _("状态"), "choice", _equals("state"), choices=states)


def _side(path: str) -> Filter:
    return by("side", _("方面"), "choice", _equals(path), choices=Side)


def _id(name: str, label: Any, path: str) -> Filter:
    return by(name, label, "key", _equals(path))


MEETINGS = Resource(
    "meetings",
    _("会议"),
    "meetings.Meeting",
    meetings.visible_to,
    (
        computed("title", "text", _("名称"), lambda meeting, user: str(meeting)),
        *columns(
            "meetings.Meeting",
            "year", "kind", "ordinal", "ordinal_gap_reason", "planned_on", "first_planned_on", "request_text", "ground",
            "ground_text", "prior_consultation", "principal_leader", "principal_leader_title",
            "principal_leader_ground", "invitation_answer", "invitation_answered_on", "invitation_note", "reason",
            "counter_date", "requested_at", "requested_by", "accepted_at", "accepted_by", "settled_at", "settled_by",
            "session_on", "starts_at", "venue", "contact", "presider", "presider_reason", "noticed_at", "opened_at",
            "held_on", "held_at", "minutes_due_on", "minutes_issued_on", "concluded_at", "imported", "imported_at",
            "declared_concluded_on",
        ),
    ),
    details=(*parts.MEETING, deputies.ACTS_FOR_OTHERS),
    filters=(_year(), _state(MeetingState), by("kind", _("会议类型"), "choice", _equals("kind"), choices=MeetingKind)),
    lifecycle=MEETING,
)  # fmt: skip
TOPICS = Resource(
    "topics",
    _("议题"),
    "topics.Topic",
    topics.visible_to,
    (
        computed("number", "text", _("编号")),
        *columns(
            "topics.Topic",
            "year", "title", "origin", "main_side", "source", "category", "category_reason", "proposer", "co_proposer",
            "confirmed_at", "background", "research", "argumentation", "proposed_decision", "basis", "suggested_lead",
            "suggested_supporting", "suggested_due_on", "reason", "outcome", "outcome_note", "decided_at",
            "imported",
        ),
    ),
    details=parts.TOPIC,
    filters=(
        _year(),
        _state(TopicState),
        _id("meeting", _("会议"), "entries__round__meeting_id"),
        by("unit", _("单位"), "key", lambda key: Q(proposer=key) | Q(co_proposer=key)),
        by("side", _("方面"), "choice", lambda side: Q(origin=side) | Q(main_side=side), choices=Side),
        by("category", _("类别"), "choice", _equals("category"), choices=Category),
    ),
    lifecycle=TOPIC,
)  # fmt: skip
CONSULTATIONS = Resource(
    "consultations",
    _("征求意见"),
    "topics.Consultation",
    topics.consultations_visible_to,
    (
        *columns(
            "topics.Consultation",
            "topic",
            "unit",
            "reply_by",
            "reply",
            "reply_text",
            "replied_at",
            "declared_on",
            "replied_by",
            "coordination",
        ),
        computed("chase_ups", "number", _("催复次数")),
    ),
    filters=(
        _year("topic__year"),
        _state(ConsultationState),
        _id("topic", _("议题"), "topic"),
        _id("unit", _("单位"), "unit"),
        _side("unit__side"),
    ),
    lifecycle=CONSULTATION,
)  # fmt: skip
ATTENDANCES = Resource(
    "attendances",
    _("参会"),
    "meetings.Attendance",
    attendance_selectors.attendances_visible_to,
    (
        *columns(
            "meetings.Attendance",
            "meeting", "person", "name", "unit_name", "title", "side", "capacity", "category", "slot", "position",
            "reason", "leave_reason", "leave_approver", "substitute_name", "substitute_title",
        ),
        computed("present_name", "text", _("到会人")),
    ),
    filters=(
        _year("meeting__year"), _state(AttendanceState), _id("meeting", _("会议"), "meeting"), _side("side"),
    ),
    lifecycle=ATTENDANCE,
)  # fmt: skip
PREPARATIONS = Resource(
    "preparation-items",
    _("会议筹备"),
    "meetings.PreparationItem",
    preparation_selectors.preparations_visible_to,
    columns("meetings.PreparationItem", "meeting", "title", "office", "due_on", "reason", "done_at", "done_by"),
    filters=(_state(PreparationState), _id("meeting", _("会议"), "meeting"), _side("office")),
    lifecycle=PREPARATION,
)
NOTICE_RECEIPTS = Resource(
    "notice-receipts",
    _("会议通知签收"),
    "meetings.NoticeReceipt",
    receipts_selectors.receipts_visible_to,
    (
        computed("meeting_id", "key", _("会议"), "notice.meeting_id"),
        computed("number", "text", _("发文字号"), "notice.document.number"),
        computed("recipient", "text", _("收到通知的单位或人员")),
        *columns("meetings.NoticeReceipt", "notice", "unit", "side", "reply", "acknowledged_at", "acknowledged_by"),
        computed(
            "silent",
            "yes_no",
            _("超过规定时间未签收"),
            lambda one, user: receipts_selectors.is_silent(one, clock.now()),
        ),
    ),
    filters=(_state(ReceiptState), _id("meeting", _("会议"), "notice__meeting"), _side("side")),
    lifecycle=NOTICE_RECEIPT,
)
MINUTES_ = Resource(
    "minutes",
    _("会议纪要"),
    "minutes.Minutes",
    minutes.visible_to,
    (
        computed("number", "text", _("编号")),
        *columns("minutes.Minutes", "meeting"),
        computed("corrects_id", "key", _("更正的纪要"), nullable=True),
        *columns(
            "minutes.Minutes",
            "opening",
            "closing",
            "reason",
            "sha256",
            "document",
            "issued_at",
            "issued_by",
            "imported",
        ),
    ),
    details=(*parts.MINUTES, deputies.ACTS_FOR_OTHERS),
    filters=(_year("meeting__year"), _state(MinutesState), _id("meeting", _("会议"), "meeting")),
    lifecycle=MINUTES,
    never=("document__docx", "document__pdf", "document__content"),
)
PUBLICITY_ITEMS = Resource(
    "publicity-items",
    _("宣传报道"),
    "minutes.PublicityItem",
    publicity_selectors.publicity_visible_to,
    columns(
        "minutes.PublicityItem",
        "meeting", "title", "channel", "text", "link", "planned_on", "disclosure", "published_at", "published_by",
        "imported", "declared_on",
    ),
    details=(*parts.PUBLICITY_ITEM, *parts.WITH_FILES),
    filters=(_year("meeting__year"), _state(PublicityState), _id("meeting", _("会议"), "meeting")),
    lifecycle=PUBLICITY,
)  # fmt: skip
AGREED_ITEMS = Resource(
    "agreed-items",
    _("议定事项"),
    "followups.AgreedItem",
    followups.visible_to,
    columns(
        "followups.AgreedItem",
        "meeting", "year", "number", "text", "lead_unit", "responsible_person", "listed_on", "original_due_on",
        "due_on", "extensions", "percentage", "evidence", "effect", "reason", "remark", "acknowledged_at",
        "reported_at", "checked_at", "checked_by", "closed_at", "closed_by", "terminated_at", "imported",
        "declared_ended_on",
    ),
    details=parts.AGREED_ITEM,
    filters=(
        _year(),
        _state(ItemState),
        _id("meeting", _("会议"), "meeting"),
        _id("topic", _("议题"), "resolution__topic"),
        _id("unit", _("牵头单位"), "lead_unit"),
        _side("lead_unit__side"),
    ),
    lifecycle=ITEM,
)  # fmt: skip
SUPPORTING_PARTS = Resource(
    "supporting-parts",
    _("配合任务"),
    "followups.SupportingPart",
    followups.parts_visible_to,
    columns(
        "followups.SupportingPart",
        "item",
        "unit",
        "text",
        "due_on",
        "percentage",
        "report",
        "acknowledged_at",
        "reported_at",
    ),
    filters=(
        _year("item__year"),
        _state(PartState),
        _id("meeting", _("会议"), "item__meeting"),
        _id("item", _("议定事项"), "item"),
        _id("unit", _("单位"), "unit"),
        _side("unit__side"),
    ),
    lifecycle=PART,
    details=parts.WITH_FILES,
)
EXTENSIONS = Resource(
    "extensions",
    _("延期"),
    "followups.Extension",
    followups.extensions_visible_to,
    (*columns("followups.Extension", "item"), *parts.EXTENSION),
    filters=(
        _year("item__year"),
        _state(ExtensionState),
        _id("item", _("议定事项"), "item"),
        _id("meeting", _("会议"), "item__meeting"),
    ),
    lifecycle=EXTENSION,
    details=parts.WITH_FILES,
)
LETTERS = Resource(
    "letters",
    _("提醒、催办、督办函件"),
    "followups.Letter",
    followups.letters_visible_to,
    (*columns("followups.Letter", "item"), *parts.LETTER),
    filters=(
        _year("item__year"),
        _state(LetterState),
        by("kind", _("函件类别"), "choice", _equals("kind"), choices=LetterKind),
        _id("item", _("议定事项"), "item"),
        _id("unit", _("单位"), "unit"),
    ),
    lifecycle=LETTER,
    never=("document__docx", "document__pdf", "document__content"),
)
WORK_RULES = Resource(
    "work-rules",
    _("工作规则"),
    "workrules.WorkRule",
    workrules.visible_to,
    (
        *columns(
            "workrules.WorkRule",
            "title",
            "status",
            "issuer",
            "document_number",
            "issued_on",
            "effective_on",
            "repealed_on",
            "addressees",
            "openness_note",
            "disclosure",
            "base_title",
            "base_number",
            "preamble",
            "issued_at",
            "issued_by",
            "replaced_by",
            "imported",
        ),
        computed("common_rule_id", "key", _("共同规则"), nullable=True),
    ),
    details=(*work_rules.WORK_RULE, *parts.WITH_FILES),
    filters=(_year("issued_on__year"), _state(WorkRuleState)),
    lifecycle=WORK_RULE,
)
ROUNDS = Resource(
    "collection-rounds",
    _("议题征集"),
    "topics.CollectionRound",
    topics.rounds_visible_to,
    columns("topics.CollectionRound", "meeting_id") + parts.ROUND,
    details=(parts.ROUND_ENTRIES,),
    filters=(_year(), _state(RoundState), _id("meeting", _("会议"), "meeting_id")),
    lifecycle=ROUND,
)
DOCUMENTS = Resource(
    "documents",
    _("文件"),
    "documents.IssuedDocument",
    documents.visible_to,
    (
        *columns(
            "documents.IssuedDocument",
            "kind", "subject_id", "number", "year", "title", "issuer", "disclosure", "issued_at", "issued_by_name",
            "content_sha256", "docx_sha256", "pdf_sha256", "imported", "declared_on",
        ),
        computed("corrects_id", "key", _("更正的文件"), nullable=True),
    ),
    filters=(
        _year(),
        by("kind", _("文种"), "choice", _equals("kind"), choices=DocumentKind),
        _id("meeting", _("会议"), "subject_id"),
    ),
)  # fmt: skip
FILES = Resource(
    "files",
    _("附件"),
    "documents.StoredFile",
    documents.files_visible_to,
    columns("documents.StoredFile", "name", "size", "sha256", "side", "uploaded_by_name", "recorded_at"),
    filters=(_id("subject", _("所附对象"), "attachments__subject_id"),),
)
MESSAGES = Resource(
    "messages",
    _("消息"),
    "notifications.Message",
    notifications.visible_to,
    columns("notifications.Message", "text", "object_kind", "object_id", "sent_at", "read_at"),
    filters=(by("unread", _("未读"), "yes_no", lambda unread: Q(read_at__isnull=unread)),),
)

RESOURCES = declare(
    MEETINGS, TOPICS, CONSULTATIONS, ATTENDANCES, PREPARATIONS, NOTICE_RECEIPTS, MINUTES_,
    PUBLICITY_ITEMS, AGREED_ITEMS, SUPPORTING_PARTS, EXTENSIONS,
    LETTERS, WORK_RULES, ROUNDS, people.UNITS_, people.ACCOUNTS, DOCUMENTS, FILES, MESSAGES,
    deputies.DELEGATIONS, deputies.HANDOVERS, deputies.PAPERS, deputies.MANDATES, deputies.POSTS,
    years.YEAR_PLANS, years.YEAR_EXPLANATIONS,
    filings.FILINGS, filings.FILED_COPIES, filings.RECEIPTS,
    supervision.SENT_LETTERS, supervision.DISPATCHES, supervision.ARRIVED_LETTERS,
    audit.ENTRIES, history.HISTORY_IMPORTS,
)  # fmt: skip
