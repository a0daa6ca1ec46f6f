"""Objects as the templates want them: plain mappings, with every word already chosen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from apps.desk.things import THINGS
from apps.documents.models import Attachment, IssuedDocument
from apps.followups.models import OPEN_STATES, AgreedItem
from apps.followups.rules import days_left, light
from apps.meetings.models import Meeting
from apps.organizations.models import User
from apps.topics.models import Consultation, ConsultationState, Topic
from apps.workrules.binding import binding_rule
from apps.workrules.models import WorkRule
from apps.workrules.naming import category_label
from kernel.workcalendar.rules import workdays_between

WARNED_WORKDAYS = 3
STATES = {thing.lifecycle.model: thing.lifecycle.states for thing in THINGS.values()}


def state_label(one: Any) -> Any:
    """Return the state of an object in words."""
    return STATES[one._meta.label](one.state).label


def workday_light(day: date, today: date, calendar: Mapping[date, bool]) -> dict[str, Any]:
    """Return light and working days left for a deadline; `calendar` holds the overridden days, read once per page."""
    late = today > day
    left = -workdays_between(day, today, calendar) if late else workdays_between(today, day, calendar)
    colour = "red" if late else "yellow" if left <= WARNED_WORKDAYS else "green"
    return {"light": colour, "days_left": left, "due": day, "due_on": day}


def document(one: IssuedDocument) -> dict[str, Any]:
    """Return an issued document for the table of documents."""
    url = f"/documents/{one.pk}"
    return {
        "number": one.number,
        "title": one.title,
        "url": url,
        "kind_label": one.get_kind_display(),
        "issued_on": one.issued_on,
        "imported": one.imported,
        "disclosure_label": one.get_disclosure_display(),
        "hash": one.content_sha256,
        "files": []
        if one.imported
        else [{"label": "DOCX", "url": f"{url}/docx"}, {"label": "PDF", "url": f"{url}/pdf"}],
    }


def files(rows: Iterable[Attachment]) -> list[dict[str, Any]]:
    """Return what hangs on a thing: name, what it is for, size, where to get it."""
    return [
        {
            "url": f"/files/{row.file_id}",
            "label": row.file.name,
            "purpose": row.get_purpose_display(),
            "size": row.file.size,
            "hash": row.file.sha256,
        }
        for row in rows
    ]


def item(one: AgreedItem, today: date) -> dict[str, Any]:
    """Return an agreed item for the table of items; its lead unit and meeting were read with it."""
    is_open = one.state in OPEN_STATES
    colour = light(is_open=is_open, due_on=one.due_on, today=today)
    return {
        "number": one.number,
        "title": one.text,
        "url": f"/followups/{one.pk}",
        "lead_unit": one.lead_unit.name,
        "due_on": one.due_on,
        "original_due_on": one.original_due_on,
        "extensions": one.extensions,
        "progress": 100 if one.state == "closed" else one.percentage,
        "light": "" if colour == "done" else str(colour),
        "days_left": days_left(due_on=one.due_on, today=today) if is_open else None,
        "state": one.state,
        "state_label": state_label(one),
        "meeting_label": str(one.meeting),
        "imported": one.imported,
    }


def topic(one: Topic) -> dict[str, Any]:
    """Return a topic for pools and lists."""
    return {
        "number": one.number,
        "title": one.title,
        "url": f"/topics/{one.pk}",
        "proposer": one.proposer.short_name,
        "origin": "both" if one.origin == "joint" else one.origin,
        "category_label": category_label(one.category, one.get_category_display()),
        "state": one.state,
        "state_label": state_label(one),
        "imported": one.imported,
        "lead_unit": one.suggested_lead.short_name if one.suggested_lead else "",
    }


def replies(asked: Iterable[Consultation], today: date) -> dict[str, Any]:
    """Return how many of the asked units answered, with a light for the slowest."""
    rows = list(asked)
    waiting = [row for row in rows if row.state == ConsultationState.SENT]
    silent = [row for row in rows if row.state == ConsultationState.NO_REPLY]
    worst = min((row.reply_by for row in waiting), default=None)
    colour = "red" if silent or (worst and worst < today) else "yellow" if waiting else "green"
    answered = len(rows) - len(waiting) - len(silent)
    return {"asked": len(rows), "replied": answered, "light": colour if rows else ""}


def rule_of(meeting: Meeting) -> dict[str, Any]:
    """Return the work rule a meeting is bound to."""
    rule = binding_rule(meeting)
    return {"title": rule.title, "number": rule.document_number, "url": "/work-rules"}


def work_rule(one: WorkRule) -> dict[str, Any]:
    """Return a work rule for its list."""
    return {
        "title": one.title,
        "number": one.document_number,
        "issued_on": one.issued_on,
        "effective_on": one.effective_on,
        "repealed_on": one.repealed_on,
        "imported": one.imported,
        "state": one.state,
        "state_label": state_label(one),
        "status_label": one.get_status_display(),
        "adopted": one.common_rule_id is not None,
    }


def work_rule_text(one: WorkRule) -> dict[str, Any]:
    """Return what the document of a rule says besides its parameters."""
    return {
        "issuer": one.get_issuer_display(),
        "addressees": one.addressees,
        "openness_note": one.openness_note,
        "disclosure": one.get_disclosure_display(),
        "legal_bases": one.legal_bases,
        "base": f"{one.base_title} {one.base_number}".strip(),
        "preamble": one.preamble,
        "successor": {"title": one.replaced_by.title, "url": f"/work-rules/{one.replaced_by_id}"}
        if one.replaced_by
        else None,
    }


def binds(one: WorkRule, day: date) -> bool:
    """Whether a rule is the one in force on a day."""
    begun = one.effective_on is not None and one.effective_on <= day
    return begun and (one.repealed_on is None or day < one.repealed_on)


def is_office(user: User) -> bool:
    """Whether the person works in one of the two offices."""
    return bool(user.role_names & {"gov_clerk", "union_clerk"})
