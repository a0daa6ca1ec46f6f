"""What is filed upward and received from below, as the interface shows it; and the filed PDFs, byte for byte."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from api import openapi
from api.fields import columns, computed
from api.openapi import Schema
from api.resources import Resource, by, sound_year
from api.views import View, caller_of
from apps.documents.downloads import to_be_saved
from apps.documents.models import DocumentKind
from apps.levels.filings import selectors as filings
from apps.levels.filings import services as _services  # noqa: F401 - registers verbs
from apps.levels.filings.lifecycle import FILING, RECEIPT

FILINGS = Resource(
    "filings",
    _("文件报送"),
    "filings.Filing",
    filings.filings_visible_to,
    columns("filings.Filing", "document", "copy_id", "to_name", "on_issue", "filed_at", "filed_by"),
    filters=(by("document", _("文件"), "key", lambda key: Q(document=key)),),
    lifecycle=FILING,
    never=("document__docx", "document__pdf", "document__content"),
)
FILED_COPIES = Resource(
    "filed-copies",
    _("下级报送的文件"),
    "correspondence.FiledCopy",
    filings.copies_visible_to,
    (
        *columns(
            "correspondence.FiledCopy",
            "government",
            "government_name",
            "kind",
            "number",
            "year",
            "title",
            "issuer",
            "disclosure",
            "issued_on",
            "content_sha256",
            "pdf_sha256",
            "filed_at",
            "by_name",
            "by_post",
        ),
        computed("receiver", "text", _("报送至"), "filed_to"),
    ),
    filters=(
        by("year", _("年度"), "number", lambda year: Q(year=sound_year(year))),
        by("government", _("政府代码"), "text", lambda code: Q(government=code)),
        by("kind", _("文种"), "choice", lambda kind: Q(kind=kind), choices=DocumentKind),
    ),
    never=("pdf",),
)
RECEIPTS = Resource(
    "receipts",
    _("报送文件签收"),
    "filings.Receipt",
    filings.receipts_visible_to,
    columns("filings.Receipt", "copy_id", "from_name", "number", "title", "received_at", "received_by"),
    filters=(by("copy", _("报送文件"), "key", lambda key: Q(copy_id=key)),),
    lifecycle=RECEIPT,
)


class File(View):
    """`GET /filed-copies/<id>/pdf`: always to be saved, never shown by the browser as a part of this host."""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Return the bytes; ETag is their SHA-256."""
        copy: Any = FILED_COPIES.find(caller_of(request), id)
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
