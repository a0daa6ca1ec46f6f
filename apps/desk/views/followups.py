"""The follow-up list, one agreed item, and the report on earlier decisions that every meeting opens with."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk import buttons, pairs, shown, timeline
from apps.desk.things import THINGS
from apps.followups import selectors as followups
from apps.followups.lifecycle import EXTENSION, ITEM, PART
from apps.followups.models import OPEN_STATES, AgreedItem, Extension, ExtensionState, ItemState, SupportingPart
from apps.followups.rules import NEAR_DAYS, days_left, light
from apps.meetings import selectors as meetings
from apps.meetings.letters import meeting_title
from apps.minutes import selectors as minutes
from apps.organizations.access import person_of
from apps.organizations.models import User
from apps.organizations.permissions import attach
from apps.organizations.selectors import government
from kernel import clock

ON_A_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list with its lights; every figure is of today."""
    user, today = person_of(request), clock.today()
    chosen = {name: request.GET.get(name, "").strip()[:60] for name in ("q", "state", "light", "unit", "year")}
    everything = list(
        followups.visible_to(user).values(
            "pk", "state", "due_on", "year", "lead_unit", "lead_unit__name", "text", "number"
        )
    )
    fitting = [row for row in everything if _fits(row, chosen)]
    keys = [row["pk"] for row in fitting if not chosen["light"] or _light_of(row, today) == chosen["light"]]
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = _with_parts(followups.visible_to(user).filter(pk__in=list(page.object_list)))
    context = {
        "as_of": today,
        "filter_fields": _filters(chosen, everything),
        "lights": _lights(fitting, chosen, today),
        "items": [shown.item(row, today) | {"supporting_units": _helpers(row)} for row in rows],
        "page": page,
        "filtered": any(chosen.values()),
    }
    return render(request, "followups/list.html", context)


def _with_parts(found: Any) -> Any:
    return found.prefetch_related(Prefetch("parts", SupportingPart.objects.select_related("unit")))


def _helpers(row: AgreedItem) -> str:
    return "、".join(part.unit.short_name for part in row.parts.all())


def _fits(row: Mapping[str, Any], chosen: dict[str, str]) -> bool:
    """Whether a row passes every filter but the light."""
    return (
        (not chosen["state"] or row["state"] == chosen["state"])
        and (not chosen["unit"] or str(row["lead_unit"]) == chosen["unit"])
        and (not chosen["year"] or str(row["year"]) == chosen["year"])
        and (not chosen["q"] or chosen["q"].lower() in f"{row['number']} {row['text']}".lower())
    )


def _light_of(row: Mapping[str, Any], today: date) -> str:
    return str(light(is_open=row["state"] in OPEN_STATES, due_on=row["due_on"], today=today))


def _lights(rows: Sequence[Mapping[str, Any]], chosen: dict[str, str], today: date) -> list[dict[str, Any]]:
    counted = Counter(_light_of(row, today) for row in rows)
    kept = {name: value for name, value in chosen.items() if value and name != "light"}
    words = {
        "red": _("逾期"),
        "yellow": _("临近到期（%(days)s 天内）") % {"days": NEAR_DAYS},
        "green": _("正常"),
        "done": _("已办结"),
    }
    return [
        {
            "light": name,
            "label": label,
            "count": counted[name],
            "current": chosen["light"] == name,
            "url": "?" + urlencode(kept if chosen["light"] == name else kept | {"light": name}),
        }
        for name, label in words.items()
    ]


def _filters(chosen: dict[str, str], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    every = ("", _("全部"))
    units = sorted({(str(row["lead_unit"]), row["lead_unit__name"]) for row in rows}, key=lambda pair: pair[1])
    years = sorted({row["year"] for row in rows}, reverse=True)
    fields: list[tuple[str, str, list[Any] | None]] = [
        ("q", _("编号、内容"), None),
        ("state", _("状态"), [every, *ItemState.choices]),
        ("unit", _("牵头单位"), [every, *units]),
        ("year", _("年度"), [every, *[(str(year), str(year)) for year in years]]),
    ]
    found: list[dict[str, Any]] = [
        {
            "name": name,
            "label": label,
            "value": chosen[name],
            "kind": "choice" if choices else "text",
            "choices": choices or [],
        }
        for name, label, choices in fields
    ]
    return [*found, {"name": "light", "kind": "hidden", "label": "", "value": chosen["light"]}]


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One agreed item."""
    user, today = person_of(request), clock.today()
    item: AgreedItem = THINGS["followups"].find(user, key)
    attach(user, [item])
    given = pairs.consents_of(item)
    waiting = pairs.pending(ITEM, item, given)
    parts = list(item.parts.select_related("unit", "acknowledged_by"))
    asked = list(followups.extensions_visible_to(user).filter(item=item))
    context = {
        "item": _head(item, user, today),
        "actions": buttons.buttons(ITEM, item, user, given),
        "milestones": [_milestone(item, step, today) for step in item.milestones.all()],
        "parts": _parts(item, parts, user),
        "reports": _reports(item),
        "extensions": [_extension(one, user, today) for one in asked],
        "consents": pairs.pair(ITEM, waiting[0], item, given) if waiting else None,
        "entries": timeline.entries_of([item.pk, *[one.pk for one in (*parts, *asked)]]),
    }
    return render(request, "followups/detail.html", context)


def _head(item: AgreedItem, user: User, today: date) -> dict[str, Any]:
    explained = item.explanations.order_by("-at").first()
    known = meetings.visible_to(user).filter(pk=item.meeting_id).first()
    issued = minutes.visible_to(user).filter(meeting=item.meeting_id, state="issued").first()
    return shown.item(item, today) | {
        "resolution": item.text,
        "responsible_person": item.responsible_person,
        "evidence": item.evidence,
        "effect": item.effect,
        "reason": item.reason if item.state in {"in_progress", "terminated"} else "",
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


def _milestone(item: AgreedItem, step: Any, today: date) -> dict[str, Any]:
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


def _parts(item: AgreedItem, parts: list[SupportingPart], user: User) -> list[dict[str, Any]]:
    attach(user, parts)
    lead = {
        "unit": item.lead_unit.name,
        "lead": True,
        "state": item.state,
        "state_label": shown.state_label(item),
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
                "state": part.state,
                "state_label": shown.state_label(part),
                "acknowledged_at": part.acknowledged_at,
                "person": part.acknowledged_by.name if part.acknowledged_by else "",
                "words": part.report,
                "actions": buttons.buttons(PART, part, user),
                "url": f"/parts/{part.pk}",
            }
        )
    return found


def _reports(item: AgreedItem) -> list[dict[str, Any]]:
    return [
        {
            "at": row.recorded_at,
            "unit": row.unit.name,
            "person": row.by_name,
            "percent": row.percentage,
            "text": row.text,
            "evidence_text": row.evidence,
        }
        for row in item.progress_reports.select_related("unit").order_by("-recorded_at", "-id")
    ]


def _extension(one: Extension, user: User, today: date) -> dict[str, Any]:
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
        "state_label": _("已失效") if lapsed else shown.state_label(one),
        "person": one.requested_by.name if one.requested_by else "",
        "at": one.requested_at,
        "answered_by": answered_by.name if answered_by else "",
        "answered_at": one.granted_at or one.refused_at,
        "consents": pairs.pair(EXTENSION, waiting[0], one, given) if waiting else None,
        "actions": _answers(one, user, given, lapsed=lapsed),
        "url": f"/extensions/{one.pk}",
    }


def _answers(one: Extension, user: User, given: Any, *, lapsed: bool) -> list[dict[str, Any]]:
    """What may be answered; what would move nothing any more is not offered."""
    found = buttons.buttons(EXTENSION, one, user, given)
    return [button for button in found if not (lapsed and button["name"] == "grant")]


@require_safe
def extension(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A request for more time stands on the page of its item."""
    found = THINGS["extensions"].find(person_of(request), key)
    return HttpResponseRedirect(f"/followups/{found.item_id}")


@require_safe
def part(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A supporting unit's part stands on the page of its item."""
    found = THINGS["parts"].find(person_of(request), key)
    return HttpResponseRedirect(f"/followups/{found.item_id}")


@require_safe
def prior_report(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What became of earlier decisions, for one meeting; the offices read it before they issue the notice."""
    user, today = person_of(request), clock.today()
    if not user.role_names & meetings.OFFICES:
        raise Http404
    meeting = THINGS["meetings"].find(user, key)
    report = followups.prior_report(meeting, as_of=today)
    open_now = report.unimplemented
    explained = sum(row.explanation is not None for row in open_now)
    context = {
        "meeting": {"title": meeting_title(meeting, government()), "url": f"/meetings/{meeting.pk}"},
        "as_of": today,
        "complete": explained == len(open_now),
        "fractions": [
            {"label": _("已销号"), "numerator": report.closed, "denominator": report.listed},
            {"label": _("未落实的已说明"), "numerator": explained, "denominator": len(open_now)},
        ],
        "groups": _groups(report.items, today),
    }
    return render(request, "followups/prior_report.html", context)


def _groups(rows: list[followups.PriorItem], today: date) -> list[dict[str, Any]]:
    found = []
    latest_first = sorted(rows, key=lambda row: (-row.item.meeting.ordinal, row.item.number))
    for _key, group in groupby(latest_first, key=lambda row: row.item.meeting_id):
        members = list(group)
        meeting = members[0].item.meeting
        found.append(
            {
                "meeting": {"title": str(meeting), "url": f"/meetings/{meeting.pk}"},
                "rows": [_prior(row, today) for row in members],
            }
        )
    return found


def _prior(row: followups.PriorItem, today: date) -> dict[str, Any]:
    said = row.explanation
    return shown.item(row.item, today) | {
        "explanation": {"text": said.explanation, "opinion": said.opinion, "new_due_on": said.new_date}
        if said
        else None,
        "missing": [] if said or row.item.state not in OPEN_STATES else [_("缺说明、意见和新的时限")],
    }
