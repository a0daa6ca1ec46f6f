"""The files of issued documents, byte for byte as they were issued."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from api import openapi
from api.openapi import Schema
from api.resources import resource_at
from api.views import View, caller_of
from apps.documents.downloads import to_be_saved

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


class File(View):
    """`GET /documents/<id>/docx` and `…/pdf`: always to be saved, never shown by the browser as a part of this host."""

    form = ""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Return the bytes; ETag is their SHA-256."""
        document = resource_at("documents").find(caller_of(request), id)
        if document.imported:
            raise Http404  # the paper is the original; nothing was issued here
        content: Any = getattr(document, self.form)
        name, sha256 = f"{document.title}.{self.form}", getattr(document, f"{self.form}_sha256")
        return to_be_saved(bytes(content), media=MEDIA[self.form], name=name, sha256=sha256)

    def describe(self, method: str) -> Schema:
        """Describe the download."""
        return openapi.operation(
            f"issueddocument_{self.form}",
            _("下载文件"),
            tag="documents",
            answers={200: {"type": "string", "format": "binary"}},
            problems=(403, 404),
            parameters=[openapi.in_path("id")],
            media=MEDIA[self.form],
        )
