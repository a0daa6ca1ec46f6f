"""A sheet and its columns, as people fill them in. Labels are part of a file format and therefore not translated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "day", "number", "choice", "yes_no", "words"]
#: The sheet that explains the others; programs never read it.
GUIDE = "说明"
YES_NO = {"是": True, "否": False}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `word` is what a program calls it, dotted where a value lies deeper: `minutes.number`."""

    label: str
    word: str
    kind: Kind = "text"
    choices: Mapping[str, Any] = field(default_factory=dict)
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its columns, in their order in the template; a file may have them in any order."""

    label: str
    columns: tuple[Column, ...]

    def column(self, label: str) -> Column | None:
        """The column under a heading."""
        return next((one for one in self.columns if one.label == label), None)
