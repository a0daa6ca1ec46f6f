"""Reads about issued documents and stored files. The bytes are never part of a list."""

import hashlib
import uuid
from collections.abc import Iterable
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.documents.models import Attachment, DocumentKind, IssuedDocument, StoredFile
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from files import room
from files.refusals import DiskFull
from kinds.registry import kinds
from vocabulary.disclosure import Disclosure
from vocabulary.roles import Side


@by_right
def visible_to(user: User) -> QuerySet[IssuedDocument]:
    """Return what was issued, without its files: a document is read by whoever reads what it is about.

    Officers of the system read no documents. A document names its subject by key alone; keys are unique over all
    kinds, so that every kind which issues may be asked.
    """
    documents = IssuedDocument.objects.defer("docx", "pdf", "content")
    if user.side == Side.NONE:
        return documents.none()
    readable = Q()
    for kind in kinds():
        if kind.issues:
            readable |= Q(subject_id__in=kind.visible_to(user).order_by().values("pk"))
    return documents.filter(readable) if readable else documents.none()


def of_subject(user: User, subject_id: uuid.UUID, kind: DocumentKind | None = None) -> QuerySet[IssuedDocument]:
    """Return the documents about one thing, latest first."""
    found = visible_to(user).filter(subject_id=subject_id)
    return found.filter(kind=kind) if kind else found


def disclosed() -> QuerySet[IssuedDocument]:
    """Return what everybody may read, signed in or not: documents of the class 主动公开, and no other (R0.3)."""
    return IssuedDocument.objects.filter(disclosure=Disclosure.PUBLIC).defer("docx", "pdf", "content")


class HashDiffers(Exception):
    """The bytes of a stored file are not those whose hash was written down."""


@by_right
def files_visible_to(user: User) -> QuerySet[StoredFile]:
    """Return the files on what `user` may read, and those that he or she uploaded and that hang nowhere (yet)."""
    if user.side == Side.NONE:
        return StoredFile.objects.none()
    hanging = Attachment.objects.filter(file=OuterRef("pk"), detached_at=None)
    wanted = Q(uploaded_by=user) & ~Q(Exists(hanging))
    for kind in kinds():
        if kind.holds_files:
            keys = kind.visible_to(user).order_by().values("pk")
            wanted |= Q(Exists(hanging.filter(subject_kind=kind.name, subject_id__in=keys)))
    return StoredFile.objects.filter(wanted)


def usable_by(user: User) -> QuerySet[StoredFile]:
    """Return the files that `user` may hang on something: of the own side, and readable."""
    return files_visible_to(user).filter(side=user.side)


def attached_to(subject_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Attachment]]:
    """Return what hangs on each thing now, oldest first, in one query; the caller may read the things."""
    found: dict[uuid.UUID, list[Attachment]] = {}
    for row in Attachment.objects.filter(subject_id__in=list(subject_ids), detached_at=None).select_related("file"):
        found.setdefault(row.subject_id, []).append(row)
    return found


def bound(rows: Iterable[Attachment]) -> list[dict[str, str]]:
    """Return what a consent binds of files: purpose, name and SHA-256 of each, in an order that is always the same."""
    found = [{"purpose": row.purpose, "file": row.file.name, "sha256": row.file.sha256} for row in rows]
    return sorted(found, key=lambda one: (one["purpose"], one["file"], one["sha256"]))


def bound_of(subject_id: uuid.UUID) -> list[dict[str, str]]:
    """Return what a consent binds of the files on one thing."""
    return bound(attached_to([subject_id]).get(subject_id, []))


def content_of(file: StoredFile) -> IO[bytes]:
    """Return the bytes as a stream (beyond two mebibytes on disk); raises `HashDiffers` unless the hash holds.

    Raises `DiskFull` where there is no room for it.

    Whoever takes the stream closes it.
    """
    stream: IO[bytes] = SpooledTemporaryFile(max_size=2 * 2**20)  # noqa: SIM115 - handed to whoever sends it
    try:
        with room.needed():
            if _fill(stream, file) != file.sha256:
                raise HashDiffers(f"{file.pk} {file.name}")
            stream.seek(0)
    except (HashDiffers, DiskFull):
        with suppress(OSError):
            stream.close()
        raise
    return stream


def _fill(stream: IO[bytes], file: StoredFile) -> str:
    """Write the pieces one after the other; return the hash of what was written."""
    counted = hashlib.sha256()
    for key in list(file.pieces.values_list("pk", flat=True)):
        piece = bytes(file.pieces.values_list("content", flat=True).get(pk=key))
        counted.update(piece)
        stream.write(piece)
    return counted.hexdigest()
