"""What a level may know of all governments below it: numbers of the ledger, never a text."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.errors import unknown_parameter
from api.openapi import FLAG, MOMENT, NUMBER, TEXT, Schema
from api.views import View, caller_of
from kernel import clock
from kernel.canonical import Plain
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed, WrongRole
from kinds.filters import sound_year
from tenants.governments.models import CODE, Level
from tenants.governments.selectors import government
from tenants.ledger import selectors
from tenants.ledger.measures import Measures
from vocabulary.roles import READING_BETWEEN_LEVELS
from vocabulary.years import NotHeldCause

YEAR = Need("year", _("年度"), "number", required=False)
PARENT = Need("parent", _("上级代码"), required=False)
LEVEL = Need("level", _("层级"), "choice", required=False, choices=Level)
SHARE = openapi.record(numerator=NUMBER, denominator=NUMBER)


class Rollup(View):
    """A question about everything strictly below the government of this host."""

    needs: ClassVar[Sequence[Need]] = (YEAR,)

    def initial(self, request: Request, *args: object, **kwargs: Any) -> None:
        """Only offices and those who look on for a level ask this; units and officers of the system do not."""
        super().initial(request, *args, **kwargs)
        if not caller_of(request).role_names & READING_BETWEEN_LEVELS:
            raise WrongRole

    def asked(self, request: Request) -> Plain:
        """Return the parameters, the year being this one unless given."""
        for name in request.query_params:
            if name not in {need.name for need in self.needs}:
                raise unknown_parameter(name)
        given = clean(self.needs, request.query_params.dict())
        if given.get("parent") and not re.fullmatch(CODE, given["parent"]):
            raise Malformed(fields={"parent": _("请填写政府代码。")})
        today = clock.today()
        return {
            **given,
            "year": sound_year(today.year if given["year"] is None else given["year"]),
            "scope_path": government().path,
            "today": today,
        }

    def parameters(self) -> list[Schema]:
        """Return the query parameters as the OpenAPI document has them."""
        levels = {"type": "string", "enum": Level.values}
        shapes = {"year": NUMBER, "parent": TEXT, "level": levels}
        return [openapi.in_query(need.name, shapes[need.name], need.label) for need in self.needs]


class Summary(Rollup):
    """`GET /rollup/summary?year=`."""

    def get(self, request: Request) -> Response:
        """Return the sums over all counted governments below."""
        found = selectors.summary(**self.asked(request))
        return Response({**asdict(found), "measures": _measures(found.measures)})

    def describe(self, method: str) -> Schema:
        """Describe the sums."""
        return openapi.operation(
            "rollup_summary",
            _("下级汇总"),
            tag="rollup",
            answers={200: openapi.record(year=NUMBER, as_of=MOMENT, governments=NUMBER, measures=_measures_schema())},
            problems=(400, 403),
            parameters=self.parameters(),
        )


class Governments(Rollup):
    """`GET /rollup/governments?year=&parent=&level=`."""

    needs = (YEAR, PARENT, LEVEL)

    def get(self, request: Request) -> Response:
        """Return one row per government below, in the order of the tree."""
        rows = [_row(row) for row in selectors.governments(**self.asked(request))]
        return Response({"count": len(rows), "next": None, "previous": None, "results": rows})

    def describe(self, method: str) -> Schema:
        """Describe the rows."""
        row = openapi.record(
            code=TEXT, name=TEXT, name_en=TEXT, parent=TEXT, level=TEXT, counted=FLAG, stage=TEXT, late=FLAG,
            in_plan=FLAG, unexplained=FLAG, explained={"type": "string", "enum": ["", *NotHeldCause.values]},
            measures=_measures_schema(),
        )  # fmt: skip
        return openapi.operation(
            "rollup_governments",
            _("下级逐一情况"),
            tag="rollup",
            answers={200: openapi.page_of(row)},
            problems=(400, 403),
            parameters=self.parameters(),
        )


def _row(row: selectors.GovernmentRow) -> Plain:
    return {**asdict(row), "measures": _measures(row.measures)}


def _measures(measures: Measures) -> dict[str, dict[str, int]]:
    return {
        name: {"numerator": measures[name].numerator, "denominator": measures[name].denominator}
        for name in Measures.names()
    }


def _measures_schema() -> Schema:
    return openapi.record(**dict.fromkeys(Measures.names(), SHARE))
