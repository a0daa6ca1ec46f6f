"""Is everything that was issued, uploaded, consented to and decided still what it was?

Three witnesses are asked. The audit chain says of every final row, and of every object that a lifecycle moves, what its
columns are; files are hashed anew; whoever keeps a text that was approved (`texts_changed`) compares it with what was
approved. That the chain itself holds is asked first, for a chain that was rewritten vouches for nothing.
"""

import hashlib
from collections.abc import Iterator

from apps.documents.models import IssuedDocument, StoredFile
from apps.documents.ports import texts_changed
from apps.documents.selectors import HashDiffers, content_of
from kernel.audit import seals
from kernel.audit import services as audit
from kernel.audit.seals import CHANGED, Broken
from kernel.lifecycle import replay

AT_A_TIME = 20


def faults() -> Iterator[str]:
    """Yield one sentence for everything of this government that is not what it was, the chain itself included."""
    yield from (f"the audit chain does not hold: {one}" for one in audit.faults())
    yield from map(str, broken())


def broken() -> Iterator[Broken]:
    """Yield every row that is not what it was, one at a time; what the chain is worth is asked apart."""
    yield from _documents()
    yield from _files()
    yield from seals.broken()
    yield from replay.broken()
    yield from texts_changed()


def _files() -> Iterator[Broken]:
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=AT_A_TIME):
        try:
            content_of(file).close()
        except HashDiffers:
            yield Broken(CHANGED, StoredFile.sealed_as, file.pk, ("content",), file.name)


def _documents() -> Iterator[Broken]:
    for one in IssuedDocument.objects.filter(imported=False).defer("content").iterator(chunk_size=AT_A_TIME):
        for form in ("docx", "pdf"):
            if hashlib.sha256(getattr(one, form)).hexdigest() != getattr(one, f"{form}_sha256"):
                yield Broken(CHANGED, IssuedDocument.sealed_as, one.pk, (form,), one.number)
