"""Text in files that a spreadsheet program opens: none of it is ever taken for a formula."""

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

#: With these a spreadsheet program might begin to calculate when it reads the text, or when somebody edits the cell.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


def as_text(cell: Any, value: str) -> None:
    """Write text into a workbook's cell, typed as text whatever it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    if value.startswith(DANGEROUS):
        cell.quotePrefix = True


def plain(value: str) -> str:
    """Return text for a CSV file: there a mark before it is all that keeps it text."""
    return f"'{value}" if value.startswith(DANGEROUS) else value
