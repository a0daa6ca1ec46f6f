"""The audit chain for the audit officer: read, narrowed down, verified, taken along. Nobody else has such pages."""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from apps.auditing import selectors, services, words
from apps.auditing.filters import FILTERS, NAMES, NOBODY, wanted
from apps.auditing.tasks import verify_now
from apps.documents.downloads import to_be_saved
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from kernel import clock
from kernel.audit import tasks as nightly
from kernel.audit.models import AuditEntry
from kernel.audit.services import link
from kernel.jobs.states import is_pending, states
from kernel.refusals import Malformed, Refusal
from web.shapes import Shown

HOME = "/audit"
View = Callable[..., HttpResponse]


def for_the_officer(view: View) -> View:
    """Answer everybody but the audit officer that there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, **words_of_the_address: Any) -> HttpResponse:
        if not selectors.reads(person_of(request)):
            raise Http404
        return view(request, **words_of_the_address)

    return guarded


@require_safe
@for_the_officer
def index(request: HttpRequest) -> HttpResponse:
    """The latest entries that the filters keep; further ones follow on from an entry."""
    chosen, faults = _chosen(request), {}
    found = selectors.visible_to(person_of(request))
    try:
        found = found.filter(wanted(chosen))
    except Malformed as refusal:
        found, faults = found.none(), refusal.fields
    part = selectors.stretch(found, before=_place(request, "before"), after=_place(request, "after"))
    context = {
        "filter_fields": _filters(chosen),
        "faults": [f"{need.label}：{faults[need.name]}" for need, _rows in FILTERS if need.name in faults],
        "entries": [_row(one) for one in part.entries],
        "older": _address(chosen, before=part.older),
        "newer": _address(chosen, after=part.newer),
        "exports": [
            {"label": form.upper(), "url": f"{HOME}/export/{form}?{urlencode(chosen)}"} for form in ("csv", "xlsx")
        ],
        **_chain(),
    }
    return render(request, "audit/list.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Return the filters that say something."""
    typed = {name: request.GET.get(name, "").strip()[:80] for name in NAMES}
    return {name: value for name, value in typed.items() if value}


def _place(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _address(chosen: dict[str, str], **place: int | None) -> str:
    """Return where the list goes on; empty where it does not."""
    [number] = place.values()
    return "" if number is None else "?" + urlencode({**chosen, **place})


def _filters(chosen: dict[str, str]) -> list[Shown]:
    every = ("", _("全部"))
    people = [(str(key), f"{name} · {username}") for key, name, username in _people()]
    choices = {
        "person": [every, (NOBODY, _("系统自动办理")), *people],
        "what": [every, *words.acts()],
        "outcome": [every, *AuditEntry._meta.get_field("outcome").flatchoices],
    }
    kinds = {"since": "date", "until": "date", "object": "text"}
    return [
        {
            "name": need.name,
            "label": need.label,
            "kind": kinds.get(need.name, "choice"),
            "value": chosen.get(need.name, ""),
            "choices": choices.get(need.name, []),
        }
        for need, _rows in FILTERS
    ]


def _people() -> Iterable[tuple[uuid.UUID, str, str]]:
    return User.objects.order_by("side", "username").values_list("pk", "name", "username")


def _row(one: AuditEntry) -> Shown:
    label, article = words.named(one.what)
    return {
        "url": f"{HOME}/{one.pk}",
        "sequence": one.sequence,
        "at": one.recorded_at,
        "who": one.actor_name,
        "post": one.actor_post,
        "side": one.side,
        "label": label,
        "article": article,
        "kind": words.kind_of(one.object_kind),
        "refused": one.outcome == "refused",
        "outcome_label": one.get_outcome_display(),
        "sentence": one.sentence.partition(": ")[2],
    }


def _chain() -> Shown:
    """How far the chain goes, what the last verification found, and how the nightly one went."""
    last = selectors.last_verification()
    night = next(one for one in states() if one.name == nightly.verify.name)
    return {
        "head": selectors.head(),
        "last": last,
        "last_breaks": words.found_by(last) if last else [],
        "night": night,
        "pending": is_pending(verify_now.name),
    }


@require_safe
@for_the_officer
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One entry with everything that it holds, and whether its hash still is the one of its text."""
    one = selectors.visible_to(person_of(request)).filter(pk=key).first()
    if one is None:
        raise Http404
    beside = selectors.visible_to(person_of(request)).filter(sequence__in=[one.sequence - 1, one.sequence + 1])
    near = dict(beside.values_list("sequence", "pk"))
    context = {
        "entry": _row(one),
        "facts": _facts(one),
        "changes": list(words.changes_of(one.object_kind, one.changes)),
        "verified": one.digest == link(one),
        "previous": one.previous,
        "digest": one.digest,
        "older": _entry(near.get(one.sequence - 1)),
        "newer": _entry(near.get(one.sequence + 1)),
        "of_object": f"{HOME}?{urlencode({'object': one.object_id})}" if one.object_id else "",
    }
    return render(request, "audit/detail.html", context)


def _entry(key: uuid.UUID | None) -> str:
    return f"{HOME}/{key}" if key else ""


def _facts(one: AuditEntry) -> list[Shown]:
    row = _row(one)
    name, _colon, sentence = one.sentence.partition(": ")
    facts: list[Shown] = [
        {"label": _("序号"), "value": str(one.sequence)},
        {"label": _("记录时间"), "at": one.recorded_at},
        {"label": _("办理时间"), "at": one.at},
        {"label": _("办理人"), "person": {"name": one.actor_name or _("系统自动办理"), "post": one.actor_post}},
        {"label": _("方面"), "side": one.side or "none"},
        {"label": _("办理事项"), "value": f"{row['label']} · {one.what}"},
        {"label": _("依据"), "value": " ".join(str(word) for word in (row["article"], one.rule) if word)},
        {"label": _("结果"), "value": row["outcome_label"]},
        {"label": _("对象类别"), "value": row["kind"]},
        {"label": _("对象编号"), "value": str(one.object_id or "")},
        {"label": _("来源地址"), "value": one.address},
    ]
    if one.sentence:
        facts.append({"label": _("拒绝理由"), "value": f"{sentence or name} · {name}", "long": True})
    return facts


@require_POST
@for_the_officer
def verify(request: HttpRequest) -> HttpResponse:
    """Verify the chain now, or have the worker do it."""
    try:
        made = services.ask_to_verify(by=person_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        if made is None:
            messages.success(request, _("记录较多，核对已交由后台作业办理，结果会显示在这里。"))
        elif selectors.told(made).holds:
            messages.success(request, _("核对完毕，记录链完整。"))
        else:
            messages.error(request, _("核对完毕，记录链有问题，见下。"))
    return HttpResponseRedirect(HOME)


@require_GET
@for_the_officer
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the filters keep, as a file; a refusal leads back to the same filters."""
    chosen = _chosen(request)
    try:
        file = services.export(form=form, filters=chosen, by=person_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(f"{HOME}?{urlencode(chosen)}")
    return to_be_saved(file.content, media=file.media, name=file.name)
