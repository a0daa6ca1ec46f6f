"""DOCX and XLSX: the parts that run, fetch or hide something are refused by name. No database."""

import re
import zipfile
from io import BytesIO
from typing import IO
from xml.sax import SAXException

from defusedxml import sax
from defusedxml.common import DefusedXmlException

from files.inspection import archives
from files.inspection.parts import Hearing, Links, Types
from files.refusals import (
    DamagedFile,
    DefinesEntities,
    FetchesFromOutside,
    MacrosInside,
    NotWhatItsNameSays,
    ObjectsInside,
    UnpacksTooLarge,
)

#: The content type of the main part, by ending; templates and macro-enabled files have others.
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
CONTENT_TYPES = "[Content_Types].xml"
#: Bytes of XML that are read; a text of hundreds of pages has two or three million.
MOST_XML = 40 * 2**20
XML_PARTS = (".xml", ".rels", ".vml")
MACRO_PARTS = re.compile(r"vbaproject|vbadata|macrosheets/|/xlm", re.I)
OBJECT_PARTS = re.compile(r"/embeddings/|/activex/|oleobject|afchunk", re.I)
OUTSIDE_PARTS = re.compile(r"/externallinks/|/webextensions/", re.I)
#: The links of a chart; from here, and from nowhere else, the workbook with its numbers is led to.
OF_CHART = re.compile(r"(word|xl)/charts/_rels/[^/]+\.rels", re.I)


def inspect(stream: IO[bytes], ending: str, *, most: int = archives.MOST_UNPACKED, within: bool = False) -> None:
    """Raise the refusal for what stands against this office file; `within` says that it lies in another one."""
    archive = archives.opened(stream, most=most)
    names = archive.namelist()
    if CONTENT_TYPES not in names:
        raise NotWhatItsNameSays
    embedded = [] if within else [name for name in names if archives.EMBEDDED_WORKBOOK.fullmatch(name)]
    _check_names(set(names) - set(embedded))
    archives.read_through(archive)
    types = _read_xml(archive)
    if MAIN[ending] not in types.all:
        raise NotWhatItsNameSays
    for name in embedded:
        _check_embedded(archive, name)


def _check_names(names: set[str]) -> None:
    for name in sorted(names):
        if MACRO_PARTS.search(name):
            raise MacrosInside(found=name)
        if OUTSIDE_PARTS.search(f"/{name}"):
            raise FetchesFromOutside(found=name)
        if OBJECT_PARTS.search(f"/{name}"):
            raise ObjectsInside(found=name)


def _check_embedded(archive: zipfile.ZipFile, name: str) -> None:
    """The workbook behind a chart is looked into as well; one that no chart leads to is a file in a file."""
    last = name.rpartition("/")[2].encode()
    if not any(last in archive.read(one) for one in archive.namelist() if OF_CHART.fullmatch(one)):
        raise ObjectsInside(found=name)
    inspect(BytesIO(archive.read(name)), "xlsx", within=True)


def _read_xml(archive: zipfile.ZipFile) -> Types:
    """Hear every part that is XML by its name or by its type, and return the types."""
    types = Types()
    _hear(archive, CONTENT_TYPES, types)
    parts = [
        entry
        for entry in archive.infolist()
        if entry.filename != CONTENT_TYPES
        and (entry.filename.lower().endswith(XML_PARTS) or types.is_xml(entry.filename))
    ]
    if sum(entry.file_size for entry in parts) > MOST_XML:
        raise UnpacksTooLarge
    for entry in parts:
        links = entry.filename.lower().endswith(".rels")
        _hear(archive, entry.filename, Links(OF_CHART.fullmatch(entry.filename) is not None) if links else Hearing())
    return types


def _hear(archive: zipfile.ZipFile, name: str, hearer: "Types | Links | Hearing") -> None:
    try:
        with archive.open(name) as content:
            if name.lower().endswith(".vml"):  # drawings of the old form are written with open lines
                content = BytesIO(content.read().replace(b"<br>", b"<br/>"))
            sax.parse(content, hearer, forbid_dtd=True)
    except DefusedXmlException:
        raise DefinesEntities from None
    except (SAXException, LookupError, ValueError):
        raise DamagedFile from None
