"""Files that are made on request and sent, not kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from files.inspection.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Exported:
    """One file, ready to be sent."""

    name: str
    media: str
    content: bytes


def media(forms: Iterable[str]) -> dict[str, str]:
    """Return how files of these endings are named to a browser; csv is made here and never taken in."""
    named = {"csv": "text/csv; charset=utf-8"} | {ending: kind.media for ending, kind in KINDS.items()}
    return {form: named[form] for form in forms}
