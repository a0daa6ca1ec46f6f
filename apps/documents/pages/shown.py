"""Documents and files as the templates show them."""

from collections.abc import Iterable

from apps.documents.models import Attachment, IssuedDocument
from web.shapes import Shown


def shown_document(one: IssuedDocument) -> Shown:
    """Return an issued document for the table of documents."""
    url = f"/documents/{one.pk}"
    return {
        "number": one.number,
        "title": one.title,
        "url": url,
        "kind_label": one.get_kind_display(),
        "issued_on": one.issued_on,
        "imported": one.imported,
        "disclosure_label": one.get_disclosure_display(),
        "hash": one.content_sha256,
        "files": []
        if one.imported
        else [{"label": "DOCX", "url": f"{url}/docx"}, {"label": "PDF", "url": f"{url}/pdf"}],
    }


def shown_files(rows: Iterable[Attachment]) -> list[Shown]:
    """Return what hangs on a thing: name, what it is for, size, where to get it."""
    return [
        {
            "url": f"/files/{row.file_id}",
            "label": row.file.name,
            "purpose": row.get_purpose_display(),
            "size": row.file.size,
            "hash": row.file.sha256,
        }
        for row in rows
    ]
