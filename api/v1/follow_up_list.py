"""The follow-up list as a file: what the filtered list of agreed items holds, as DOCX, PDF or XLSX (R11.8)."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework.request import Request

from api import openapi
from api.openapi import Schema
from api.resources import resource_at
from api.views import View, caller_of
from apps.documents.downloads import to_be_saved
from apps.followups.export import MEDIA, export
from apps.meetings import selectors as meetings
from kernel import clock

ITEMS = resource_at("agreed-items")


class FollowUpListFile(View):
    """`GET /agreed-items/export/<form>` with the filters of `/agreed-items`; with `meeting` it bears its name."""

    form = ""

    def get(self, request: Request) -> HttpResponse:
        """Return the file; official words are Chinese whatever the caller speaks."""
        user = caller_of(request)
        keys = list(ITEMS.filtered(user, request.query_params).values_list("pk", flat=True))
        wanted = (request.query_params.get("meeting") or "").strip()
        meeting = meetings.visible_to(user).filter(pk=wanted).first() if wanted else None
        with override("zh-hans"):
            file = export(user, keys, form=self.form, on=clock.today(), meeting=meeting)
        return to_be_saved(file.content, media=file.media, name=file.name)

    def describe(self, method: str) -> Schema:
        """Describe the download."""
        return openapi.operation(
            f"agreed_item_export_{self.form}",
            _("落实情况清单"),
            tag="agreed-items",
            answers={200: {"type": "string", "format": "binary"}},
            problems=(400, 403, 404, 409),
            parameters=[openapi.of_filter(one) for one in ITEMS.filters],
            media=MEDIA[self.form],
        )
