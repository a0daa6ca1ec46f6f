"""The vocabulary of an arrangement: lines, tables, sheets, and the document they make up."""

from dataclasses import dataclass
from typing import Literal

from apps.documents.rendering.content import Form
from apps.documents.rendering.layout import MarkSize

Face = Literal["fang", "hei", "kai", "title", "song"]
Align = Literal["both", "left", "right"]


@dataclass(frozen=True, kw_only=True)
class Run:
    """Letters in one face."""

    text: str
    face: Face = "fang"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paragraph. With a label, lines that run over align with the first character after it."""

    runs: tuple[Run, ...]
    label: tuple[Run, ...] = ()
    indent: float = 2.0
    right: float = 0.0
    align: Align = "both"
    gap: int = 0
    label_width: float = 0.0
    keep_with_next: bool = False
    what: Literal["line"] = "line"


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A ruled table with a repeated header."""

    titles: tuple[str, ...]
    #: In points; together the width of the text.
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    #: For each row, whether it is too tall to be kept on one page.
    tall: tuple[bool, ...]
    #: How many of the last rows begin a new page, because the imprint would stand there alone.
    carried: int = 0
    what: Literal["grid"] = "grid"


Part = Line | Grid


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An annex on its own pages: label on the first line, title on the third."""

    label: str
    title: tuple[str, ...]
    landscape: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class ImprintLines:
    """版记 as printed. The addressees stand here where they would leave no room for the body on page one."""

    addressees: str
    copies: str
    printed_by: str
    printed_on: str


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A whole document in the order of its pages."""

    form: Form
    name: str
    author: str
    dated: str
    mark: tuple[str, ...]
    mark_suffix: str
    mark_size: MarkSize
    number: str
    issued_line: tuple[str, str] | None
    title: tuple[str, ...]
    parts: tuple[Part, ...]
    sheets: tuple[Sheet, ...]
    imprint: ImprintLines | None
    #: Names of people that no line may end inside of.
    people: tuple[str, ...] = ()
    #: What stands small at the foot of every sheet, below everything that the standard has a place for; "" for drafts.
    proof: str = ""
