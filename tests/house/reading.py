"""Reading the source: the product's files, as text and as trees."""

import ast
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("apps", "api", "tenants", "demonstration", "roads", "platform")
#: Parts of an app or a room that may be a folder; every other folder of an app is a room.
PARTS = ("models", "pages", "rendering", "templatetags")


class Source:
    """One file. Rules take a Source, so that each can be shown a bad one."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @cached_property
    def part(self) -> str:
        """Which part of an app or of a room the file is; a part split into a folder keeps its name.

        `apps/topics/models/topic.py` is models.py, `apps/organizations/units/guards.py` is guards.py.
        """
        folders = [step for step in self.path.split("/")[:-1] if step in PARTS]
        return f"{folders[0]}.py" if folders else self.name

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


def files(*patterns: str) -> list[Path]:
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern)})


def sources(*folders: str) -> list[Source]:
    """Every Python file below these folders of the product, migrations aside: Django writes those."""
    found = files(*(f"{folder}/**/*.py" for folder in folders or PRODUCT))
    named = [(path.relative_to(ROOT).as_posix(), path) for path in found]
    return [Source(name, path.read_text()) for name, path in named if "/migrations/" not in name]


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an expression; the parts that are no names become ``()``."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{dotted(node.value)}.{node.attr}"
        case ast.Call():
            return f"{dotted(node.func)}()"
        case _:
            return "()"


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every name that is imported, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)
