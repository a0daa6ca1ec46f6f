"""Issued documents: found by year and kind, read, checked against their hashes, downloaded byte for byte."""

import hashlib
import uuid
from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.documents import selectors as documents
from apps.documents.downloads import to_be_saved
from apps.documents.models import DocumentKind, IssuedDocument, Series
from apps.documents.numbering import keeps
from apps.documents.pages.shown import shown_document
from apps.levels.filings import pages as filings
from apps.organizations.door.access import person_of
from web.narrowing import chosen_in
from web.searching import containing
from web.shapes import Shown

ON_A_PAGE = 50
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything issued, latest year first."""
    visible = documents.visible_to(person_of(request))
    chosen = chosen_in(request, ("q", "kind", "year"))
    years = list(visible.order_by("-year").values_list("year", flat=True).distinct())
    found = visible
    if chosen["kind"] in DocumentKind.values:
        found = found.filter(kind=chosen["kind"])
    if chosen["year"] in {str(year) for year in years}:
        found = found.filter(year=int(chosen["year"]))
    if chosen["q"]:
        found = found.filter(containing(chosen["q"], "title", "number", "content"))
    page = Paginator(found.order_by("-year", "-issued_at", "-id"), ON_A_PAGE).get_page(request.GET.get("page"))
    groups = groupby(page.object_list, key=lambda one: one.year)
    context = {
        "filter_fields": _filters(chosen, years),
        "years": [{"year": year, "documents": [shown_document(one) for one in group]} for year, group in groups],
        "page": page,
        "filtered": any(chosen.values()),
        "keeps_numbers": any(keeps(person_of(request), kind) for kind in Series),
    }
    return render(request, "documents/list.html", context)


def _filters(chosen: dict[str, str], years: list[int]) -> list[Shown]:
    every = ("", _("全部"))
    return [
        {"name": "q", "label": _("字号、标题、正文"), "kind": "text", "value": chosen["q"]},
        {
            "name": "kind",
            "label": _("文种"),
            "kind": "choice",
            "value": chosen["kind"],
            "choices": [every, *DocumentKind.choices],
        },
        {
            "name": "year",
            "label": _("年度"),
            "kind": "choice",
            "value": chosen["year"],
            "choices": [every, *[(str(year), str(year)) for year in years]],
        },
    ]


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One document, its hashes counted anew."""
    one = _with_files(request, key)
    head = shown_document(one)
    context = {
        "document": head,
        "facts": [
            {"label": _("发文字号"), "value": one.number},
            {"label": _("发文机关"), "value": one.issuer},
            {"label": _("申报的印发日期") if one.imported else _("印发日期"), "day": one.issued_on},
            {"label": _("印发人"), "value": one.issued_by_name},
            {"label": _("公开属性"), "value": one.get_disclosure_display()},
            {"label": _("内容校验码"), "value": one.content_sha256, "long": True},
        ],
        "files": [] if one.imported else _files(one, head["url"]),
        "verified": None if one.imported else _sha(one.docx) == one.docx_sha256 and _sha(one.pdf) == one.pdf_sha256,
    }
    return render(request, "documents/detail.html", context | {"filing": filings.of_document(one, person_of(request))})


def _files(one: IssuedDocument, url: str) -> list[Shown]:
    return [
        {"label": "DOCX", "url": f"{url}/docx", "hash": one.docx_sha256, "size": len(one.docx)},
        {"label": "PDF", "url": f"{url}/pdf", "hash": one.pdf_sha256, "size": len(one.pdf)},
    ]


def _with_files(request: HttpRequest, key: uuid.UUID) -> IssuedDocument:
    found = documents.visible_to(person_of(request)).defer(None).defer("content").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _sha(data: bytes | memoryview) -> str:
    return hashlib.sha256(data).hexdigest()


@require_safe
def download(request: HttpRequest, key: uuid.UUID, form: str) -> HttpResponse:
    """The stored bytes, as an attachment and as nothing else."""
    one = _with_files(request, key)
    if one.imported:
        raise Http404
    return as_attachment(one, form)


def as_attachment(one: IssuedDocument, form: str) -> HttpResponse:
    """Return one of the two files, to be saved and never shown in the page's place."""
    content, sha256 = getattr(one, form), getattr(one, f"{form}_sha256")
    return to_be_saved(bytes(content), media=MEDIA[form], name=f"{one.number} {one.title}.{form}", sha256=sha256)
