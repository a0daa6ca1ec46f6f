"""Do the bytes that are kept still have the hashes that were written down with them?"""

import hashlib
from collections.abc import Iterator

from apps.documents.models import IssuedDocument, StoredFile
from apps.documents.selectors import HashDiffers, content_of

AT_A_TIME = 20


def faults() -> Iterator[str]:
    """Yield one sentence for every document or file of this government that is not what it was; one at a time."""
    yield from _of_documents()
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=AT_A_TIME):
        try:
            content_of(file).close()
        except HashDiffers:
            yield f"stored file {file.pk} ({file.name}) is not what was uploaded"


def _of_documents() -> Iterator[str]:
    for one in IssuedDocument.objects.filter(imported=False).defer("content").iterator(chunk_size=AT_A_TIME):
        for form in ("docx", "pdf"):
            if hashlib.sha256(getattr(one, form)).hexdigest() != getattr(one, f"{form}_sha256"):
                yield f"issued document {one.pk} ({one.number}): its {form} is not what was issued"
