"""Issued documents and stored files as pages and programs read them."""

from django.utils.translation import gettext_lazy as _

from apps.documents import selectors as documents
from apps.documents.models import DocumentKind
from kinds.fields import columns, computed, rows
from kinds.filters import by_choice, by_id, by_year
from kinds.kind import Kind, Offered
from kinds.registry import declare, state_label

#: The key of a nested row.
KEY = computed("id", "key", "", "pk")
#: How a nested row with a lifecycle stands.
STATE = (
    computed("state", "text", _("状态")),
    computed("state_label", "text", _("状态"), lambda row, user: state_label(row)),
    computed("state_since", "moment", _("进入状态时间")),
    computed("version", "number", _("版本")),
)
#: A file that hangs on an object; its bytes are fetched from `/files/<id>/content`.
ATTACHED = (
    computed("id", "key", "", "file.pk"),
    computed("name", "text", _("文件名"), "file.name"),
    computed("size", "number", _("大小"), "file.size"),
    computed("sha256", "text", "", "file.sha256"),
    *columns("documents.Attachment", "purpose", "at", "by_name"),
)
FILES = rows("files", _("附件"), ATTACHED, lambda one, user: documents.attached_to([one.pk]).get(one.pk, []))
#: A document where another object names it.
DOCUMENT = (KEY, *columns("documents.IssuedDocument", "kind", "number", "title", "issued_at", "pdf_sha256", "imported"))
#: The bytes of a document that is read with another object.
BYTES_OF_DOCUMENT = ("document__docx", "document__pdf", "document__content")

DOCUMENT_KIND = Kind(
    "documents.IssuedDocument",
    _("文件"),
    documents.visible_to,
    offered=Offered(
        "documents",
        (
            *columns(
                "documents.IssuedDocument",
                "kind", "subject_id", "number", "year", "title", "issuer", "disclosure", "issued_at", "issued_by_name",
                "content_sha256", "docx_sha256", "pdf_sha256", "imported", "declared_on",
            ),
            computed("corrects_id", "key", _("更正的文件"), nullable=True),
        ),
        filters=(
            by_year(),
            by_choice("kind", _("文种"), DocumentKind),
            by_id("meeting", _("会议"), "subject_id"),
        ),
    ),
)  # fmt: skip
FILE_KIND = Kind(
    "documents.StoredFile",
    _("附件"),
    documents.files_visible_to,
    offered=Offered(
        "files",
        columns("documents.StoredFile", "name", "size", "sha256", "side", "uploaded_by_name", "recorded_at"),
        filters=(by_id("subject", _("所附对象"), "attachments__subject_id"),),
    ),
)
declare(DOCUMENT_KIND, FILE_KIND)
