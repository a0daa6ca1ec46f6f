"""The running score: what every point comes from, what can still be won and by when; below, one row a government."""

from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk.context import may_look_below
from apps.documents.downloads import to_be_saved
from apps.organizations.door.access import person_of
from apps.scores.export import RENDERERS, export
from apps.scores.permissions import may_see_scores
from kernel import clock
from kernel.refusals import Refusal
from tenants.assessment import selectors
from tenants.assessment.gathering import Gathered
from tenants.assessment.outlook import Prospect, Standing, share_of
from tenants.assessment.scoring.arithmetic import points
from tenants.assessment.scoring.results import Line, explained
from tenants.assessment.selectors import Scored
from tenants.governments.models import Government, Level
from tenants.governments.selectors import government
from web.shapes import Shown

#: The scheme is of 2024; earlier years have no rule to be scored by.
FIRST_YEAR = 2024
#: From how many percent of the points on a cell has which tone, and what that is called.
HEAT = ((100, "full"), (75, "high"), (40, "half"), (1, "low"), (0, "none"))


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """How the government's own year stands; the region is not scored and goes on to those below."""
    user, place = person_of(request), government()
    if not may_see_scores(user):
        raise Http404
    if place.level == Level.REGION:
        return redirect("assessment-below")
    year = _year(request)
    standing = selectors.standing(place, year=year, today=clock.today())
    return render(request, "scores/standing.html", {
        **_standing(standing, year, f"/assessment?{urlencode({'year': year})}"),
        "years": _years("/assessment", year),
        "below": "/assessment/below" if may_look_below(user, place) else "",
        "is_own": True,
    })  # fmt: skip


@require_safe
def one_below(request: HttpRequest, code: str) -> HttpResponse:
    """The same page about a government below."""
    place, year = _above(request), _year(request)
    standing = selectors.standing_below(place, code, year=year, today=clock.today())
    if standing is None:
        raise Http404
    here = f"/assessment/below/{code}"
    return render(request, "scores/standing.html", {
        **_standing(standing, year, f"{here}?{urlencode({'year': year})}"),
        "years": _years(here, year),
        "below": f"/assessment/below?{urlencode({'year': year})}",
        "is_own": False,
    })  # fmt: skip


@require_safe
def below(request: HttpRequest) -> HttpResponse:
    """Governments × indicators; beside the table the line of the cell that was chosen."""
    place, year = _above(request), _year(request)
    scored = selectors.scored_below(place, year=year, today=clock.today())
    if not scored:
        raise Http404
    parents = {one.gathered.code: one.gathered for one in scored}
    parent = request.GET.get("parent", "")
    shown = selectors.with_parent(scored, parent) if parent in parents else scored
    chosen = _chosen(request, scored)
    asked = {"year": str(year), "parent": parent if parent in parents else ""}
    return render(request, "scores/below.html", {
        "year": year,
        "years": _years("/assessment/below", year),
        "exports": [
            {"label": form.upper(), "url": f"/assessment/export/{form}?{urlencode(asked)}"} for form in RENDERERS
        ],
        "parent": _name(parents[parent]) if parent in parents else "",
        "indicators": [
            {"id": one.id, "name": one.name.said(_language()), "points": points(one.points)}
            for one in selectors.scheme_of(year).indicators
        ],
        "rows": [_row(one, asked) for one in shown],
        "legend": [{"tone": tone, "words": words} for tone, words in _heat_words().items()],
        "chosen": chosen,
        "left_out": sum(one.gathered.left_out for one in shown),
    })  # fmt: skip


@require_safe
def export_below(request: HttpRequest, form: str) -> HttpResponse:
    """The same rows as a file."""
    place, year = _above(request), _year(request)
    if form not in RENDERERS:
        raise Http404
    scored = selectors.scored_below(place, year=year, today=clock.today())
    parent = request.GET.get("parent", "")
    shown = selectors.with_parent(scored, parent) or scored
    try:
        file = export(person_of(request), shown, form=form, year=year, on=clock.today())
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("assessment-below")
    return to_be_saved(file.content, media=file.media, name=file.name)


def _above(request: HttpRequest) -> Government:
    place = government()
    if not may_look_below(person_of(request), place):
        raise Http404
    return place


def _year(request: HttpRequest) -> int:
    this = clock.today().year
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) <= this else this


def _years(url: str, chosen: int) -> list[Shown]:
    this = clock.today().year
    return [
        {"label": str(year), "url": f"{url}?{urlencode({'year': year})}", "current": year == chosen, "group": _("年度")}
        for year in range(this, max(this - 5, FIRST_YEAR - 1), -1)
    ]


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _name(gathered: Gathered) -> str:
    return gathered.name_en if _language() == "en" and gathered.name_en else gathered.name


def _standing(standing: Standing, year: int, url: str) -> Shown:
    to_win = sum((one.to_win for one in standing.prospects), Decimal(0))
    return {
        "name": _name(standing.gathered),
        "year": year,
        "url": url,
        "as_of": clock.today(),
        "is_running": clock.today() <= standing.gathered.facts.filing_cutoff,
        "final": points(standing.result.final),
        "raw": points(standing.result.raw),
        "applicable_max": points(standing.result.applicable_max),
        "grade": standing.result.scheme.grade_said(standing.grade, _language()),
        "reach": points(max(standing.best.final, standing.result.final)),
        "to_win": points(to_win),
        "left_out": standing.gathered.left_out,
        "groups": [
            {
                "label": f"{key} {name.said(_language())}",
                "lines": [_prospect(one) for one in standing.prospects if one.line.indicator.group == key],
            }
            for key, name in standing.result.scheme.groups.items()
        ],
    }


def _prospect(one: Prospect) -> Shown:
    return {
        **_line(one.line),
        "best": None if one.best is None else points(one.best),
        "to_win": points(one.to_win) if one.to_win else "",
        "lost": points(one.lost) if one.lost else "",
        "until": one.until,
        "changes": [
            {"words": change.en if _language() == "en" else change.zh, "gain": points(change.gain)}
            for change in one.changes
        ],
    }


def _line(line: Line) -> Shown:
    return {**explained(line, _language()), "tone": _tone(line)}


def _tone(line: Line) -> str:
    if line.score is None:
        return "left-out"
    share = share_of(line.score, line.indicator.points)
    return next(tone for least, tone in HEAT if share >= least)


def _heat_words() -> dict[str, str]:
    return {
        "full": _("满分"), "high": _("得分75%以上"), "half": _("得分40%以上"), "low": _("得分40%以下"),
        "none": _("未得分"), "left-out": _("不适用"),
    }  # fmt: skip


def _row(one: Scored, asked: dict[str, str]) -> Shown:
    code, words, scheme = one.gathered.code, _heat_words(), one.ranked.result.scheme
    cells = []
    for line in one.ranked.result.lines:
        there = urlencode({**{k: v for k, v in asked.items() if v}, "of": code, "indicator": line.indicator.id})
        tone = _tone(line)
        cells.append({
            "score": points(line.score) if line.score is not None else "–", "tone": tone, "words": words[tone],
            "url": f"?{there}#why",
        })  # fmt: skip
    return {
        "name": _name(one.gathered),
        "url": f"/assessment/below/{code}?{urlencode({'year': asked['year']})}",
        "level": 0 if one.gathered.level == Level.LEAGUE else 1,
        "cells": cells,
        "final": points(one.ranked.result.final),
        "grade": scheme.grade_said(one.ranked.grade, _language()),
        "remark": (scheme.quota.remark_en if _language() == "en" else scheme.quota.remark) if one.ranked.remark else "",
        "rank": one.ranked.rank,
    }


def _chosen(request: HttpRequest, scored: list[Scored]) -> Shown | None:
    """Return the line of the cell that was chosen, with what would have changed it."""
    code, indicator = request.GET.get("of", ""), request.GET.get("indicator", "")
    one = next((row for row in scored if row.gathered.code == code), None)
    if one is None or indicator not in one.ranked.result.scores:
        return None
    changes = selectors.changes_of(one.ranked.result, indicator)
    return {
        **_line(one.ranked.result.line(indicator)),
        "place": _name(one.gathered),
        "changes": [
            {"words": change.en if _language() == "en" else change.zh, "gain": points(change.gain)}
            for change in changes
        ],
    }
