"""The glossary as data: the rows of docs/reference/glossary.md, and the names that the code uses."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.house.reading import ROOT, Source

PAGE = ROOT / "docs" / "reference" / "glossary.md"
QUOTED = re.compile(r"`([^`]+)`")
NAME = re.compile(r"[A-Za-z_]+")
COLUMNS = 5
#: Said of a word that is not built yet while the code uses the same name for another thing.
USED_OTHERWISE = "(the code uses the word otherwise)"


@dataclass(frozen=True, slots=True)
class Word:
    """One row: the Chinese word, the identifiers that exist, and those that are not built yet."""

    chinese: str
    identifiers: tuple[str, ...]
    unbuilt: tuple[str, ...]
    used_otherwise: bool = False


def glossary(page: str) -> list[Word]:
    """Return the rows of all tables."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:2] == "| "]
    assert {len(row) for row in rows} == {COLUMNS}, "a row has another number of cells"
    return [
        Word(row[0], tuple(QUOTED.findall(row[2])), tuple(QUOTED.findall(row[3])), USED_OTHERWISE in row[3])
        for row in rows
        if row[0] != "中文"
    ]


def names(product: Iterable[Source]) -> set[str]:
    """Return every name in the code, a class also in snake_case; a plain word in quotes is a name as well."""
    return {name for source in product for node in ast.walk(source.tree) for name in _names(node)}


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.FunctionDef(name=name):
            yield name
        case ast.ClassDef(name=name):
            yield from (name, re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower())
        case ast.keyword(arg=str(name)):
            yield name
        case ast.Constant(value=str(text)) if NAME.fullmatch(text):
            yield text


def faults(words: Iterable[Word], known: set[str]) -> list[str]:
    """Return identifiers that do not exist, and rows marked as not built of which everything exists."""
    words = list(words)
    missing = [
        f"{word.chinese}: {name} is not in the code" for word in words for name in word.identifiers if name not in known
    ]
    unbuilt = [word for word in words if word.unbuilt and not word.used_otherwise]
    built = [f"{word.chinese}: is built by now" for word in unbuilt if known.issuperset(word.unbuilt)]
    return missing + built
