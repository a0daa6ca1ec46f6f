"""Lists come in pages: 50 rows unless asked otherwise, never more than 200."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from kernel.canonical import Plain
from kernel.refusals import Malformed, Sentence

PARAMETERS = ("page", "page_size")


class Pages(PageNumberPagination):
    """`?page=2&page_size=20`; what is not a number is refused, a page behind the last one is not found."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page asked for."""
        faults: dict[str, Sentence] = {
            name: _("请填写正整数。") for name in PARAMETERS if not _is_count(request.query_params.get(name))
        }
        if not faults and int(request.query_params.get("page_size", 1)) > self.max_page_size:
            faults = {"page_size": _("每页最多 %(most)d 条。") % {"most": self.max_page_size}}
        if faults:
            raise Malformed(fields=faults)
        return super().paginate_queryset(queryset, request, view) or []

    def around(self, rows: list[Plain]) -> Plain:
        """Return the rows with where they stand in the whole list."""
        return {
            "count": self.page.paginator.count,  # type: ignore[union-attr]
            "next": self.get_next_link(),
            "previous": self.get_previous_link(),
            "results": rows,
        }


def _is_count(text: str | None) -> bool:
    return text is None or (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 10)
