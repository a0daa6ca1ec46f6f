"""The PDFs of copies that governments below filed, byte for byte."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from api import openapi
from api.openapi import Schema
from api.resources import resource_at
from api.views import View, caller_of
from apps.documents.downloads import to_be_saved

COPIES = resource_at("filed-copies")


class File(View):
    """`GET /filed-copies/<id>/pdf`: always to be saved, never shown by the browser as a part of this host."""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Return the bytes; ETag is their SHA-256."""
        copy: Any = COPIES.find(caller_of(request), id)
        name = f"{copy.number} {copy.title}.pdf"
        return to_be_saved(bytes(copy.pdf), media="application/pdf", name=name, sha256=copy.pdf_sha256)

    def describe(self, method: str) -> Schema:
        """Describe the download."""
        return openapi.operation(
            "filedcopy_pdf",
            _("下载文件"),
            tag="filed-copies",
            answers={200: {"type": "string", "format": "binary"}},
            problems=(403, 404),
            parameters=[openapi.in_path("id")],
            media="application/pdf",
        )
