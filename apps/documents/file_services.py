"""Keeping files that people bring, and hanging them on things. The only writers of stored files and attachments."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from apps.documents import selectors
from apps.documents.models import Attachment, FilePiece, StoredFile
from apps.documents.refusals import StorageFull, TooManyFiles
from apps.documents.services import hold_series
from apps.organizations.models import User
from files import inspection as uploads
from files.apart import Turn
from files.refusals import FileRefused, TooManyFilesAtOnce
from kernel import clock
from kernel.audit import services as audit
from kernel.lifecycle.inputs import MOST_FILES
from kernel.lifecycle.table import Act, Actor, Given
from kernel.refusals import Malformed, WrongRole
from kernel.schema import current_schema
from vocabulary.roles import ONLY_READING, Side

PIECE = 2**20
#: The row that stands for the room files take: it is locked while a file is written.
STORAGE = "stored files"


def store_file(*, name: str, content: bytes | IO[bytes], by: User, at: datetime) -> StoredFile:
    """Keep a file for ever; raises a named refusal, which is recorded, for what may not be kept.

    `content` is bytes or a seekable stream; it is read in pieces, so that a stream on a disk needs little memory.
    """
    stream = BytesIO(content) if isinstance(content, bytes) else content
    try:
        if by.side == Side.NONE or by.role_names <= ONLY_READING:
            raise WrongRole
        turn = Turn(str(by.pk), current_schema())
        known = uploads.inspected(name, stream, most=settings.LARGEST_FILE, turn=turn)
        with transaction.atomic():
            _check_room(known.size)
            return _write(known, stream, by=by, at=at)
    except TooManyFilesAtOnce:
        raise  # nothing was found out about the file; it is brought again in a moment
    except (FileRefused, WrongRole) as refusal:
        audit.append_refusal(refusal, what="stored_file.store", at=at, by=by, object_kind="stored_file")
        raise


def _check_room(size: int) -> None:
    """Ask whether the file still fits; whoever asks meanwhile waits until it is written, so that two never share it."""
    hold_series(STORAGE)
    held = StoredFile.objects.aggregate(held=Sum("size"))["held"] or 0
    if held + size > settings.FILES_QUOTA:
        raise StorageFull


def _write(known: uploads.Inspected, stream: IO[bytes], *, by: User, at: datetime) -> StoredFile:
    stored = StoredFile(
        name=known.name,
        ending=known.kind.ending,
        size=known.size,
        sha256=_hash(stream),
        side=by.side,
        uploaded_by=by,
        uploaded_by_name=by.printed_name,
        at=at,
        recorded_at=clock.recorded_now(),
    )
    stored.save(force_insert=True)
    for position, piece in enumerate(_pieces(stream)):
        FilePiece(file=stored, position=position, content=piece).save(force_insert=True)
    _record(stored, by=by)
    return stored


def _hash(stream: IO[bytes]) -> str:
    counted = hashlib.sha256()
    for piece in _pieces(stream):
        counted.update(piece)
    return counted.hexdigest()


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(PIECE):
        yield piece


def _record(stored: StoredFile, *, by: User) -> None:
    audit.append(
        what="stored_file.store",
        at=stored.at,
        recorded_at=stored.recorded_at,
        by=by,
        object_kind="stored_file",
        object_id=stored.pk,
        changes={"name": stored.name, "size": stored.size, "sha256": stored.sha256},
    )


def attach(
    *, subject_kind: str, subject_id: uuid.UUID, purpose: str, files: Iterable[StoredFile], by: Actor, at: datetime
) -> list[Attachment]:
    """Hang files on a thing, inside the act that brings them; the caller has checked that `by` may act on the thing.

    A file of the other side, or one that `by` cannot read, is refused in the words for one that does not exist.
    """
    new = list(files)
    _check_own(new, by)
    hanging = Attachment.objects.filter(subject_id=subject_id, detached_at=None)
    if len(new) + hanging.count() > MOST_FILES:
        raise TooManyFiles
    rows = [
        Attachment(
            subject_kind=subject_kind,
            subject_id=subject_id,
            purpose=purpose,
            file=one,
            at=at,
            recorded_at=clock.recorded_now(),
            by_name=by.printed_name,
        )
        for one in new
    ]
    return list(Attachment.objects.bulk_create(rows))


def _check_own(files: list[StoredFile], by: Actor) -> None:
    keys = {one.pk for one in files}
    if keys and selectors.usable_by(User.behind(by)).filter(pk__in=keys).count() != len(keys):
        raise Malformed(_("没有找到所选的文件。"))


def attach_given(act: Act, purpose: str, files: Iterable[StoredFile] | None) -> list[Attachment]:
    """Hang what was given with an act on its object."""
    return attach(
        subject_kind=act.lifecycle.name,
        subject_id=act.object.pk,
        purpose=purpose,
        files=files or (),
        by=act.by,
        at=act.at,
    )


def keep_all_given(act: Act, purposes: Iterable[str], given: Given) -> None:
    """Do so for several purposes; the field of a purpose is called `<purpose>_files`."""
    for purpose in purposes:
        keep_given(act, purpose, given.get(f"{purpose}_files"))


def keep_what_was_given(act: Act) -> None:
    """Do so for every field of files of the act; a row of a layer below this one names this function by text."""
    names = [need.name for need in act.action.needs if need.kind == "files"]
    keep_all_given(act, [name.removesuffix("_files") for name in names], act.given)


def keep_given(act: Act, purpose: str, files: Iterable[StoredFile] | None) -> None:
    """Make the files of a purpose exactly those given with an edit: new ones are hung on, missing ones taken off.

    None, which is no answer at all, leaves them as they are; an empty list takes all off.
    """
    if files is None:
        return
    wanted = {one.pk: one for one in files}
    hanging = Attachment.objects.filter(subject_id=act.object.pk, purpose=purpose, detached_at=None)
    held = set(hanging.values_list("file_id", flat=True))
    hanging.exclude(file_id__in=wanted).update(detached_at=act.recorded_at, detached_by_name=act.by.printed_name)
    attach_given(act, purpose, [one for key, one in wanted.items() if key not in held])
