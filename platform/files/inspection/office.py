"""DOCX and XLSX: the parts that run, fetch or hide something are refused by name. No Django, no database."""

import re
import zipfile
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import sax
from defusedxml.common import DefusedXmlException

from files.inspection import archives
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
OBJECT_PARTS = re.compile(r"/embeddings/|/activex/|/ctrlprops/|oleobject|afchunk", re.I)
MACRO_TYPES = re.compile(r"macroenabled|vbaproject|macrosheet|intlmacrosheet", re.I)
OBJECT_TYPES = re.compile(r"oleobject|activex|\bcontrol\b", re.I)
#: Followed only when somebody clicks; everything else that stands outside is fetched on opening.
LINK = "/hyperlink"
CLICKABLE = re.compile(r"(https?|mailto):", re.I)
DDE = re.compile(r"\bDDE(AUTO)?\b", re.I)


def inspect(stream: IO[bytes], ending: str) -> None:
    """Raise the refusal for what stands against this office file."""
    archive = archives.opened(stream)
    names = archive.namelist()
    if CONTENT_TYPES not in names:
        raise NotWhatItsNameSays
    _check_names(names)
    archives.read_through(archive)
    found = _Parts()
    _read_xml(archive, found)
    if MAIN[ending] not in found.types:
        raise NotWhatItsNameSays


def _check_names(names: list[str]) -> None:
    for name in names:
        if MACRO_PARTS.search(name):
            raise MacrosInside
        if OBJECT_PARTS.search(f"/{name}"):
            raise ObjectsInside


def _read_xml(archive: zipfile.ZipFile, found: "_Parts") -> None:
    parts = [entry for entry in archive.infolist() if entry.filename.lower().endswith(XML_PARTS)]
    if sum(entry.file_size for entry in parts) > MOST_XML:
        raise UnpacksTooLarge
    for entry in parts:
        try:
            with archive.open(entry) as content:
                sax.parse(content, found, forbid_dtd=True)
        except DefusedXmlException:
            raise DefinesEntities from None
        except (SAXException, LookupError, ValueError):
            raise DamagedFile from None


class _Parts(ContentHandler):
    """Hears every element of every part, and stops at what is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.types: set[str] = set()
        self._instruction: list[str] = []
        self._listens = False

    def startDocument(self) -> None:  # noqa: N802 - the interface's name
        """Fields do not reach from one part into the next."""
        self._instruction, self._listens = [], False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the interface's name
        """Look at one element by its local name, whatever prefix it has."""
        local = name.rpartition(":")[2]
        refuse = _LOOKED_AT.get(local)
        if refuse:
            refuse(self, {key.rpartition(":")[2]: value for key, value in attrs.items()})
        self._listens = local == "instrText"

    def characters(self, content: str) -> None:
        """Collect field instructions, which may be cut into runs letter by letter."""
        if self._listens:
            self._instruction.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - the interface's name
        """Stop listening."""
        self._listens = False

    def endDocument(self) -> None:  # noqa: N802 - the interface's name
        """Judge the field instructions of a whole part."""
        _refuse_dde("".join(self._instruction))

    def content_type(self, attributes: dict[str, str]) -> None:
        """Note a part's type; macros and controls betray themselves by it, whatever the part is called."""
        named = attributes.get("ContentType", "")
        if MACRO_TYPES.search(named):
            raise MacrosInside
        if OBJECT_TYPES.search(named):
            raise ObjectsInside
        self.types.add(named)

    def relationship(self, attributes: dict[str, str]) -> None:
        """Refuse what is fetched from elsewhere; a link that somebody clicks is allowed to the web and to mail."""
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if kind.lower().endswith("/afchunk"):
            raise ObjectsInside
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not (kind.endswith(LINK) and CLICKABLE.match(target)):
            raise FetchesFromOutside

    def simple_field(self, attributes: dict[str, str]) -> None:
        """Refuse DDE in a field written in one piece."""
        _refuse_dde(attributes.get("instr", ""))

    def linked_data(self, attributes: dict[str, str]) -> None:
        """Refuse a workbook's link to another program."""
        raise FetchesFromOutside


def _refuse_dde(instruction: str) -> None:
    if DDE.search(instruction):
        raise FetchesFromOutside


_LOOKED_AT = {
    "Override": _Parts.content_type,
    "Default": _Parts.content_type,
    "Relationship": _Parts.relationship,
    "fldSimple": _Parts.simple_field,
    "ddeLink": _Parts.linked_data,
    "oleLink": _Parts.linked_data,
}
