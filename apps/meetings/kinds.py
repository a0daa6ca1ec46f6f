"""Meetings and what belongs to one, as pages, the desk, the calendar and programs show them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.acts.initials import as_it_is
from apps.documents import selectors as documents
from apps.documents.kinds import BYTES_OF_DOCUMENT, DOCUMENT, KEY, STATE
from apps.followups import selectors as followups
from apps.followups.circular import circular_of, has_items
from apps.followups.prior_reports import report as prior_reports
from apps.meetings import cautions
from apps.meetings import selectors as meetings
from apps.meetings.agenda import selectors as agenda_selectors
from apps.meetings.attendance import selectors as attendance_selectors
from apps.meetings.attendance.letters import sign_in_sheet
from apps.meetings.collection.letters import call_for_topics
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import AttendanceState, Meeting, NoticeReceipt, PreparationState, ReceiptState
from apps.meetings.notice.presiding import usual_co_presider, usual_presider
from apps.meetings.pages import previews
from apps.meetings.preparation import selectors as preparation_selectors
from apps.meetings.preparation.lead_times import prepared_by
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.meetings.session import selectors as session_selectors
from apps.meetings.session.lead_times import minutes_due
from apps.meetings.session.letters import chairs_script
from apps.meetings.timetable import Timetable, timetable_of
from apps.meetings.titles import meeting_title
from apps.meetings.topic_list.letters import proposal_of_topics
from apps.minutes.publicity import cautions as of_publicity
from apps.organizations.kinds import ACTS_FOR_OTHERS
from apps.organizations.models import User
from apps.topics.kinds import ROUND_COLUMNS, ROUND_ENTRIES, round_of, warnings
from apps.topics.models import CollectionRound, RoundEntry, Screening, TopicState
from apps.topics.pages import list_text
from apps.workrules.binding import binding_rule
from apps.workrules.pages.of_the_day import rule_of_the_day
from kernel import clock
from kernel.lifecycle.table import Action
from kernel.workcalendar.rules import rests_on_unpublished
from kinds.drafts import Draft
from kinds.fields import columns, computed, nested, rows
from kinds.filters import by_choice, by_id, by_state, by_year
from kinds.kind import Beginning, Forms, Kind, Offered, Page, Part, Steps, Values, Waiting
from kinds.occasions import Occasion, OccasionKind, Occasions, occasion
from kinds.registry import declare
from kinds.steps import noted
from tenants.governments.selectors import government
from vocabulary.meetings import GIVEN_UP, MeetingKind, MeetingState
from vocabulary.roles import Side

S = MeetingState
#: How far from its session the days of a meeting may lie; the timetables of others are not computed.
REACH = timedelta(days=366)

SESSION = OccasionKind("meeting", _("会议"))
COLLECTION = OccasionKind("collection", _("启动征集"))
NOTICE = OccasionKind("notice", _("印发通知期限"))
MINUTES = OccasionKind("minutes", _("印发纪要期限"))
RECEIPT = OccasionKind("receipt", _("通知签收期限"))

# --- what is due --------------------------------------------------------------------------------------------------


def _pool(meeting: Q) -> QuerySet[RoundEntry]:
    return RoundEntry.objects.filter(meeting).exclude(topic__state=TopicState.WITHDRAWN)


def _listed(user: User) -> QuerySet[Meeting]:
    """Note on each meeting whether its list and its items stand so that both sides could consent to them."""
    pool = _pool(Q(round__meeting_id=OuterRef("pk")))
    return meetings.visible_to(user).annotate(
        has_unscreened=Exists(pool.filter(screening=None)),
        has_tabled=Exists(pool.filter(screening=Screening.TABLED)),
        has_unsettled=Exists(followups.unsettled().filter(meeting=OuterRef("pk"))),
    )


def _list_is_complete(meeting: Meeting) -> bool:
    """Some topic is on the list, and of every collected topic it is said what becomes of it."""
    mine = Q(round__meeting_id=meeting.pk)
    tabled = noted(
        meeting,
        "has_tabled",
        lambda: _pool(mine).filter(screening=Screening.TABLED).exists(),
    )
    return tabled and not noted(meeting, "has_unscreened", lambda: _pool(mine).filter(screening=None).exists())


def _all_is_settled(meeting: Meeting) -> bool:
    return not noted(meeting, "has_unsettled", lambda: followups.unsettled().filter(meeting=meeting).exists())


def _was_accepted(meeting: Meeting) -> bool:
    return meeting.accepted_at is not None and not meeting.imported


def _has_agenda(meeting: Meeting) -> bool:
    return meeting.agenda.exists()


def _has_people(meeting: Meeting) -> bool:
    return meeting.attendances.listed().exists()


def _session_has_come(meeting: Meeting, day: date) -> bool:
    """Before its day a session cannot be opened; without a day there is nothing to open."""
    return meeting.session_on is not None and meeting.session_on <= day


def meeting_until(meeting: Meeting, action: str, day: date) -> date | None:
    """Return the day by which the next act on a meeting is due: that of its minutes once held, before that its own."""
    if meeting.state == S.HELD:
        return minutes_due(meeting)
    return None if meeting.state == S.FOLLOWING_UP else meeting.session_on or meeting.planned_on


def _receipt_page(receipt: NoticeReceipt) -> str:
    """Return where one goes after signing; a meeting that was given up has no page for units."""
    meeting = receipt.notice.meeting
    return "/" if meeting.state == S.CANCELLED else f"/meetings/{meeting.pk}?tab=agenda"


# --- the calendar -------------------------------------------------------------------------------------------------


def _days(user: User, first: date, last: date) -> Iterator[Occasion]:
    """The session, and what is due before and after it while it has not been done."""
    near = (first - REACH, last + REACH)
    on_such_days = Q(planned_on__range=near) | Q(session_on__range=near) | Q(held_on__range=near)
    known = list(meetings.visible_to(user).filter(on_such_days).exclude(state__in=GIVEN_UP))
    rounds = {row.meeting_id: row for row in CollectionRound.objects.filter(meeting_id__in=[row.pk for row in known])}
    for meeting in known:
        yield from _days_of(meeting, timetable_of(meeting), rounds.get(meeting.pk))


def _days_of(meeting: Meeting, days: Timetable, collected: CollectionRound | None) -> Iterator[Occasion]:
    of = partial(occasion, f"/meetings/{meeting.pk}", meeting, str(meeting))
    yield of(SESSION, days.session, starts_at=None if meeting.held_on else meeting.starts_at)
    state = S(meeting.state)
    begins = collected.starts_on if collected else days.collection if state.is_before(S.COLLECTING) else None
    due = [
        (COLLECTION, begins),
        (NOTICE, days.notice if state.is_before(S.NOTICED) else None),
        (MINUTES, days.minutes if state.is_before(S.FOLLOWING_UP) else None),
    ]
    yield from (of(kind, day) for kind, day in due if day is not None)


def _unsigned_notices(user: User, first: date, last: date) -> Iterator[Occasion]:
    """One for each notice and day; a unit sees its own."""
    sent = receipts_selectors.receipts_visible_to(user).filter(state=ReceiptState.SENT)
    waiting = [row for row in sent if receipts_selectors.is_expected(row)]
    for row in {row.notice_id: row for row in waiting}.values():
        url, number = f"/meetings/{row.notice.meeting_id}?tab=agenda", row.notice.document.number
        yield occasion(url, row, number, RECEIPT, receipts_selectors.receipt_due_on(row))


# --- what forms begin with ----------------------------------------------------------------------------------------


def _new(user: User) -> Values:
    return {"kind": "ordinary"}


def _edited(meeting: Meeting, action: Action) -> Values:
    """The year of the title is no column of its own: it is the meeting's year where the rule counts by it."""
    titled = meeting.year if binding_rule(meeting).year_attribution == "titled_year" else None
    return as_it_is(meeting, action) | {"titled_year": titled}


def _notice(meeting: Meeting, action: Action) -> Values:
    presider = usual_presider(meeting)
    together = usual_co_presider(meeting, presider)
    return {
        "starts_at": meeting.starts_at or clock.at_hour(meeting.planned_on, 9, 30),
        "venue": meeting.venue,
        "contact": meeting.contact,
        "presider": presider.pk if presider else None,
        "co_presider": together.pk if together else None,
        "presider_reason": meeting.presider_reason,
        "delegated_by": meeting.delegated_by,
        "delegated_by_title": meeting.delegated_by_title,
        "delegated_on": meeting.delegated_on,
        "delegation_basis": meeting.delegation_basis,
        "disclosure": binding_rule(meeting).disclosure_default,
    }


def _arrangement(meeting: Meeting, action: Action) -> Values:
    lines = meeting.agenda.filter(part=3).order_by("position")
    return {"items": list(lines.values("topic", "reporter", "duration"))}


# --- what programs read -------------------------------------------------------------------------------------------


def _prior(meeting: Meeting, user: User) -> prior_reports.PriorReport:
    """Return the report with the items the person may read; its totals are those of the whole report."""
    report = prior_reports.prior_report(meeting)
    keys = [row.item.pk for row in report.items]
    seen = set(followups.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    kept = [row for row in report.items if row.item.pk in seen]
    return replace(report, items=kept)


def _explained(name: str) -> Callable[[Any, User], object]:
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
ROWS = (
    rows(
        "conveners",
        _("召集人"),
        columns("meetings.Convener", "slot", "holder", "name", "title", "imported"),
        lambda meeting, user: meeting.conveners.select_related("holder"),
    ),
    nested("round", _("议题征集"), (KEY, *STATE, *ROUND_COLUMNS, ROUND_ENTRIES), round_of),
    rows(
        "agenda",
        _("议程"),
        columns(
            "meetings.AgendaItem",
            "part", "position", "text", "topic", "reporter", "duration", "outcome", "outcome_note",
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
                "position", "topic", "text", "lead_unit", "supporting_units", "responsible_person", "due_on",
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
        lambda meeting, user: meeting.notices.select_related("document").defer(*BYTES_OF_DOCUMENT),
    ),
    rows("documents", _("文件"), DOCUMENT, lambda meeting, user: documents.of_subject(user, meeting.pk)),
    PRIOR_REPORT,
    warnings(
        lambda meeting, user: [
            *cautions.of_meeting(meeting, today=clock.today()),
            *of_publicity.of_meeting(meeting, today=clock.today()),
        ]
    ),
)  # fmt: skip

MEETING_KIND = Kind(
    "meetings.Meeting",
    _("会议"),
    meetings.visible_to,
    MEETING,
    listed_to=_listed,
    page=Page(
        "meetings",
        section="/meetings",
        title=lambda meeting: meeting_title(meeting, government()),
        beginning=Beginning("draft", "/meetings", template="meetings/new.html", context=rule_of_the_day),
    ),
    drafts=(
        Draft("call-for-topics", _("议题征集通知"), call_for_topics, ready=_was_accepted),
        Draft("topic-proposals", _("议题建议报告"), proposal_of_topics, ready=_list_is_complete),
        Draft("chairs-script", _("主持词"), chairs_script, ready=_has_agenda),
        Draft("sign-in-sheet", _("签到册"), sign_in_sheet, ready=_has_people),
        Draft("circular", _("落实情况通报"), circular_of, ready=has_items),
    ),
    forms=Forms(
        readable=list_text.readable,
        new=_new,
        initial={
            "edit": _edited, "arrange_agenda": _arrangement, "issue_notice": _notice, "reissue_notice": _notice,
        },
        parts=(
            Part(_("临时会议填写"), ("ground", "ground_text", "prior_consultation"), folded=True),
            Part(
                _("次序、年度和次数与惯例不同时填写"),
                ("ordinal", "ordinal_gap_reason", "titled_year", "frequency_reason"),
                folded=True,
            ),
            Part(
                _("双方共同主持或者委托他人主持时填写"),
                ("co_presider", "delegated_by", "delegated_by_title", "delegated_on", "delegation_basis"),
                folded=True,
            ),
            Part(
                _("邀请主要领导时填写"),
                ("principal_leader", "principal_leader_title", "principal_leader_ground"),
                folded=True,
            ),
        ),
        previews={
            "issue_notice": previews.notice,
            "reissue_notice": previews.notice,
            "arrange_agenda": previews.agenda,
        },
    ),
    steps=Steps(
        due={"open_session": _session_has_come},
        ready={
            "settle": _list_is_complete,
            "settle_by_leader": _list_is_complete,
            "check_list": _list_is_complete,
            "conclude": _all_is_settled,
        },
        until=meeting_until,
    ),
    waiting=Waiting(),
    offered=Offered(
        "meetings",
        (
            computed("title", "text", _("名称"), lambda meeting, user: str(meeting)),
            *columns(
                "meetings.Meeting",
                "year", "kind", "ordinal", "ordinal_gap_reason", "planned_on", "first_planned_on", "request_text",
                "ground", "ground_text", "prior_consultation", "principal_leader", "principal_leader_title",
                "principal_leader_ground", "invitation_answer", "invitation_answered_on", "invitation_note", "reason",
                "counter_date", "requested_at", "requested_by", "accepted_at", "accepted_by", "settled_at",
                "settled_by", "session_on", "starts_at", "venue", "contact", "presider", "presider_reason",
                "co_presider", "delegated_by", "delegated_by_title", "delegated_on", "delegation_basis",
                "noticed_at", "opened_at", "held_on", "held_at", "minutes_due_on", "minutes_issued_on",
                "concluded_at", "imported", "imported_at", "declared_concluded_on",
            ),
            computed(
                "minutes_due_provisional", "yes_no", _("纪要应印发日期是否暂定"),
                lambda meeting, user: rests_on_unpublished(minutes_due(meeting)),
            ),
        ),
        details=(*ROWS, ACTS_FOR_OTHERS),
        filters=(by_year(), by_state(MeetingState), by_choice("kind", _("会议类型"), MeetingKind)),
    ),
    occasions=Occasions((SESSION, COLLECTION, NOTICE, MINUTES), _days),
    issues=True,
    holds_files=True,
)  # fmt: skip
ATTENDANCE_KIND = Kind(
    "meetings.Attendance",
    _("参会"),
    attendance_selectors.attendances_visible_to,
    ATTENDANCE,
    page=Page(
        "attendances",
        section="/meetings",
        title=lambda row: f"{row.name} · {row.unit_name}",
        url=lambda row: f"/meetings/{row.meeting_id}?tab=attendance",
        beginning=Beginning("invite", "/meetings"),
    ),
    waiting=Waiting(title=lambda row: f"{row.meeting} {row.name}"),
    offered=Offered(
        "attendances",
        (
            *columns(
                "meetings.Attendance",
                "meeting", "person", "name", "unit_name", "title", "side", "capacity", "category", "slot", "position",
                "reason", "leave_reason", "leave_approver", "substitute_name", "substitute_title",
            ),
            computed("present_name", "text", _("到会人")),
        ),
        filters=(
            by_year("meeting__year"), by_state(AttendanceState), by_id("meeting", _("会议"), "meeting"),
            by_choice("side", _("方面"), Side),
        ),
    ),
)  # fmt: skip
PREPARATION_KIND = Kind(
    "meetings.PreparationItem",
    _("会议筹备"),
    preparation_selectors.preparations_visible_to,
    PREPARATION,
    page=Page(
        "preparations",
        section="/meetings",
        title=lambda item: item.title,
        url=lambda item: f"/meetings/{item.meeting_id}?tab=agenda",
        beginning=Beginning("add", "/meetings"),
    ),
    steps=Steps(due={"complete": preparation_selectors.presses}, until=lambda item, action, day: prepared_by(item)),
    waiting=Waiting(
        meeting_states=frozenset(S.values) - {S.HELD, S.FOLLOWING_UP},
    ),
    offered=Offered(
        "preparation-items",
        (
            *columns("meetings.PreparationItem", "meeting", "title", "office", "due_on"),
            computed(
                "provisional", "yes_no", _("完成日期是否暂定"),
                lambda item, user: rests_on_unpublished(prepared_by(item)),
            ),
            *columns("meetings.PreparationItem", "reason", "done_at", "done_by"),
        ),
        filters=(
            by_state(PreparationState), by_id("meeting", _("会议"), "meeting"),
            by_choice("side", _("方面"), Side, "office"),
        ),
    ),
)  # fmt: skip
NOTICE_RECEIPT_KIND = Kind(
    "meetings.NoticeReceipt",
    _("会议通知签收"),
    receipts_selectors.receipts_visible_to,
    NOTICE_RECEIPT,
    page=Page(
        "notice-receipts",
        section="/meetings",
        title=lambda receipt: f"{receipt.notice.document.number} · {receipt.recipient}",
        url=_receipt_page,
    ),
    steps=Steps(
        due={"acknowledge": lambda receipt, day: receipts_selectors.is_expected(receipt)},
        until=lambda receipt, action, day: receipts_selectors.receipt_due_on(receipt),
    ),
    waiting=Waiting(meeting_states=frozenset({S.NOTICED, S.IN_SESSION})),
    offered=Offered(
        "notice-receipts",
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
        filters=(
            by_state(ReceiptState), by_id("meeting", _("会议"), "notice__meeting"), by_choice("side", _("方面"), Side),
        ),
    ),
    occasions=Occasions((RECEIPT,), _unsigned_notices),
)  # fmt: skip
declare(MEETING_KIND, ATTENDANCE_KIND, PREPARATION_KIND, NOTICE_RECEIPT_KIND)
