"""Letters between levels: what was sent, what arrived, and one letter with every step of its way."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.documents.downloads import to_be_saved
from apps.levels.supervision import selectors as supervision
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.levels.supervision.models import ArrivedLetter, SentLetter, SentState
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.topics import selectors as topics
from kernel import clock
from kernel.clock import day_of
from kernel.workcalendar.selectors import schedule
from kinds.registry import kind_at, state_label
from tenants.correspondence.models import FINAL_ANSWERS, Answer, AnswerKind, Dispatch
from tenants.correspondence.selectors import answers_to, sent
from vocabulary.roles import READING_BETWEEN_LEVELS
from web import buttons
from web.finding import found_or_404
from web.lights import workday_light
from web.shapes import Shown

MOST = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything that arrived and everything that was sent, the latest first."""
    user = person_of(request)
    if not user.reading_roles & READING_BETWEEN_LEVELS:
        raise Http404
    came = list(supervision.dispatches_visible_to(user)[:MOST])
    here = {one.dispatch_id: one for one in supervision.arrived_visible_to(user)}
    letters = list(supervision.sent_visible_to(user)[:MOST])
    gone = {one.pk: one for one in sent().filter(pk__in=[one.dispatch_id for one in letters if one.dispatch_id])}
    answers = answers_to([*came, *gone.values()])
    receivers = supervision.receivers(clock.today(), user)
    context = {
        "arrived": [_arrived_row(one, here.get(one.pk), answers.get(one.pk, [])) for one in came],
        "sent": [_sent_row(one, answers.get(one.dispatch_id, []) if one.dispatch_id else []) for one in letters],
        "shows_sent": bool(receivers or letters),
        "actions": buttons.beginning(SENT, "draft", user, "/sent-letters/new") if receivers else [],
    }
    return render(request, "supervision/list.html", context)


def _arrived_row(one: Dispatch, own: ArrivedLetter | None, answers: Sequence[Answer]) -> Shown:
    return {
        "url": f"/dispatches/{one.pk}",
        "number": one.number,
        "title": one.title,
        "government": one.government_name,
        "kind_label": one.get_kind_display(),
        "sent_on": day_of(one.sent_at),
        "side": one.side,
        **_standing(own, answers),
        **_due(one.due_on, open_still=not _is_over(answers)),
    }


def _sent_row(one: SentLetter, answers: Sequence[Answer]) -> Shown:
    return {
        "url": f"/sent-letters/{one.pk}",
        "number": one.document.number if one.document else "",
        "title": one.title,
        "government": one.to_name,
        "kind_label": one.get_kind_display(),
        "sent_on": day_of(one.sent_at) if one.sent_at else None,
        "side": one.side,
        "state": one.state,
        "state_label": state_label(one),
        "answer_label": _latest_of_receiver(answers),
        **_due(one.due_on, open_still=one.state in {SentState.DRAFTED, SentState.SENT} and not _is_over(answers)),
    }


def _standing(own: ArrivedLetter | None, answers: Sequence[Answer]) -> Shown:
    """How a letter stands here; whatever state it is in, the sender may have closed it."""
    closed = any(told.kind == AnswerKind.CLOSED for told in answers)
    if own is None:
        state, label = "arrived", _("尚未签收")
    else:
        state, label = own.state, state_label(own)
    return {"state": state, "state_label": label, "answer_label": _("发文一方已办结") if closed else ""}


def _latest_of_receiver(answers: Sequence[Answer]) -> str:
    told = [one for one in answers if one.kind != AnswerKind.CLOSED]
    return str(told[-1].get_kind_display()) if told else ""


def _is_over(answers: Sequence[Answer]) -> bool:
    return any(told.kind in FINAL_ANSWERS or told.kind == AnswerKind.CLOSED for told in answers)


def _due(day: date, *, open_still: bool) -> Shown:
    if not open_still:
        return {"due_on": day, "light": ""}
    return workday_light(day, clock.today(), schedule())


@require_safe
def sent_letter(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One letter to another level: the words, and what the other end told."""
    user = person_of(request)
    one: SentLetter = found_or_404(kind_at("sent-letters"), user, key)
    gone = sent().filter(pk=one.dispatch_id).first() if one.dispatch_id else None
    answers = answers_to([gone])[gone.pk] if gone else []
    facts = [
        {"label": _("收文政府"), "value": one.to_name},
        {"label": _("发文方面"), "side": one.side},
        *([{"label": _("发出日期"), "day": day_of(one.sent_at)}] if one.sent_at else []),
        *(
            [{"label": _("文件"), "value": one.document.number, "url": f"/documents/{one.document_id}"}]
            if one.document
            else []
        ),
        *(
            [{"label": _("所涉议定事项"), "value": str(one.item.number), "url": f"/followups/{one.item_id}"}]
            if one.item
            else []
        ),
        *([{"label": _("本级不能解决的原因"), "value": one.reason, "long": True}] if one.reason else []),
        *_topic(one, user),
        *([{"label": _("办结说明"), "value": one.note, "long": True}] if one.note else []),
        *_come_back(one),
    ]
    context = {
        "letter": _sent_row(one, answers) | {"text": one.text},
        "facts": facts,
        "steps": [_step(told) for told in answers],
        "actions": buttons.told(SENT, one, user),
        "entries": timeline.entries_of([one.pk]),
    }
    return render(request, "supervision/detail.html", context)


def _come_back(one: SentLetter) -> list[Shown]:
    """Why nobody answers any more: the receiver was closed while the letter was under way."""
    gone = supervision.receiver_gone(one, clock.today())
    return [{"label": _("函件退回"), "value": supervision.comes_back(gone), "long": True}] if gone else []


def _topic(one: SentLetter, user: User) -> list[Shown]:
    """The topic it comes of, for whoever reads topics."""
    found = topics.visible_to(user).filter(pk=one.topic_id).first() if one.topic_id else None
    if found is None:
        return []
    return [{"label": _("所涉议题"), "value": f"{found.number} {found.title}", "url": f"/topics/{found.pk}"}]


@require_safe
def dispatch(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One letter that arrived: the words, its file, and what was done about it here."""
    user = person_of(request)
    one = _with_bytes(user, key)
    own = supervision.arrived_visible_to(user).filter(dispatch_id=one.pk).first()
    answers = answers_to([one])[one.pk]
    context = {
        "letter": _arrived_row(one, own, answers) | {"text": one.text},
        "facts": _facts(one),
        "steps": [_step(told) for told in answers],
        "file": {"url": f"/dispatches/{one.pk}/pdf", "hash": one.pdf_sha256, "size": len(one.pdf)},
        "verified": hashlib.sha256(one.pdf).hexdigest() == one.pdf_sha256,
        "actions": buttons.told(ARRIVED, own, user) if own else _receive(one, user),
        "entries": timeline.entries_of([own.pk]) if own else [],
        "own_url": f"/arrived-letters/{own.pk}" if own else "",
    }
    return render(request, "supervision/detail.html", context)


def _facts(one: Dispatch) -> list[Mapping[str, object]]:
    return [
        {"label": _("发文政府"), "value": one.government_name},
        {"label": _("发文机关"), "value": one.issuer},
        {"label": _("收文方面"), "side": one.side},
        {"label": _("印发日期"), "day": one.issued_on},
        {"label": _("发出人"), "person": {"name": one.by_name, "post": one.by_post}},
    ]


def _step(told: Answer) -> Shown:
    """One step of either end, as both read it."""
    percent = f"{told.percentage}%　" if told.percentage is not None else ""
    return {
        "at": told.answered_at,
        "label": told.get_kind_display(),
        "government": told.government_name,
        "who": told.by_name,
        "post": told.by_post,
        "words": f"{percent}{told.text}",
    }


def _receive(one: Dispatch, user: User) -> list[Shown]:
    """Only the office of the letter's line signs for it."""
    if one.side != user.side:
        return []
    return buttons.beginning(ARRIVED, "receive", user, f"/arrived-letters/new?dispatch={one.pk}")


def _with_bytes(user: User, key: uuid.UUID) -> Dispatch:
    found = supervision.dispatches_visible_to(user).defer(None).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@require_safe
def download(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The bytes as they were sent, as an attachment and as nothing else."""
    one = _with_bytes(person_of(request), key)
    name = f"{one.number} {one.title}.pdf"
    return to_be_saved(bytes(one.pdf), media="application/pdf", name=name, sha256=one.pdf_sha256)
