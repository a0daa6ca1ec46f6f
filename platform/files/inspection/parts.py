"""What the XML parts of an office file say: their types, their links, their fields and formulas. No database."""

import re
from collections.abc import Callable
from typing import Any
from xml.sax.handler import ContentHandler

from files.inspection import fields
from files.refusals import FetchesFromOutside, MacrosInside, ObjectsInside

MACROS = re.compile(r"macroenabled|vbaproject|vbadata|macrosheet|attachedtoolbars", re.I)
OBJECTS = re.compile(r"oleobject|activex|afchunk|\bcontrol\b", re.I)
OUTSIDE = re.compile(r"externallink\+xml|webextension", re.I)
#: The same in the kinds of links.
MACRO_LINKS = re.compile(r"/(vbaproject|wordvbadata|xlmacrosheet|xlintlmacrosheet|attachedtoolbars)$", re.I)
OBJECT_LINKS = re.compile(r"/(oleobject|control|activexcontrolbinary|afchunk|package)$", re.I)
OUTSIDE_LINKS = re.compile(r"/(externallink|externallinkpath|xlpathmissing|webextension\w*)$", re.I)
#: Followed only when somebody clicks, wherever it leads; everything else that stands outside is fetched on opening.
LINK = "/hyperlink"
#: The workbook behind a chart.
PACKAGE = "/package"
FAR = re.compile(r"[a-z][a-z0-9+.-]+://|file:|\\\\", re.I)
TRUE = {"1", "true", "on"}


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _plain(attrs: Any) -> dict[str, str]:
    return {_local(key): value for key, value in attrs.items()}


class Types(ContentHandler):
    """Hears which type each part has; macros and controls betray themselves by it, whatever a part is called."""

    def __init__(self) -> None:
        super().__init__()
        self.all: set[str] = set()
        self._parts: dict[str, str] = {}
        self._endings: dict[str, str] = {}

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the interface's name
        """Note one type, of a part or of an ending."""
        given = _plain(attrs)
        said = given.get("ContentType", "")
        for pattern, refusal in ((MACROS, MacrosInside), (OBJECTS, ObjectsInside), (OUTSIDE, FetchesFromOutside)):
            if pattern.search(said):
                raise refusal(found=given.get("PartName") or said)
        self.all.add(said)
        self._parts[given.get("PartName", "").lstrip("/").lower()] = said
        self._endings[given.get("Extension", "").lower()] = said

    def is_xml(self, name: str) -> bool:
        """Whether a part is XML by its type; pictures that are XML are shown and never carried out."""
        low = name.lower()
        said = (self._parts.get(low) or self._endings.get(low.rpartition(".")[2], "")).lower()
        return said.endswith("xml") and not said.startswith("image/")


class Links(ContentHandler):
    """Hears where the parts lead: within the file, or out of it."""

    def __init__(self, of_chart: bool = False) -> None:
        super().__init__()
        self.of_chart = of_chart

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the interface's name
        """Refuse a link to what runs or lies outside, unless it is followed only by a click."""
        if _local(name) != "Relationship":
            return
        given = _plain(attrs)
        kind, target = given.get("Type", ""), given.get("Target", "")
        if kind.endswith(LINK):
            return
        found = f"{kind.rpartition('/')[2]} {target}"[:120]
        outside = given.get("TargetMode", "").lower() == "external" or FAR.match(target)
        if OUTSIDE_LINKS.search(kind) or outside:
            raise FetchesFromOutside(found=found)
        if MACRO_LINKS.search(kind):
            raise MacrosInside(found=found)
        if OBJECT_LINKS.search(kind) and not (self.of_chart and kind.endswith(PACKAGE)):
            raise ObjectsInside(found=found)


class Hearing(ContentHandler):
    """Hears the elements of any other part, and stops at what is refused."""

    def __init__(self) -> None:
        super().__init__()
        self._fields = fields.Fields()
        self._take: Callable[[str], None] | None = None
        self._formula: list[str] = []

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the interface's name
        """Look at one element by its local name, whatever prefix it has."""
        local = _local(name)
        if local == "instrText":
            self._take = self._fields.take
        elif local in FORMULAS:
            self._formula = []
            self._take = self._formula.append
        elif local in LOOKED_AT:
            LOOKED_AT[local](self, _plain(attrs))

    def characters(self, content: str) -> None:
        """Collect instructions, which may be cut into runs letter by letter, and formulas."""
        if self._take:
            self._take(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - the interface's name
        """Judge a formula that is whole."""
        if self._take and _local(name) in FORMULAS:
            fields.judge_formula("".join(self._formula))
        self._take = None

    def endDocument(self) -> None:  # noqa: N802 - the interface's name
        """Judge the instructions that no field ended."""
        self._fields.close()

    def field_character(self, attributes: dict[str, str]) -> None:
        """Follow where a field begins and ends."""
        self._fields.mark(attributes.get("fldCharType", ""))

    def simple_field(self, attributes: dict[str, str]) -> None:
        """Judge a field that is written in one piece."""
        fields.judge_field(attributes.get("instr", ""))

    def linked_data(self, attributes: dict[str, str]) -> None:
        """Refuse a workbook's link to another program."""
        raise FetchesFromOutside(found=" ".join(filter(None, ("DDE", attributes.get("ddeService")))))

    def refreshed(self, attributes: dict[str, str]) -> None:
        """Refuse data that are fetched when the workbook is opened."""
        if attributes.get("refreshOnLoad", "").lower() in TRUE:
            raise FetchesFromOutside(found=f"connection {attributes.get('name', '')}".strip())


#: Elements whose text a spreadsheet program calculates.
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "oldFormula", "calculatedColumnFormula"}
LOOKED_AT: dict[str, Callable[[Hearing, dict[str, str]], None]] = {
    "fldChar": Hearing.field_character,
    "fldSimple": Hearing.simple_field,
    "ddeLink": Hearing.linked_data,
    "oleLink": Hearing.linked_data,
    "connection": Hearing.refreshed,
    "queryTable": Hearing.refreshed,
}
