"""What each tab of a meeting's page shows; a tab reads its own part only."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from apps.auditing import timeline
from apps.documents import selectors as documents
from apps.documents.pages.drafts import shown_drafts
from apps.documents.pages.shown import shown_document
from apps.followups import selectors as followups
from apps.followups.pages.follow_up_list import exports_of
from apps.followups.pages.shown import shown_item
from apps.meetings.agenda import selectors as agenda_selectors
from apps.meetings.agenda.drawing_services import REPORT_ON_TOPICS
from apps.meetings.facts import lead_of
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import AgendaItem, Attendance, AttendanceState, Meeting
from apps.meetings.pages import agenda_words, preparation
from apps.meetings.session.lead_times import minutes_due
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes
from apps.minutes.texts import title_of as minutes_title
from apps.organizations.door.access import is_office
from apps.organizations.models import User
from apps.topics import selectors as topics
from apps.topics.lifecycle import TOPIC
from apps.topics.models import CollectionRound, Consultation, RoundEntry, Topic, TopicState
from apps.topics.pages.shown import shown_replies, shown_topic
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.binding import binding_rule
from apps.workrules.naming import side_label
from kernel.consents.models import Consent
from kernel.workcalendar.selectors import schedule
from kinds.registry import kind_of, state_label
from vocabulary.items import OPEN_STATES
from vocabulary.meetings import MeetingState
from vocabulary.roles import BOTH_SIDES, DIRECTING, Side
from web import buttons, pairs
from web.lights import workday_light
from web.shapes import Shown


@dataclass(frozen=True)
class Viewed:
    """One meeting as one person looks at it today."""

    user: User
    meeting: Meeting
    today: date
    consents: list[Consent]
    round: CollectionRound | None
    #: The first text; None where there is none or the person may not read it yet.
    minutes: Minutes | None


def topic_list(at: Viewed) -> Shown:
    entries = rounds_selectors.entries_of(at.meeting.pk)
    seen = set(topics.visible_to(at.user).filter(entries__round__meeting_id=at.meeting.pk).values_list("pk", flat=True))
    asked: dict[uuid.UUID, list[Consultation]] = {}
    for row in Consultation.objects.filter(topic__in=[entry.topic_id for entry in entries]):
        asked.setdefault(row.topic_id, []).append(row)
    rows = [_entry(at, entry, asked.get(entry.topic_id, [])) for entry in entries if entry.topic_id in seen]
    return {
        "topics": rows,
        "topic_count": len(rows),
        "round": _collected(at),
        "topic_actions": _proposing(at),
        **_list_consents(at),
    }


def _entry(at: Viewed, entry: RoundEntry, asked: list[Consultation]) -> Shown:
    row = shown_topic(entry.topic) | shown_replies(asked, at.today) | {"reason": entry.reason}
    if entry.screening and entry.topic.state in {TopicState.PREPARED, TopicState.AGGREGATED}:
        row |= {
            "state": entry.screening,
            "state_label": _("拟%(result)s") % {"result": entry.get_screening_display()},
        }
    if entry.topic.outcome:
        row["outcome_label"] = entry.topic.get_outcome_display()
    if entry.carried_over:
        row["detail"] = _("由上一轮转入")
    return row


def _collected(at: Viewed) -> Shown | None:
    it = at.round
    if it is None:
        return None
    return {
        "opens_on": it.starts_on, "closes_on": it.closes_on,
        "due_start_on": it.due_starts_on, "late_reason": it.late_reason,
    }  # fmt: skip


def _proposing(at: Viewed) -> list[Shown]:
    if at.meeting.state != MeetingState.COLLECTING:
        return []
    return buttons.quiet(buttons.beginning(TOPIC, "draft", at.user, "/topics/new"))


def _list_consents(at: Viewed) -> Shown:
    given = [one for one in at.consents if one.action == "settle"]
    both = binding_rule(at.meeting).topic_settlement == "both"
    if not both or at.meeting.state != MeetingState.COLLECTING or not (given or is_office(at.user)):
        return {}
    row = MEETING.named("settle")[0]
    return {
        "consents": pairs.pair(MEETING, row, at.meeting, at.consents),
        "changes": pairs.changes(row, MEETING, at.meeting, at.consents),
    }


def agenda(at: Viewed) -> Shown:
    rows = agenda_selectors.agenda_of(at.meeting.pk)
    titles = agenda_words.part_titles(at.meeting)
    parts = [
        {
            "title": title,
            "article": _("第八条"),
            "entries": [_agenda_row(at, row, titles) for row in rows if row.part == part],
        }
        for part, title in titles.items()
    ]
    notices = at.meeting.notices.select_related("document").defer(
        "document__docx", "document__pdf", "document__content"
    )
    return {
        "parts": parts if rows else [],
        "notices": [
            {
                "number": one.document.number,
                "url": f"/documents/{one.document_id}",
                "issued_on": one.document.issued_on,
                "words": one.what_changed,
            }
            for one in notices
        ],
        "receipts": preparation.receipts(at.meeting, at.user),
        **preparation.checklist(at.meeting, at.user),
    }


def _agenda_row(at: Viewed, row: AgendaItem, titles: dict[int, str]) -> Shown:
    found: Shown = {
        "title": row.text if row.topic else agenda_words.line_of(row.part, row.text, titles),
        "reporter": row.reporter.short_name if row.reporter else "",
        "duration": row.duration,
    }
    if row.part == REPORT_ON_TOPICS:
        found["figures"] = agenda_words.figures(rounds_selectors.collected(at.meeting.pk), binding_rule(at.meeting))
    if row.topic is None:
        return found
    found |= {"url": f"/topics/{row.topic_id}", "object_url": f"/topics/{row.topic_id}"}
    if row.outcome:
        return found | {"outcome_label": row.get_outcome_display()}
    return found | {"actions": _deciding(at, row.topic)}


def _deciding(at: Viewed, topic: Topic | None) -> list[Shown]:
    """The one act that is offered here; outside the session nobody is asked about it, topic by topic."""
    if at.meeting.state != MeetingState.IN_SESSION or not is_office(at.user):
        return []
    return buttons.named(TOPIC, "decide", topic, at.user)


def attendance(at: Viewed) -> Shown:
    rows = list(at.meeting.attendances.listed())
    for row in rows:
        row.meeting = at.meeting
    frozen = not MeetingState(at.meeting.state).is_before(MeetingState.HELD)
    came = [row for row in rows if row.state == AttendanceState.CHECKED_IN]
    new = f"/attendances/new?meeting={at.meeting.pk}"
    return {
        "attendance": [_person(at, row) for row in rows],
        "frozen": frozen and bool(rows or not at.meeting.imported),
        "declared": at.meeting.declared_attendance,
        "leads": _leads(at) if came else [],
        "attendance_actions": [] if frozen else buttons.quiet(buttons.beginning(ATTENDANCE, "invite", at.user, new)),
        "attendance_counts": [
            {
                "label": label,
                "numerator": sum(row.side == side for row in came),
                "denominator": sum(row.side == side for row in rows),
            }
            for side, label in ((side, _("%(side)s到会") % {"side": side_label(side)}) for side in BOTH_SIDES)
        ]
        if came
        else [],
    }


def _leads(at: Viewed) -> list[Shown]:
    """Who led each side in the room: an indicator, which blocks nothing (R5.7)."""
    rule = binding_rule(at.meeting)
    chief, other = rule.chief_convener_title, rule.convener_title
    words = {
        "chief": _("%(title)s到会") % {"title": chief},
        "convener": _("%(title)s到会") % {"title": other},
        "none": _("%(title)s均未到会") % {"title": other},
    }
    sides = {side: side_label(side) for side in BOTH_SIDES}
    found = {side: lead_of(at.meeting, side) for side in sides}
    return [
        {"side": label, "words": words[found[side]], "tone": "late" if found[side] == "none" else "ok"}
        for side, label in sides.items()
        if found[side]
    ]


def _person(at: Viewed, row: Attendance) -> Shown:
    return {
        "name": row.name,
        "unit": "" if row.slot and row.title else row.unit_name,
        "post": row.title,
        "side": row.side,
        "capacity_label": " ".join(filter(None, (str(row.get_capacity_display()), row.category))),
        "status": row.state,
        "status_label": state_label(row),
        "substitute": row.substitute_name,
        "reason": row.leave_reason,
        "actions": sorted(buttons.buttons(ATTENDANCE, row, at.user), key=lambda one: not one["at_once"]),
        "url": f"/attendances/{row.pk}",
    }


def minutes_text(at: Viewed) -> Shown:
    it = at.minutes
    by = minutes_due(at.meeting)
    due = workday_light(by, at.today, schedule()) if by else {}
    if it is None:
        return {"minutes": None, "due": due if at.meeting.state == MeetingState.HELD else {}}
    found = {
        "url": f"/minutes/{it.pk}",
        "title": minutes_title(it),
        "state": it.state,
        "state_label": state_label(it),
        "number": it.number,
        "issued_on": it.document.issued_on if it.document else None,
        **due,
    }
    return {"minutes": found, "minutes_actions": buttons.quiet(buttons.buttons(MINUTES, it, at.user))}


def follow_up(at: Viewed) -> Shown:
    rows = list(followups.visible_to(at.user).filter(meeting=at.meeting).order_by("resolution__position"))
    settled = sum(row.state not in OPEN_STATES for row in rows)
    late = sum(row.state in OPEN_STATES and row.due_on < at.today for row in rows)
    report = {"url": f"/followups/prior-report/{at.meeting.pk}", "label": _("历次会议落实情况")}
    return {
        "items": [shown_item(row, at.today) | {"meeting_label": ""} for row in rows],
        "fractions": [
            {"label": _("已办结"), "numerator": settled, "denominator": len(rows)},
            {"label": _("逾期"), "numerator": late, "denominator": len(rows), "tone": "late" if late else "ok"},
        ]
        if rows
        else [],
        "exports": exports_of({"meeting": str(at.meeting.pk)}) if rows else [],
        "prior_report": report if at.user.role_names & DIRECTING else None,
    }


def issued(at: Viewed) -> Shown:
    return {
        "documents": [shown_document(one) for one in documents.of_subject(at.user, at.meeting.pk)],
        "drafts": shown_drafts(kind_of(MEETING), at.meeting),
    }


def record(at: Viewed) -> Shown:
    keys = [at.meeting.pk, *([at.round.pk] if at.round else []), *([at.minutes.pk] if at.minutes else [])]
    after = 0
    if at.user.side != Side.UNION:
        after = timeline.first_of(at.meeting.pk, "meeting.request") or 0
    return {"entries": timeline.entries_of(keys, after=after)}


@dataclass(frozen=True)
class Tab:
    """One tab: its name in the address, its label, and what it reads."""

    name: str
    label: str
    read: Callable[[Viewed], Shown]


def tabs() -> list[Tab]:
    """Return the tabs in their order, labelled in the reader's language."""
    return [
        Tab("topics", _("议题"), topic_list),
        Tab("agenda", _("议程"), agenda),
        Tab("attendance", _("参会"), attendance),
        Tab("minutes", _("纪要"), minutes_text),
        Tab("followup", _("落实"), follow_up),
        Tab("documents", _("文件"), issued),
        Tab("record", _("记录"), record),
    ]
