"""What governments below filed: by government and year, read, checked against its hash, received."""

import hashlib
import uuid

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk.context import may_look_below
from apps.documents.downloads import to_be_saved
from apps.documents.models import DocumentKind, IssuedDocument
from apps.levels.filings.lifecycle import FILING, RECEIPT
from apps.levels.filings.models import Filing
from apps.levels.filings.selectors import copies_visible_to
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from kernel import clock
from kernel.clock import day_of
from tenants.correspondence import selectors as correspondence
from tenants.correspondence.models import FiledCopy, FilingReceipt
from tenants.governments.selectors import government
from vocabulary.disclosure import Disclosure
from web import buttons
from web.narrowing import chosen_in
from web.shapes import Shown

ON_A_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything that was filed from below, the latest first."""
    visible = _visible(request)
    chosen = chosen_in(request, ("government", "year"))
    below = dict(visible.order_by("path").values_list("government", "government_name").distinct())
    years = [str(year) for year in visible.order_by("-year").values_list("year", flat=True).distinct()]
    found = visible
    if chosen["government"] in below:
        found = found.filter(government=chosen["government"])
    if chosen["year"] in years:
        found = found.filter(year=int(chosen["year"]))
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    receipts = correspondence.receipts_of(one.pk for one in shown)
    context = {
        "filter_fields": _filters(chosen, below, years),
        "copies": [_row(one, receipts.get(one.pk)) for one in shown],
        "page": shown,
    }
    return render(request, "filings/inbox.html", context)


def _visible(request: HttpRequest) -> QuerySet[FiledCopy]:
    user = person_of(request)
    if not may_look_below(user, government()):
        raise Http404
    return copies_visible_to(user)


def _filters(chosen: dict[str, str], below: dict[str, str], years: list[str]) -> list[Shown]:
    every = ("", _("全部"))
    offered = {
        "government": (_("报送单位"), [every, *below.items()]),
        "year": (_("年度"), [every, *[(year, year) for year in years]]),
    }
    return [
        {"name": name, "label": label, "kind": "choice", "value": chosen[name], "choices": choices}
        for name, (label, choices) in offered.items()
    ]


def _row(one: FiledCopy, receipt: FilingReceipt | None) -> Shown:
    return {
        "url": f"/inbox/{one.pk}",
        "government": one.government_name,
        "number": one.number,
        "title": one.title,
        "kind_label": DocumentKind(one.kind).label,
        "issued_on": one.issued_on,
        "filed_on": day_of(one.filed_at),
        "received_on": day_of(receipt.received_at) if receipt else None,
    }


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One copy, its hash counted anew."""
    one = _with_bytes(request, key)
    receipt = correspondence.receipts_of([one.pk]).get(one.pk)
    context = {
        "copy": {**_row(one, receipt), "size": len(one.pdf), "hash": one.pdf_sha256},
        "facts": [*_facts(one), *_received(receipt)],
        "verified": hashlib.sha256(one.pdf).hexdigest() == one.pdf_sha256,
        "actions": [] if receipt else _receive(one, person_of(request)),
    }
    return render(request, "filings/detail.html", context)


def _facts(one: FiledCopy) -> list[Shown]:
    return [
        {"label": _("报送单位"), "value": one.government_name},
        {"label": _("发文机关"), "value": one.issuer},
        {"label": _("印发日期"), "day": one.issued_on},
        {"label": _("公开属性"), "value": Disclosure(one.disclosure).label},
        {"label": _("报送日期"), "day": day_of(one.filed_at)},
        {"label": _("报送人"), "person": {"name": one.by_name, "post": one.by_post}},
        {"label": _("内容校验码"), "value": one.content_sha256, "long": True},
    ]


def _received(receipt: FilingReceipt | None) -> list[Shown]:
    if receipt is None:
        return [{"label": _("签收"), "value": _("尚未签收")}]
    return [
        {"label": _("签收单位"), "value": receipt.government_name},
        {"label": _("签收日期"), "day": day_of(receipt.received_at)},
        {"label": _("签收人"), "person": {"name": receipt.by_name, "post": receipt.by_post}},
    ]


def _receive(one: FiledCopy, user: User) -> list[Shown]:
    """Only where it was filed to it can be received; whoever stands higher up reads along."""
    if not correspondence.is_filed_to_here(one, clock.today()):
        return []
    return buttons.beginning(RECEIPT, "receive", user, f"/receipts/new?copy={one.pk}")


def _with_bytes(request: HttpRequest, key: uuid.UUID) -> FiledCopy:
    found = _visible(request).defer(None).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@require_safe
def download(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The filed bytes, as an attachment and as nothing else."""
    one = _with_bytes(request, key)
    name = f"{one.number} {one.title}.pdf"
    return to_be_saved(bytes(one.pdf), media="application/pdf", name=name, sha256=one.pdf_sha256)


def of_document(one: IssuedDocument, user: User) -> Shown:
    """Return for a document's page whether it was filed upward and received there, or the button that files it."""
    filing = Filing.objects.filter(document=one.pk).select_related("filed_by").first()
    if filing is None:
        able = not one.imported and one.disclosure != Disclosure.WITHHELD and government().reporting_parent_id
        url = f"/filings/new?document={one.pk}"
        return {"facts": [], "actions": buttons.beginning(FILING, "file", user, url) if able else []}
    who = filing.filed_by
    assert filing.filed_at is not None and who is not None  # noqa: PT018, S101 - stamped by the act that made the row
    facts = [
        {"label": _("报送至"), "value": filing.to_name},
        {"label": _("报送日期"), "day": day_of(filing.filed_at)},
        {"label": _("报送人"), "person": {"name": who.name, "post": who.printed_post}},
        *_received(correspondence.receipts_of([filing.copy_id]).get(filing.copy_id)),
    ]
    return {"facts": facts, "actions": []}
