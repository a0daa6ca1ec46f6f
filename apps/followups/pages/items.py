"""One agreed item: its parts, reports, requests for more time, and what was done when."""

import uuid
from datetime import date

from django.db.models import Model, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.documents.models import Attachment
from apps.documents.pages.shown import shown_files
from apps.documents.selectors import attached_to
from apps.followups import due_reports
from apps.followups import selectors as followups
from apps.followups.lifecycle import EXTENSION, ITEM, LETTER, PART
from apps.followups.models import AgreedItem, Extension, ExtensionState, Letter, Milestone, SupportingPart
from apps.followups.pages.shown import shown_item
from apps.followups.rules import days_left, light
from apps.meetings import selectors as meetings
from apps.minutes import selectors as minutes
from apps.minutes.models import MinutesState
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.organizations.units.permissions import attach
from kernel import clock
from kernel.consents.models import Consent
from kinds.registry import kind_at, state_label
from vocabulary.items import OPEN_STATES, ItemState
from vocabulary.roles import Side
from web import buttons, pairs
from web.finding import found_or_404
from web.shapes import Shown

Attached = dict[uuid.UUID, list[Attachment]]


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One agreed item."""
    user, today = person_of(request), clock.today()
    item: AgreedItem = found_or_404(kind_at("followups"), user, key)
    attach(user, [item])
    # Whatever asks about letters, reports and parts below finds them read.
    read = ("letters", "progress_reports__unit", "parts__unit", "parts__acknowledged_by", "parts__letters")
    prefetch_related_objects([item], *read)
    given = pairs.consents_of(item)
    waiting = pairs.pending(ITEM, item, given)
    parts = list(item.parts.all())
    asked = list(followups.extensions_visible_to(user).filter(item=item))
    sent = list(followups.letters_visible_to(user).filter(item=item))
    reports = [one.pk for one in item.progress_reports.all()]
    attached = attached_to([item.pk, *reports, *[one.pk for one in (*parts, *asked)]])
    context = {
        "item": _head(item, user, today),
        "actions": buttons.told(ITEM, item, user, given),
        "milestones": [_milestone(item, step, today) for step in item.milestones.select_related("replaced_by")],
        "parts": _parts(item, parts, user, attached),
        "reports": _reports(item, attached),
        "due_reports": [_due_report(owed, today) for owed in due_reports.of_item(item)],
        "letters": [_letter(one, user) for one in sent],
        "extensions": [_extension(one, user, today) | _files(one, attached) for one in asked],
        **_files(item, attached),
        "consents": pairs.pair(ITEM, waiting[0], item, given) if waiting else None,
        "entries": timeline.entries_of([item.pk, *[one.pk for one in (*parts, *asked, *sent)]]),
    }
    return render(request, "followups/detail.html", context)


def _head(item: AgreedItem, user: User, today: date) -> Shown:
    explained = item.explanations.order_by("-at").first()
    known = meetings.visible_to(user).filter(pk=item.meeting_id).first()
    issued = minutes.visible_to(user).filter(meeting=item.meeting_id, state=MinutesState.ISSUED).first()
    return shown_item(item, today) | {
        "resolution": item.text,
        "responsible_person": item.responsible_person,
        "remark": item.remark,
        "evidence": item.evidence,
        "effect": item.effect,
        "reason": item.reason if item.state in {ItemState.IN_PROGRESS, ItemState.TERMINATED} else "",
        "meeting": {"title": str(known), "url": f"/meetings/{known.pk}"} if known else None,
        "minutes": {"number": issued.number, "url": f"/minutes/{issued.pk}"} if issued else None,
        "explanation": {
            "text": explained.explanation,
            "opinion": explained.opinion,
            "new_due_on": explained.new_date,
            "person": explained.by_name,
            "at": explained.at,
        }
        if explained
        else None,
    }


def _milestone(item: AgreedItem, step: Milestone, today: date) -> Shown:
    if hasattr(step, "replaced_by"):
        told = _("已由新的节点替代")
        return {"label": step.text, "due_on": step.due_on, "light": "", "state": "lapsed", "state_label": told}
    is_open = item.state in OPEN_STATES
    colour = light(is_open=is_open, due_on=step.due_on, today=today)
    passed = step.due_on < today
    return {
        "label": step.text,
        "due_on": step.due_on,
        "light": str(colour) if is_open else "",
        "days_left": days_left(due_on=step.due_on, today=today) if is_open else None,
        "state": "closed" if not is_open else "current" if passed else "todo",
        "state_label": _("已办结") if not is_open else _("已到时点") if passed else _("未到时点"),
    }


def _files(one: Model, attached: Attached) -> Shown:
    return {"files": shown_files(attached.get(one.pk, []))}


def _parts(item: AgreedItem, parts: list[SupportingPart], user: User, attached: Attached) -> list[Shown]:
    attach(user, parts)
    lead = {
        "unit": item.lead_unit.name,
        "lead": True,
        "due_on": item.due_on,
        "percent": item.percentage,
        "state": item.state,
        "state_label": state_label(item),
        "acknowledged_at": item.acknowledged_at,
        "person": item.acknowledged_by.name if item.acknowledged_by else "",
    }
    found = [lead]
    for part in parts:
        part.item = item
        found.append(
            {
                "unit": part.unit.name,
                "lead": False,
                "task": part.text,
                "due_on": part.due_on,
                "percent": part.percentage,
                "state": part.state,
                "state_label": state_label(part),
                "acknowledged_at": part.acknowledged_at,
                "person": part.acknowledged_by.name if part.acknowledged_by else "",
                "words": part.report,
                **_files(part, attached),
                "actions": buttons.buttons(PART, part, user),
                "url": f"/parts/{part.pk}",
            }
        )
    return found


def _due_report(owed: due_reports.UnitReport, today: date) -> Shown:
    """One report by the cycle: come, come late, missing, or still ahead."""
    report = owed.report
    if report.reported_on is not None:
        state, label = "closed", _("已报送（迟报）") if report.is_late(today) else _("已报送")
    elif report.is_missing(today):
        state, label = "overdue", _("逾期未报")
    else:
        state, label = "todo", _("未到时点")
    colour = light(is_open=report.reported_on is None, due_on=report.due_on, today=today)
    return {
        "unit": owed.unit.name,
        "due_on": report.due_on,
        "reported_on": report.reported_on,
        "light": "" if colour == "done" else str(colour),
        "days_left": days_left(due_on=report.due_on, today=today),
        "state": state,
        "state_label": label,
    }


def _letter(one: Letter, user: User) -> Shown:
    """One letter of the ladder, and who signed for it."""
    return {
        "number": one.document.number,
        "kind_label": one.get_kind_display(),
        "to": _("%(unit)s（配合任务）") % {"unit": one.unit.name}
        if one.part_id and one.unit
        else one.unit.name
        if one.unit
        else one.person.printed_name
        if one.person
        else Side(one.side).label,
        "document_url": f"/documents/{one.document_id}",
        "issued_on": one.document.issued_on,
        "declared_received_on": one.declared_received_on,
        "received_at": one.received_at,
        "received_by": one.received_by.name if one.received_by else "",
        "state": one.state,
        "state_label": state_label(one),
        "actions": buttons.buttons(LETTER, one, user),
        "url": f"/letters/{one.pk}",
    }


def _reports(item: AgreedItem, attached: Attached) -> list[Shown]:
    return [
        {
            "at": row.recorded_at,
            "unit": row.unit.name,
            "person": row.by_name,
            "percent": row.percentage,
            "text": row.text,
            "evidence_text": row.evidence,
            **_files(row, attached),
        }
        for row in reversed(list(item.progress_reports.all()))
    ]


def _extension(one: Extension, user: User, today: date) -> Shown:
    """One request for more time; the pair of cards while it waits for the two offices."""
    waits = one.state == ExtensionState.REQUESTED
    given = pairs.consents_of(one) if waits else []
    waiting = pairs.pending(EXTENSION, one, given)
    lapsed = followups.has_lapsed(one, today)
    answered_by = one.granted_by or one.refused_by
    return {
        "from_on": one.from_on,
        "to_on": one.new_due_on,
        "reason": one.reason,
        "answer": one.answer,
        "state": "lapsed" if lapsed else one.state,
        "state_label": _("已失效") if lapsed else state_label(one),
        "person": one.requested_by.name if one.requested_by else "",
        "at": one.requested_at,
        "answered_by": answered_by.name if answered_by else "",
        "answered_at": one.granted_at or one.refused_at,
        "declared_on": one.declared_on,
        "consents": pairs.pair(EXTENSION, waiting[0], one, given) if waiting else None,
        "actions": _answers(one, user, given, lapsed=lapsed),
        "url": f"/extensions/{one.pk}",
    }


def _answers(one: Extension, user: User, given: list[Consent], *, lapsed: bool) -> list[Shown]:
    """What may be answered; what would move nothing any more is not offered."""
    found = buttons.buttons(EXTENSION, one, user, given)
    return [button for button in found if not (lapsed and button["name"] == "grant")]


@require_safe
def extension(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A request for more time stands on the page of its item."""
    found = found_or_404(kind_at("extensions"), person_of(request), key)
    return HttpResponseRedirect(f"/followups/{found.item_id}")


@require_safe
def letter(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A letter of the ladder stands on the page of its item."""
    found = found_or_404(kind_at("letters"), person_of(request), key)
    return HttpResponseRedirect(f"/followups/{found.item_id}")


@require_safe
def part(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A supporting unit's part stands on the page of its item."""
    found = found_or_404(kind_at("parts"), person_of(request), key)
    return HttpResponseRedirect(f"/followups/{found.item_id}")
