"""What may be opened as a workbook at all: an archive of modest size that holds data and nothing that runs.

Archives are looked at where uploads are; here stand only the words and what a workbook of past meetings needs beside.
"""

from typing import IO
from zipfile import ZipFile, ZipInfo

from files.inspection import archives
from files.refusals import DamagedFile, EncryptedFile, ObjectsInside, UnpacksTooLarge

MOST_BYTES = 20 * 2**20
#: Every text of a workbook is read into memory before its first row; five thousand full rows need far less.
MOST_UNPACKED = 40 * 2**20
#: Macros, embedded objects, links to other files, sheets of the old macro language.
RUNS = ("vbaproject", "/embeddings/", "/externallinks/", "/macrosheets/", "/activex/", "connections.xml")
#: A document type stands before the first element, so the beginning of a part tells.
BEGINNING = 4_096


def faults_of_archive(name: str, stream: IO[bytes]) -> list[str]:
    """Why the file is not opened; empty when it may be."""
    try:
        if stream.seek(0, 2) > MOST_BYTES:
            return [f"{name}: is larger than {MOST_BYTES >> 20} MB."]
        with archives.opened(stream, most=MOST_UNPACKED) as archive:
            archives.read_through(archive)
            return _faults_of_parts(name, archive)
    except UnpacksTooLarge:
        return [f"{name}: unpacks to more than a workbook of past meetings can hold."]
    except ObjectsInside:
        return [f"{name}: holds another archive; a workbook with macros, objects or links is not taken."]
    except EncryptedFile:
        return [f"{name}: cannot be read as a workbook (it has a password)."]
    except DamagedFile:
        return [f"{name}: cannot be read as a workbook (it is damaged, or no archive)."]
    except OSError as fault:
        return [f"{name}: cannot be read as a workbook ({fault})."]


def _faults_of_parts(name: str, archive: ZipFile) -> list[str]:
    if "[Content_Types].xml" not in archive.namelist():
        return [f"{name}: is no workbook."]
    for one in archive.infolist():
        path = f"/{one.filename.lower()}"
        if any(part in path for part in RUNS):
            return [f"{name}: holds {one.filename}; a workbook with macros, objects or links is not taken."]
        if path.endswith((".xml", ".rels")) and _has_document_type(archive, one):
            return [f"{name}: {one.filename} declares a document type."]
    return []


def _has_document_type(archive: ZipFile, one: ZipInfo) -> bool:
    with archive.open(one) as part:
        return b"<!DOCTYPE" in part.read(BEGINNING).upper()
