"""The PDFs of letters that came from other levels, byte for byte."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from api import openapi
from api.openapi import Schema
from api.resources import resource_at
from api.views import View, caller_of
from apps.documents.downloads import to_be_saved

DISPATCHES = resource_at("dispatches")


class File(View):
    """`GET /dispatches/<id>/pdf`: always to be saved, never shown by the browser as a part of this host."""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Return the bytes; ETag is their SHA-256."""
        letter: Any = DISPATCHES.find(caller_of(request), id)
        name = f"{letter.number} {letter.title}.pdf"
        return to_be_saved(bytes(letter.pdf), media="application/pdf", name=name, sha256=letter.pdf_sha256)

    def describe(self, method: str) -> Schema:
        """Describe the download."""
        return openapi.operation(
            "dispatch_pdf",
            _("下载文件"),
            tag="dispatches",
            answers={200: {"type": "string", "format": "binary"}},
            problems=(403, 404),
            parameters=[openapi.in_path("id")],
            media="application/pdf",
        )
