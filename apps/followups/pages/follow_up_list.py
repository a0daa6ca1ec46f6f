"""The follow-up list with its lights and filters."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.followups import due_reports
from apps.followups import selectors as followups
from apps.followups.models import AgreedItem, SupportingPart
from apps.followups.pages.shown import shown_item
from apps.followups.rules import NEAR_DAYS, light
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from kernel import clock
from vocabulary.items import OPEN_STATES, ItemState
from web.shapes import Shown

#: The columns of one item by which the list is filtered and counted.
Row = Mapping[str, Any]

ON_A_PAGE = 50
FILTERS = ("q", "state", "light", "unit", "year", "meeting", "reports")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list with its lights; every figure is of today."""
    user, today = person_of(request), clock.today()
    chosen = chosen_in(request)
    everything = _everything(user)
    fitting = [row for row in everything if _fits(row, chosen)]
    owing = reports_owed(user, today)
    keys = _keys(fitting, chosen, owing, today)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = _with_parts(followups.visible_to(user).filter(pk__in=list(page.object_list)))
    context = {
        "as_of": today,
        "filter_fields": _filters(chosen, everything),
        "lights": _lights(fitting, chosen, today),
        "reports": _owed(fitting, chosen, owing),
        "exports": exports_of(chosen),
        "items": [
            shown_item(row, today) | {"supporting_units": _helpers(row), "reports_missing": owing.get(row.pk, 0)}
            for row in rows
        ],
        "page": page,
        "filtered": any(chosen.values()),
    }
    return render(request, "followups/list.html", context)


def chosen_in(request: HttpRequest) -> dict[str, str]:
    """Return the filters of an address; the export takes the same."""
    return {name: request.GET.get(name, "").strip()[:60] for name in FILTERS}


def fitting_keys(user: User, chosen: dict[str, str], today: date) -> list[uuid.UUID]:
    """Return the keys of the items that a person sees under these filters, in the order of the list."""
    rows = [row for row in _everything(user) if _fits(row, chosen)]
    return _keys(rows, chosen, reports_owed(user, today) if chosen["reports"] else {}, today)


def reports_owed(user: User, today: date) -> dict[uuid.UUID, int]:
    """Return how many progress reports are overdue, per item that owes any: two queries however long the list."""
    owed: Counter[uuid.UUID] = Counter()
    items = followups.with_dates(user).filter(state__in=OPEN_STATES)
    for item in items:
        owed[item.pk] += due_reports.missing(item, today)
    for part in followups.parts_with_dates(user).filter(item__state__in=OPEN_STATES):
        owed[part.item_id] += due_reports.missing(part, today)
    return +owed


def _everything(user: User) -> Sequence[Row]:
    return list(
        followups.visible_to(user).values(
            "pk", "state", "due_on", "year", "meeting", "lead_unit", "lead_unit__name", "text", "number"
        )
    )


def _keys(rows: Sequence[Row], chosen: dict[str, str], owing: Mapping[uuid.UUID, int], today: date) -> list[uuid.UUID]:
    return [
        row["pk"]
        for row in rows
        if (not chosen["light"] or _light_of(row, today) == chosen["light"])
        and (not chosen["reports"] or row["pk"] in owing)
    ]


def _owed(rows: Sequence[Row], chosen: dict[str, str], owing: Mapping[uuid.UUID, int]) -> Shown:
    """Return how many reports are overdue in the list, as a filter of its own."""
    kept = {name: value for name, value in chosen.items() if value and name != "reports"}
    return {
        "count": sum(owing.get(row["pk"], 0) for row in rows),
        "current": bool(chosen["reports"]),
        "url": "?" + urlencode(kept if chosen["reports"] else kept | {"reports": "missing"}),
    }


def exports_of(chosen: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the links to the three files of the list under these filters."""
    kept = urlencode({name: value for name, value in chosen.items() if value})
    return [{"label": form.upper(), "url": f"/followups/export/{form}?{kept}"} for form in ("docx", "pdf", "xlsx")]


def _with_parts(found: QuerySet[AgreedItem]) -> QuerySet[AgreedItem]:
    return found.prefetch_related(Prefetch("parts", SupportingPart.objects.select_related("unit")))


def _helpers(row: AgreedItem) -> str:
    return "、".join(part.unit.short_name for part in row.parts.all())


def _fits(row: Row, chosen: dict[str, str]) -> bool:
    """Whether a row passes every filter but the light."""
    return (
        (not chosen["state"] or row["state"] == chosen["state"])
        and (not chosen["unit"] or str(row["lead_unit"]) == chosen["unit"])
        and (not chosen["meeting"] or str(row["meeting"]) == chosen["meeting"])
        and (not chosen["year"] or str(row["year"]) == chosen["year"])
        and (not chosen["q"] or chosen["q"].lower() in f"{row['number']} {row['text']}".lower())
    )


def _light_of(row: Row, today: date) -> str:
    return str(light(is_open=row["state"] in OPEN_STATES, due_on=row["due_on"], today=today))


def _lights(rows: Sequence[Row], chosen: dict[str, str], today: date) -> list[Shown]:
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


def _filters(chosen: dict[str, str], rows: Sequence[Row]) -> list[Shown]:
    every = ("", _("全部"))
    units = sorted({(str(row["lead_unit"]), row["lead_unit__name"]) for row in rows}, key=lambda pair: pair[1])
    years = sorted({row["year"] for row in rows}, reverse=True)
    fields: list[tuple[str, str, list[Any] | None]] = [
        ("q", _("编号、内容"), None),
        ("state", _("状态"), [every, *ItemState.choices]),
        ("unit", _("牵头单位"), [every, *units]),
        ("year", _("年度"), [every, *[(str(year), str(year)) for year in years]]),
    ]
    found: list[Shown] = [
        {
            "name": name,
            "label": label,
            "value": chosen[name],
            "kind": "choice" if choices else "text",
            "choices": choices or [],
        }
        for name, label, choices in fields
    ]
    hidden = [{"name": name, "kind": "hidden", "label": "", "value": chosen[name]} for name in ("light", "meeting")]
    return [*found, *hidden]
