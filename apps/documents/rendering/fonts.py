"""Which free faces stand in for the proprietary ones in a PDF, and where they lie.

方正小标宋, 仿宋_GB2312 and 楷体_GB2312 may be named in a DOCX but not handed on. A PDF embeds free faces: Debian's
Noto CJK where it is installed, else the npm package that set-up fetches, which has one family in many weights. Only
the directories that are needed are read, once in the life of a process: reading every font of a machine takes longer
than drawing the document.

A typesetter that finds no font draws nothing and says nothing, therefore the families are looked for by name first.
"""

import logging
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent.parent.parent
DEBIAN_PACKAGE = "fonts-noto-cjk"
NPM_PACKAGE = "@expo-google-fonts/noto-serif-sc"


@dataclass(frozen=True, kw_only=True)
class Face:
    """A family and a weight in the role of one of the faces of the standard."""

    family: str
    weight: int


@dataclass(frozen=True, kw_only=True)
class FontSet:
    """Free faces that together draw a whole document."""

    directories: tuple[Path, ...]
    faces: tuple[tuple[str, Face], ...]

    def families(self) -> set[str]:
        """Every family the set needs."""
        return {face.family for _, face in self.faces}


SERIF, SANS, ONLY = "Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif SC"
DEBIAN = FontSet(
    directories=(Path("/usr/share/fonts/opentype/noto"),),
    faces=(
        ("fang", Face(family=SERIF, weight=400)),
        ("song", Face(family=SERIF, weight=400)),
        ("kai", Face(family=SERIF, weight=700)),
        ("title", Face(family=SERIF, weight=700)),
        ("hei", Face(family=SANS, weight=700)),
    ),
)
NPM = FontSet(
    directories=tuple(ROOT / "node_modules" / NPM_PACKAGE / weight for weight in ("400Regular", "700Bold", "900Black")),
    faces=(
        ("fang", Face(family=ONLY, weight=400)),
        ("song", Face(family=ONLY, weight=400)),
        ("kai", Face(family=ONLY, weight=700)),
        ("title", Face(family=ONLY, weight=700)),
        ("hei", Face(family=ONLY, weight=900)),
    ),
)


@dataclass(frozen=True)
class LoadedFonts:
    """A set that was found, ready for the typesetter."""

    fonts: typst.Fonts
    chosen: FontSet

    def roles(self) -> dict[str, dict[str, str | int]]:
        """Role to family and weight, as the template reads it."""
        return {role: {"family": face.family, "weight": face.weight} for role, face in self.chosen.faces}

    def substitution(self) -> str:
        """Which face stands in for which, for the log of whoever renders."""
        return "，".join(f"{role}={face.family} {face.weight}" for role, face in self.chosen.faces)


@cache
def load_fonts(sets: tuple[FontSet, ...] = (DEBIAN, NPM)) -> LoadedFonts:
    """The first set that is complete on this machine."""
    for candidate in sets:
        loaded = load_set(candidate)
        if loaded is not None:
            logger.info("faces of PDF documents: %s", loaded.substitution())
            return loaded
    raise NoFonts(sets)


def load_set(candidate: FontSet) -> LoadedFonts | None:
    """A set, if its directories are there and hold every family it needs."""
    present = [os.fspath(place) for place in candidate.directories if place.is_dir()]
    if not present:
        return None
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=present)
    if not candidate.families() <= set(fonts.families()):
        return None
    return LoadedFonts(fonts=fonts, chosen=candidate)


class NoFonts(RuntimeError):
    """No Chinese face was found; a PDF without one would be blank."""

    def __init__(self, sets: tuple[FontSet, ...]) -> None:
        places = ", ".join(str(place) for each in sets for place in each.directories)
        super().__init__(
            f"no Chinese font was found in {places}: install Debian's {DEBIAN_PACKAGE}, "
            f"or the npm package {NPM_PACKAGE} (`npm ci`)"
        )
