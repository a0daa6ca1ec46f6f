"""Which faces draw a PDF, where they lie, and which stands in for which.

方正小标宋, 仿宋_GB2312 and 楷体_GB2312 may be named in a DOCX but not handed on. A PDF therefore takes, role by role,
the first face at hand: the office's own licensed one from the folder that the settings name, then a free 仿宋 or 楷体,
last Noto, which a complete machine always has. Noto also draws the letters that the chosen face lacks. Only the folders
that are needed are read, once in the life of a process.

A typesetter that finds no font draws nothing and says nothing, therefore the families are looked for by name first.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

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
    """Free faces that together draw a whole document, and every letter of it that any of them has."""

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
#: What the standard asks for, as it is said to people.
STANDARD_FACES = {"fang": "仿宋", "song": "宋体", "kai": "楷体", "title": "小标宋", "hei": "黑体"}
#: The families of licensed files, in Chinese and as the files name themselves in Latin letters; the best first.
LICENSED = {
    "fang": ("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "FZFangSong-Z02", "仿宋", "FangSong"),
    "song": ("宋体", "SimSun"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "FZKai-Z03", "楷体", "KaiTi"),
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    "hei": ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01"),
}
#: Free faces of the right kind, where a package or the folder of the office brings them; the best first.
FREE = {
    "fang": ("FandolFang R", "FandolFang", "Zhuque Fangsong (technical preview)", "Zhuque Fangsong", "朱雀仿宋"),
    "kai": ("LXGW WenKai", "霞鹜文楷", "FandolKai"),
}
#: Where Debian's texlive-lang-chinese and fonts-lxgw-wenkai put them.
FREE_DIRECTORIES = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/fonts/truetype/lxgw-wenkai"),
)
REGULAR = 400


@dataclass(frozen=True)
class LoadedFonts:
    """A complete set that was found, with the better faces that lead it, ready for the typesetter."""

    fonts: typst.Fonts
    chosen: FontSet
    leading: tuple[tuple[str, Face], ...] = ()

    def families(self, role: str) -> list[str]:
        """The families of a role, the leading one first."""
        leading, chosen = dict(self.leading), dict(self.chosen.faces)
        return [*([leading[role].family] if role in leading else []), chosen[role].family]

    def roles(self) -> dict[str, dict[str, int | list[str]]]:
        """Role to families, the leading one first, and weight, as the template reads it."""
        leading = dict(self.leading)
        return {
            role: {"families": self.families(role), "weight": leading.get(role, face).weight}
            for role, face in self.chosen.faces
        }

    def substitution(self) -> str:
        """Which face stands for which of the standard's, as the file and the log of whoever renders say it."""
        drawn = {**dict(self.chosen.faces), **dict(self.leading)}
        return "；".join(f"{said}：{drawn[role].family} {drawn[role].weight}" for role, said in STANDARD_FACES.items())

    def files(self, role: str) -> Iterator[tuple[Path, int]]:
        """The files, each with the number of the font inside it, that the letters of a role are looked for in."""
        families = self.families(role)
        for info in self.fonts.fonts():
            if info.family in families and info.path:
                yield Path(info.path), info.index


def load_fonts() -> LoadedFonts:
    """The faces of this installation, read once."""
    named = settings.FONT_DIRECTORY if settings.configured else None
    return load_faces((*([named] if named else []), *FREE_DIRECTORIES), (DEBIAN, NPM))


@cache
def load_faces(directories: tuple[Path, ...], sets: tuple[FontSet, ...]) -> LoadedFonts:
    """The first set that is complete, led by the better faces that lie in the directories."""
    for candidate in sets:
        loaded = load_set(candidate, directories)
        if loaded is not None:
            logger.info("faces of PDF documents: %s", loaded.substitution())
            return loaded
    raise NoFonts(sets)


def load_set(candidate: FontSet, directories: tuple[Path, ...] = ()) -> LoadedFonts | None:
    """A set, if its directories are there and hold every family it needs."""
    present = [os.fspath(place) for place in (*directories, *candidate.directories) if place.is_dir()]
    if not present:
        return None
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=present)
    found = set(fonts.families())
    if not candidate.families() <= found:
        return None
    return LoadedFonts(fonts=fonts, chosen=candidate, leading=tuple(leading_faces(found)))


def leading_faces(found: set[str]) -> Iterator[tuple[str, Face]]:
    """For every role the best face at hand: licensed before free; none where only Noto is there."""
    for role in STANDARD_FACES:
        wanted = (*LICENSED.get(role, ()), *FREE.get(role, ()))
        family = next((name for name in wanted if name in found), None)
        if family is not None:
            yield role, Face(family=family, weight=REGULAR)


class NoFonts(RuntimeError):
    """No Chinese face was found; a PDF without one would be blank."""

    def __init__(self, sets: tuple[FontSet, ...]) -> None:
        places = ", ".join(str(place) for each in sets for place in each.directories)
        super().__init__(
            f"no Chinese font was found in {places}: install Debian's {DEBIAN_PACKAGE}, "
            f"or the npm package {NPM_PACKAGE} (`npm ci`)"
        )
