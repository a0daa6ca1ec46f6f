"""What happens on which day, as far as the person who asks may see."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.errors import unknown_parameter
from api.openapi import FLAG, MOMENT, TEXT, Schema
from api.resources import resource_of
from api.schemas import BASICS
from api.views import View, caller_of
from apps.waiting.calendar import occasion_kinds, occasions
from kernel import clock
from kernel.canonical import Plain
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed
from kinds.occasions import Occasion

#: Days looked ahead where nobody says how far, and the longest anybody may look.
USUAL, LONGEST = 31, 400
DAY: Schema = {"type": "string", "format": "date"}


class Calendar(View):
    """`GET /calendar`: meetings, and every day by which something is due, in their order."""

    needs: ClassVar[Sequence[Need]] = (
        Need("starts_on", _("第一天，默认今天"), "date", required=False),
        Need("ends_on", _("最后一天，默认一个月后"), "date", required=False),
    )

    def get(self, request: Request) -> Response:
        """Return the occasions."""
        for name in request.query_params:
            if name not in {need.name for need in self.needs}:
                raise unknown_parameter(name)
        given = clean(self.needs, request.query_params.dict())
        first = given["starts_on"] or clock.today()
        last = given["ends_on"] or first + timedelta(days=USUAL)
        if not 0 <= (last - first).days <= LONGEST:
            raise Malformed(fields={"ends_on": _("最后一天须在第一天之后，且不超过 400 天。")})
        rows = [_row(one) for one in occasions(caller_of(request), first, last)]
        return Response({"count": len(rows), "next": None, "previous": None, "results": rows})

    def describe(self, method: str) -> Schema:
        """Describe the occasions."""
        kind: Schema = {"type": "string", "enum": [one.name for one in occasion_kinds()]}
        row = openapi.record(
            day=DAY, provisional=FLAG, starts_at={**MOMENT, "nullable": True}, kind=kind,
            kind_label=TEXT, title=TEXT, resource=TEXT, id=BASICS["key"],
        )  # fmt: skip
        asked = [openapi.in_query(need.name, DAY, need.label) for need in self.needs]
        return openapi.operation(
            "calendar",
            _("日历"),
            tag="calendar",
            answers={200: openapi.page_of(row)},
            parameters=asked,
            problems=(400, 403),
        )


def _row(one: Occasion) -> Plain:
    return {
        "day": one.day,
        "provisional": one.provisional,
        "starts_at": one.starts_at,
        "kind": one.kind.name,
        "kind_label": one.kind.label,
        "title": one.title,
        "resource": resource_of(one.model).path,
        "id": one.id,
    }
