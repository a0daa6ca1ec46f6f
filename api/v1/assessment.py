"""The running score: how a year stands by the scheme, at home with every line, below one row a government (R12.5)."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.openapi import NUMBER, TEXT, Schema
from api.v1.rollup import PARENT, YEAR, Rollup
from kernel import clock
from kernel.canonical import Plain
from kernel.lifecycle.table import Need
from kernel.refusals import UnknownObject
from tenants.assessment import selectors
from tenants.assessment.gathering import Gathered
from tenants.assessment.outlook import Prospect
from tenants.assessment.scoring.arithmetic import points
from tenants.assessment.scoring.results import Result, explained
from tenants.governments.models import Level
from tenants.governments.selectors import government

POINTS: Schema = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$"}
MAYBE_POINTS: Schema = {**POINTS, "nullable": True}
RESULT: Schema = {
    "scores": {"type": "object", "additionalProperties": MAYBE_POINTS}, "raw": POINTS,
    "applicable_max": {"type": "number"}, "base": POINTS, "bonus": POINTS, "deduction": POINTS, "final": POINTS,
    "grade_before_quota": TEXT,
}  # fmt: skip
CHANGE = openapi.record(change=TEXT, gain=TEXT)
INPUT = openapi.record(path=TEXT, label=TEXT, value={})
LINE = openapi.record(
    indicator=TEXT, name=TEXT, article=TEXT, points=POINTS, formula=TEXT,
    inputs={"type": "array", "items": INPUT}, unrounded={"type": "string", "nullable": True}, score=MAYBE_POINTS,
    not_applicable={"type": "string", "nullable": True}, best=MAYBE_POINTS, to_win=POINTS, lost=POINTS,
    until={"type": "string", "format": "date", "nullable": True}, changes={"type": "array", "items": CHANGE},
)  # fmt: skip


class Score(Rollup):
    """`GET /assessment/score?year=`: how the government's own year stands, as if it closed today."""

    needs: ClassVar[Sequence[Need]] = (YEAR,)

    def get(self, request: Request) -> Response:
        """Return the result with every line, what can still be won and by when; the region is not scored."""
        place, year = government(), self.asked(request)["year"]
        if place.level == Level.REGION:
            raise UnknownObject
        found = selectors.standing(place, year=year, today=clock.today())
        return Response({
            **_result(found.gathered, found.result, found.grade, year),
            "best": points(found.best.final),
            "lines": [_line(one) for one in found.prospects],
        })  # fmt: skip

    def describe(self, method: str) -> Schema:
        """Describe the result."""
        return openapi.operation(
            "assessment_score",
            _("本级考核得分"),
            tag="assessment",
            answers={200: openapi.record(
                year=NUMBER, as_of={"type": "string", "format": "date"}, code=TEXT, name=TEXT, scheme=TEXT,
                left_out=NUMBER, **RESULT, best=POINTS, lines={"type": "array", "items": LINE},
            )},
            problems=(400, 403, 404),
            parameters=self.parameters(),
        )  # fmt: skip


class Governments(Rollup):
    """`GET /assessment/governments?year=&parent=`: the same figures of everybody below, ranked under each parent."""

    needs: ClassVar[Sequence[Need]] = (YEAR, PARENT)

    def get(self, request: Request) -> Response:
        """Return one row per counted government below, in the order of the tree."""
        asked = self.asked(request)
        scored = selectors.scored_below(government(), year=asked["year"], today=clock.today())
        shown = selectors.with_parent(scored, asked["parent"]) if asked.get("parent") else scored
        rows = [
            {
                **_result(one.gathered, one.ranked.result, one.ranked.grade_before_quota, asked["year"]),
                "parent": one.gathered.parent,
                "level": one.gathered.level,
                "rank": one.ranked.rank,
                "grade": one.ranked.grade,
                "remark": one.ranked.remark,
            }
            for one in shown
        ]
        return Response({"count": len(rows), "next": None, "previous": None, "results": rows})

    def describe(self, method: str) -> Schema:
        """Describe the rows."""
        row = openapi.record(
            year=NUMBER, as_of={"type": "string", "format": "date"}, code=TEXT, name=TEXT, scheme=TEXT,
            left_out=NUMBER, **RESULT, parent=TEXT, level=TEXT, rank=NUMBER, grade=TEXT, remark=TEXT,
        )  # fmt: skip
        return openapi.operation(
            "assessment_governments",
            _("下级考核得分"),
            tag="assessment",
            answers={200: openapi.page_of(row)},
            problems=(400, 403),
            parameters=self.parameters(),
        )


def _result(gathered: Gathered, result: Result, grade: str, year: int) -> Plain:
    return {
        "year": year,
        "as_of": clock.today(),
        "code": gathered.code,
        "name": gathered.name,
        "scheme": result.scheme.version,
        "left_out": gathered.left_out,
        **result.as_json(grade),
    }


def _line(one: Prospect) -> Plain:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return {
        **explained(one.line, language),
        "best": None if one.best is None else points(one.best),
        "to_win": points(one.to_win),
        "lost": points(one.lost),
        "until": one.until,
        "changes": [change.as_json(language) for change in one.changes],
    }
