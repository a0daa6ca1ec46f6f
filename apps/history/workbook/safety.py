"""What may be opened as a workbook at all: an archive of modest size that holds data and nothing that runs."""

import stat
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_BYTES = 20 * 2**20
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 2_000, 200 * 2**20, 100
#: Macros, embedded objects, links to other files, sheets of the old macro language.
RUNS = ("vbaproject", "/embeddings/", "/externallinks/", "/macrosheets/", "/activex/", "connections.xml")
#: A document type stands before the first element, so the beginning of a part tells.
BEGINNING = 4_096


def faults_of_archive(file: Path) -> list[str]:
    """Why the file is not opened; empty when it may be."""
    try:
        if file.stat().st_size > MOST_BYTES:
            return [f"{file.name}: is larger than {MOST_BYTES >> 20} MB."]
        with ZipFile(file) as archive:
            entries = archive.infolist()
            return _faults_of_size(file, entries) or _faults_of_parts(file, archive, entries)
    except (OSError, BadZipFile, NotImplementedError, RuntimeError) as fault:
        return [f"{file.name}: cannot be read as a workbook ({fault})."]


def _faults_of_size(file: Path, entries: list[ZipInfo]) -> list[str]:
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        return [f"{file.name}: unpacks to more than a workbook of past meetings can hold."]
    return []


def _faults_of_parts(file: Path, archive: ZipFile, entries: list[ZipInfo]) -> list[str]:
    names = [one.filename for one in entries]
    if "[Content_Types].xml" not in names:
        return [f"{file.name}: is no workbook."]
    for one in entries:
        path = f"/{one.filename.lower()}"
        if any(part in path for part in RUNS) or ".." in path.split("/") or stat.S_ISLNK(one.external_attr >> 16):
            return [f"{file.name}: holds {one.filename}; a workbook with macros, objects or links is not taken."]
        if path.endswith((".xml", ".rels")) and _has_document_type(archive, one):
            return [f"{file.name}: {one.filename} declares a document type."]
    return []


def _has_document_type(archive: ZipFile, one: ZipInfo) -> bool:
    with archive.open(one) as part:
        return b"<!DOCTYPE" in part.read(BEGINNING).upper()
