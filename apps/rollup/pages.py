"""How the governments below stand: numerators over denominators, a tile for each, states and figures and no content."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk.context import may_look_below
from apps.organizations.door.access import person_of
from kernel import clock
from tenants.correspondence.selectors import filed_by
from tenants.governments.models import Government, Level
from tenants.governments.selectors import government
from tenants.ledger import selectors as ledger
from tenants.ledger.measures import MEASURES, Share
from tenants.ledger.selectors import GovernmentRow
from vocabulary.meetings import MeetingState
from vocabulary.years import NotHeldCause
from web.shapes import Shown

S = MeetingState
#: How far a tile's colour says a government has come.
TONES = {
    "none": "none", S.CANCELLED: "none", S.DECLINED: "none", S.REQUESTED: "begun", S.ACCEPTED: "begun",
    S.COLLECTING: "collecting", S.SETTLED: "collecting", S.NOTICED: "noticed", S.IN_SESSION: "noticed", S.HELD: "held",
    S.FOLLOWING_UP: "full", S.CLOSED: "full",
}  # fmt: skip
VIEWS = ("map", "table")
#: Measures of which every one is too many.
BAD_WHEN_HIGH = {one.name for one in MEASURES if one.worse_when_high}


def _labels() -> dict[str, str]:
    """The measures in words; they are asked for per request, because each request has its language."""
    return {one.name: str(one.label) for one in MEASURES}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The governments below this one in one year."""
    user, place = person_of(request), government()
    if not may_look_below(user, place):
        raise Http404
    return render(request, "rollup/rollup.html", _RollUp(request, place).context())


class _RollUp:
    """One reading of the ledger and of what was filed: three statements, whatever the number of governments."""

    def __init__(self, request: HttpRequest, place: Government) -> None:
        self.place, self.today = place, clock.today()
        self.years = self._years()
        year = request.GET.get("year", "")
        self.year = int(year) if year in {str(one) for one in self.years} else self.years[0]
        self.labels = _labels()
        measure, view = request.GET.get("measure", ""), request.GET.get("view", "")
        self.measure = measure if measure in self.labels else "stage"
        self.view = view if view in VIEWS else "map"
        asked = {"scope_path": place.path, "year": self.year, "today": self.today}
        self.rows = ledger.governments(**asked)  # type: ignore[arg-type]
        self.summary = ledger.summary(**asked)  # type: ignore[arg-type]
        if not self.rows:
            raise Http404
        self.filed = filed_by(self.year)
        parent = request.GET.get("parent", "")
        self.parent = next((row for row in self.rows if row.code == parent and row.level == Level.LEAGUE), None)

    def _years(self) -> list[int]:
        known = set(ledger.years(scope_path=self.place.path)) | {self.today.year}
        return [year for year in sorted(known, reverse=True) if year <= self.today.year]

    def context(self) -> Shown:
        """Return the whole context."""
        return {
            "title": self._title(),
            "as_of": self.summary.as_of,
            "years": self._segments(
                "year", [(str(year), str(year)) for year in self.years[:5]], str(self.year), _("年度")
            ),
            "measures": self._segments("measure", self._measures(), self.measure, _("按什么看")),
            "views": self._segments("view", [("map", _("方格")), ("table", _("表格"))], self.view, _("怎样看")),
            "view": self.view,
            "headline": self._headline(),
            "leagues": self._groups(),
            "legend": self._legend(),
            "table": self._table(),
            "parent": {"name": self._name(self.parent), "url": self._url(parent="")} if self.parent else None,
        }

    def _title(self) -> str:
        rows = self._shown()
        leagues = sum(row.level == Level.LEAGUE for row in rows)
        banners = sum(row.level == Level.BANNER for row in rows)
        of_leagues = ngettext("%(n)s 个盟市", "%(n)s 个盟市", leagues) % {"n": leagues}
        of_banners = ngettext("%(n)s 个旗县（市、区）", "%(n)s 个旗县（市、区）", banners) % {"n": banners}
        return " · ".join([*([of_leagues] if leagues and not self.parent else []), *([of_banners] if banners else [])])

    def _shown(self) -> list[GovernmentRow]:
        if self.parent is None:
            return self.rows
        return [row for row in self.rows if self.parent.code in (row.code, row.parent)]

    def _measures(self) -> list[tuple[str, str]]:
        chosen = ("minutes_on_time", "topics", "items_closed", "on_time", "overdue")
        return [("stage", _("进度")), *((name, self.labels[name]) for name in chosen)]

    def _segments(self, name: str, pairs: list[tuple[str, str]], chosen: str, group: str) -> list[Shown]:
        return [
            {"label": label, "url": self._url(**{name: value}), "current": value == chosen, "group": group}
            for value, label in pairs
        ]

    def _url(self, **changed: str) -> str:
        kept = {"year": str(self.year), "measure": self.measure, "view": self.view}
        kept["parent"] = self.parent.code if self.parent else ""
        return "?" + urlencode({name: value for name, value in (kept | changed).items() if value})

    def _headline(self) -> list[Shown]:
        totals = self._totals()
        names = ("built", "held", "minutes_on_time", "topics", "items_closed", "on_time", "overdue")
        return [
            {
                "label": self.labels[name],
                "numerator": totals[name].numerator,
                "denominator": totals[name].denominator,
                "tone": "late" if name == "overdue" and totals[name].numerator else "ok",
                "apart": self._apart(name),
            }
            for name in names
        ]

    def _apart(self, name: str) -> list[Shown]:
        """The same measure of each level by itself, where several stand in the view (R12.2)."""
        counted = [row for row in self._shown() if row.counted]
        levels = [level for level in Level if any(row.level == level for row in counted)]
        if len(levels) < 2:
            return []
        found = []
        for level in levels:
            share = sum((row.measures[name] for row in counted if row.level == level), Share(0, 0))
            found.append({"label": level.label, "numerator": share.numerator, "denominator": share.denominator})
        return found

    def _totals(self) -> dict[str, Share]:
        if self.parent is None:
            return {name: self.summary.measures[name] for name in self.labels}
        counted = [row for row in self._shown() if row.counted]
        return {name: sum((row.measures[name] for row in counted), Share(0, 0)) for name in self.labels}

    # --- tiles -------------------------------------------------------------------------------------------------------

    def _groups(self) -> list[Shown]:
        """A row of tiles per league; directly below a league, one row of its banners."""
        rows = self._shown()
        leagues = [row for row in rows if row.level == Level.LEAGUE]
        if not leagues:
            return [self._group(self.place.name, rows, None)]
        found = [self._group(self._name(one), [row for row in rows if row.parent == one.code], one) for one in leagues]
        known = {one.code for one in leagues}
        direct = [row for row in rows if row.level != Level.LEAGUE and row.parent not in known]
        return [*found, *([self._group(_("直接管辖"), direct, None)] if direct else [])]

    def _group(self, name: str, rows: list[GovernmentRow], own: GovernmentRow | None) -> Shown:
        everyone = [row for row in [*([own] if own else []), *rows] if row.counted]
        held = sum((row.measures.held for row in everyone), Share(0, 0))
        return {
            "name": name,
            "url": self._url(parent=own.code) if own and not self.parent else "",
            "own": self._tile(own) if own else None,
            "held": held.numerator,
            "obliged": held.denominator,
            "tiles": [self._tile(row) for row in rows],
        }

    def _tile(self, row: GovernmentRow) -> Shown:
        tone, words = self._stage(row) if self.measure == "stage" else self._share(row.measures[self.measure])
        name = self._name(row)
        shown = {"code": row.code, "name": name, "short": _short(name), "tone": tone, "words": words}
        shown["note"] = _not_held(row)
        return shown | {"url": self._filed(row)}

    def _filed(self, row: GovernmentRow) -> str:
        """Where the documents stand that a government filed of this year; empty where it filed none."""
        asked = urlencode({"government": row.code, "year": self.year})
        return f"/inbox?{asked}" if row.code in self.filed else ""

    def _name(self, row: GovernmentRow | None) -> str:
        if row is None:
            return ""
        return row.name_en if (get_language() or "").startswith("en") and row.name_en else row.name

    def _stage(self, row: GovernmentRow) -> tuple[str, str]:
        words = _none(row) if row.stage == "none" else str(S(row.stage).label)
        return ("late", words) if row.late else (TONES[row.stage], words)

    def _share(self, share: Share) -> tuple[str, str]:
        """A tile of a measure: the two numbers, and a colour by how far they lie apart."""
        if not share.denominator:
            return "begun", _("无")
        words = f"{share.numerator} / {share.denominator}"
        done = share.numerator / share.denominator
        if self.measure in BAD_WHEN_HIGH:
            return ("late" if done else "full"), words
        return ("full" if done == 1 else "held" if done >= 0.8 else "noticed" if done >= 0.5 else "collecting"), words

    def _legend(self) -> list[dict[str, str]]:
        if self.measure in BAD_WHEN_HIGH:
            return [{"tone": "full", "words": _("没有逾期")}, {"tone": "late", "words": _("有逾期")}, self._nothing()]
        if self.measure != "stage":
            words = (
                ("full", _("全部")),
                ("held", _("八成以上")),
                ("noticed", _("五成以上")),
                ("collecting", _("不到五成")),
            )
            return [*({"tone": tone, "words": said} for tone, said in words), self._nothing()]
        stages = (
            ("full", _("纪要已印发或已办结")), ("held", _("已召开")), ("noticed", _("已通知")),
            ("collecting", _("征集、商定议题")),
            ("begun", _("已提请")), ("late", _("有超时")), ("none", _("未安排")),
        )  # fmt: skip
        return [{"tone": tone, "words": said} for tone, said in stages]

    def _nothing(self) -> dict[str, str]:
        return {"tone": "begun", "words": _("没有可算的")}

    def _table(self) -> Shown:
        rows = [
            {
                "name": self._name(row),
                "level": 0 if row.level == Level.LEAGUE else 1,
                "url": self._url(parent=row.code)
                if row.level == Level.LEAGUE and not self.parent
                else self._filed(row),
                "cells": [
                    self._stage(row)[1],
                    *(_cell(row.measures[name]) for name in self.labels),
                    _("是") if row.in_plan else _("否"),
                    _not_held(row),
                ],
            }
            for row in self._shown()
        ]
        return {
            "columns": [_("名称"), _("进度"), *self.labels.values(), _("列入年度计划"), _("未召开说明")],
            "rows": rows,
        }


def _none(row: GovernmentRow) -> str:
    """A year of nothing, in the few letters of a tile: still ahead, or closed without a meeting, explained or not."""
    return _("未说明") if row.unexplained else _("已说明") if row.explained else _("未安排")


def _not_held(row: GovernmentRow) -> str:
    """Why a year closed without its meeting, by the code that was stated; empty where nothing is to be said."""
    if row.unexplained:
        return _("未召开，尚未说明")
    return _("未召开：%(cause)s") % {"cause": NotHeldCause(row.explained).label} if row.explained else ""


def _cell(share: Share) -> str:
    return f"{share.numerator} / {share.denominator}" if share.denominator else ""


def _short(name: str) -> str:
    """A tile is narrow: English names lose what kind of place it is; Chinese ones stay whole: two might look alike."""
    return name.removesuffix(" District").removesuffix(" County").removesuffix(" City").removesuffix(" Banner")
