"""What is filed upward and what came from below, as pages, the desk and programs show it."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.documents.kinds import BYTES_OF_DOCUMENT
from apps.documents.models import DocumentKind
from apps.levels.filings import selectors as filings
from apps.levels.filings.lifecycle import FILING, RECEIPT
from apps.organizations.models import User
from kernel.lifecycle.table import Lifecycle
from kinds.fields import columns, computed
from kinds.filters import by, by_choice, by_id, by_year
from kinds.kind import Beginning, Kind, Offered, Page, Unbegun, Waiting
from kinds.registry import declare
from kinds.todos import ToDo
from tenants.correspondence.models import Dispatch, FiledCopy
from tenants.governments.models import Level
from tenants.governments.selectors import government
from vocabulary.roles import PROCESSING

#: Levels to which governments below file.
LOOKING_DOWN = frozenset({Level.REGION, Level.LEAGUE})
#: The state of what another government sent and nobody has received here: no lifecycle has begun.
ARRIVED, NOT_RECEIVED = "arrived", _("尚未签收")


def arrival(
    lifecycle: Lifecycle,
    one: FiledCopy | Dispatch,
    *,
    sent_at: datetime,
    begins: str,
    page: str,
    until: date | None = None,
) -> ToDo:
    """Return the to-do of receiving what came from another government."""
    [row] = lifecycle.named("receive")
    title = f"{one.government_name}　{one}"
    return ToDo(lifecycle, one, (row,), title, ARRIVED, NOT_RECEIVED, sent_at, begins, page, until)


def _waiting_here(user: User) -> Iterator[ToDo]:
    """Copies that governments below filed and nobody has received, for the offices of a level that has some below."""
    if not user.role_names & PROCESSING or government().level not in LOOKING_DOWN:
        return
    for one in filings.waiting_here(user):
        begins, page = f"/receipts/new?copy={one.pk}", f"/inbox/{one.pk}"
        yield arrival(RECEIPT, one, sent_at=one.filed_at, begins=begins, page=page)


FILING_KIND = Kind(
    "filings.Filing",
    _("文件报送"),
    filings.filings_visible_to,
    FILING,
    page=Page(
        "filings",
        section="/documents",
        url=lambda filing: f"/documents/{filing.document_id}",
        beginning=Beginning("file", "/documents"),
    ),
    offered=Offered(
        "filings",
        columns("filings.Filing", "document", "copy_id", "to_name", "on_issue", "filed_at", "filed_by"),
        filters=(by_id("document", _("文件"), "document"),),
        never=BYTES_OF_DOCUMENT,
    ),
)
COPY_KIND = Kind(
    "correspondence.FiledCopy",
    _("下级报送的文件"),
    filings.copies_visible_to,
    offered=Offered(
        "filed-copies",
        (
            *columns(
                "correspondence.FiledCopy",
                "government", "government_name", "kind", "number", "year", "title", "issuer", "disclosure",
                "issued_on", "content_sha256", "pdf_sha256", "filed_at", "by_name", "by_post",
            ),
            computed("receiver", "text", _("报送至"), "filed_to"),
        ),
        filters=(
            by_year(),
            by("government", _("政府代码"), "text", lambda code: Q(government=code)),
            by_choice("kind", _("文种"), DocumentKind),
        ),
        never=("pdf",),
    ),
)  # fmt: skip
RECEIPT_KIND = Kind(
    "filings.Receipt",
    _("报送文件签收"),
    filings.receipts_visible_to,
    RECEIPT,
    page=Page(
        "receipts",
        section="/inbox",
        url=lambda receipt: f"/inbox/{receipt.copy_id}",
        beginning=Beginning("receive", "/inbox"),
    ),
    waiting=Waiting(on_objects=False, unbegun=Unbegun(_waiting_here)),
    offered=Offered(
        "receipts",
        columns("filings.Receipt", "copy_id", "from_name", "number", "title", "received_at", "received_by"),
        filters=(by_id("copy", _("报送文件"), "copy_id"),),
    ),
)
declare(FILING_KIND, COPY_KIND, RECEIPT_KIND)
