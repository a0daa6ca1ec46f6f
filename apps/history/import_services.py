"""What becomes of an uploaded workbook. Checking and writing are done by the worker; both end in a row of the table."""

import uuid
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from apps.documents.file_services import attach_given
from apps.documents.models import Purpose, StoredFile
from apps.documents.selectors import content_of
from apps.history import inspection
from apps.history.lifecycle import HISTORY_IMPORT
from apps.history.models import HistoryImport, ImportState, Preview
from apps.history.package import BrokenPackage, Package
from apps.history.preview import lines
from apps.history.reading import read_stream
from apps.history.services import import_package
from apps.organizations.models import User
from kernel import clock
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Nobody, verb
from tenants.governments.selectors import government

#: So many faults are kept and shown of one workbook; how many there are stands beside them.
MOST_FAULTS_KEPT = 1_000
MEANWHILE = "somebody changed the same records meanwhile."


@verb(HISTORY_IMPORT, "upload")
def upload_history(*, file: StoredFile, by: User, at: datetime) -> HistoryImport:
    """One side's office brings a filled-in workbook; the worker reads it after this."""
    with acting(HISTORY_IMPORT, "upload", by=by, at=at, given={"file": file}) as act:
        one: HistoryImport = create(act, HistoryImport(file=file, side=act.by.side))
        attach_given(act, Purpose.BASIS, [file])
    return one


@verb(HISTORY_IMPORT, "return")
def return_import(
    *, history_import_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> HistoryImport:
    """The other side's office does not agree, and says why; a corrected workbook is a new upload."""
    return _ended("return", history_import_id, reason, by=by, at=at, version=version)


@verb(HISTORY_IMPORT, "withdraw")
def withdraw_import(
    *, history_import_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> HistoryImport:
    """The office that uploaded it takes it back before anything was written."""
    return _ended("withdraw", history_import_id, reason, by=by, at=at, version=version)


def _ended(name: str, key: uuid.UUID, reason: str, **attempt: Any) -> HistoryImport:
    with acting(HISTORY_IMPORT, name, key, given={"reason": reason}, **attempt) as act:
        act.object.reason = reason
    found: HistoryImport = act.object
    return found


def check_import(*, history_import_id: uuid.UUID, at: datetime) -> HistoryImport:
    """Read the workbook and note what it would store, or what is wrong with it; nothing if it was withdrawn before."""
    one = _found(history_import_id)
    return _checked(one.pk, _read(one, at), at=at) if one.state == ImportState.UPLOADED else one


@transaction.atomic
def _checked(key: uuid.UUID, read: Package | BrokenPackage, *, at: datetime) -> HistoryImport:
    one = _locked(key)
    if one.state != ImportState.UPLOADED:
        return one
    try:
        package = _fitting(read)
    except BrokenPackage as broken:
        return _fault(one, "find_faulty", broken.faults, at=at)
    one.source, one.package_sha256 = package.source, package.sha256
    Preview.objects.create(of=one, at=at, lines=[list(line) for line in lines(package)])
    return _system(one, "find_sound", at=at)


def run_import(*, history_import_id: uuid.UUID, at: datetime) -> HistoryImport:
    """Write all that the workbook declares, or nothing of it: the records may have changed since it was checked."""
    one = _found(history_import_id)
    return _written(one.pk, _read(one, at), at=at) if one.state == ImportState.CONFIRMED else one


@transaction.atomic
def _written(key: uuid.UUID, read: Package | BrokenPackage, *, at: datetime) -> HistoryImport:
    one = _locked(key)
    if one.state != ImportState.CONFIRMED:
        return one
    try:
        with transaction.atomic():
            one.object_count = import_package(_fitting(read), at=at, upload=one.pk)
    except BrokenPackage as broken:
        return _failed(one, broken.faults, at=at)
    except IntegrityError:
        return _failed(one, [MEANWHILE], at=at)
    return _system(one, "complete", at=at)


def _failed(one: HistoryImport, faults: list[str], *, at: datetime) -> HistoryImport:
    """Back to the office that uploaded it; whoever confirmed stands in the audit chain."""
    one.confirmed_at = one.confirmed_by = None
    return _fault(one, "fail", faults, at=at)


def _fault(one: HistoryImport, name: str, faults: list[str], *, at: datetime) -> HistoryImport:
    one.fault_count = len(faults)
    Preview.objects.create(of=one, at=at, faults=faults[:MOST_FAULTS_KEPT])
    return _system(one, name, at=at)


def _system(one: HistoryImport, name: str, *, at: datetime) -> HistoryImport:
    carry_out(HISTORY_IMPORT, name, one, by=Nobody(), at=at, recorded_at=clock.recorded_now())
    return one


def _found(key: uuid.UUID) -> HistoryImport:
    return HistoryImport.objects.select_related("file").get(pk=key)


def _locked(key: uuid.UUID) -> HistoryImport:
    return HistoryImport.objects.select_for_update(of=("self",)).select_related("file").get(pk=key)


def _read(one: HistoryImport, at: datetime) -> Package | BrokenPackage:
    """Return what the workbook declares, or all that is wrong with it: before anything is locked, the file stays."""
    try:
        with content_of(one.file) as stream:
            return read_stream(one.file.name, stream, today=clock.day_of(at))
    except BrokenPackage as broken:
        return broken


def _fitting(read: Package | BrokenPackage) -> Package:
    """Return what was read when it fits the records as they stand; raises all that is wrong, each with its place."""
    if isinstance(read, BrokenPackage):
        raise read
    if faults := inspection.faults_against(read, government()):
        raise BrokenPackage(faults, read.cells)
    return read
