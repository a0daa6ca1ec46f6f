"""The drawn picture of the layers, made from the import contracts in pyproject.toml.

`python -m tests.house.picture` writes docs/explanation/layers.svg. The contracts are what lint-imports checks, so the
picture cannot show an order that the code does not keep.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from tests.house.reading import ROOT

PICTURE = ROOT / "docs" / "explanation" / "layers.svg"
WIDTH, EDGE, ROW, GAP, HEAD = 860, 24, 34, 8, 30
WORDS = {
    "deploy": "how it is started",
    "demonstration": "invented content, never in production",
    "roads": "walks the verbs for tests and demonstration",
    "config": "how it is put together",
    "api": "the interface of machines",
    "apps": "inside one government",
    "web": "the page kit",
    "kinds": "how a kind of object is declared",
    "files": "files and workbooks, no domain",
    "vocabulary": "the words that all levels share",
    "tenants": "between governments",
    "kernel": "no domain: what all else stands on",
}
STYLE = (
    "text{font-family:system-ui,'Noto Sans SC',sans-serif;font-size:14px;fill:#1f2937}"
    ".name{font-weight:600}.said{fill:#4b5563}"
    ".band{fill:#eef2f7;stroke:#94a3b8}.box{fill:#fff;stroke:#94a3b8}.arrow{stroke:#475569;stroke-width:2;fill:none}"
)
Rows = Sequence[Sequence[str]]


def contracts(configuration: str) -> tuple[Rows, Mapping[str, Rows]]:
    """Return the bands of the whole, and of each band that has a contract of its own its rows of packages."""
    found = tomllib.loads(configuration)["tool"]["importlinter"]["contracts"]
    layered = [contract for contract in found if contract["type"] == "layers"]
    whole = next(_rows(contract) for contract in layered if "containers" not in contract)
    inner = {container: _rows(contract) for contract in layered for container in contract.get("containers", ())}
    return whole, inner


def _rows(contract: Mapping[str, Any]) -> Rows:
    return [[name.strip("() ") for name in layer.replace(":", "|").split("|")] for layer in contract["layers"]]


def picture(configuration: str) -> str:
    """Return the SVG."""
    whole, inner = contracts(configuration)
    shapes: list[str] = []
    top = EDGE
    for name in (name for row in whole for name in row):
        rows = inner.get(name, ())
        height = HEAD + len(rows) * (ROW + GAP) + GAP
        shapes += _band(name, rows, top, height)
        top += height + GAP
    return "\n".join([*_frame(top + EDGE), *shapes, *_arrow(top), "</svg>"]) + "\n"


def _frame(height: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="layers">'
    )
    yield '<title id="layers">Layers: imports point down only</title>'
    yield f"<style>{STYLE}</style>"
    yield f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'


def _band(name: str, rows: Rows, top: int, height: int) -> Iterator[str]:
    inside = WIDTH - 3 * EDGE - 40
    yield f'<rect class="band" x="{EDGE}" y="{top}" width="{WIDTH - 2 * EDGE - 40}" height="{height}" rx="6"/>'
    yield (
        f'<text x="{EDGE + 12}" y="{top + 22}"><tspan class="name">{escape(name)}</tspan>'
        f'<tspan class="said" dx="10">{escape(WORDS.get(name, ""))}</tspan></text>'
    )
    for index, row in enumerate(rows):
        width = (inside - GAP * (len(row) - 1)) / len(row)
        for place, package in enumerate(row):
            yield from _box(package, EDGE + 12 + place * (width + GAP), top + HEAD + index * (ROW + GAP), width)


def _box(package: str, left: float, top: int, width: float) -> Iterator[str]:
    yield f'<rect class="box" x="{left:.0f}" y="{top}" width="{width:.0f}" height="{ROW}" rx="4"/>'
    yield f'<text x="{left + width / 2:.0f}" y="{top + 22}" text-anchor="middle">{escape(package)}</text>'


def _arrow(bottom: int) -> Iterator[str]:
    x = WIDTH - EDGE - 14
    yield f'<path class="arrow" d="M{x} {EDGE} V{bottom - 12} m-6 -9 l6 9 l6 -9"/>'
    yield f'<text class="said" transform="translate({x - 10} {bottom // 2}) rotate(-90)">imports point down only</text>'


def main(into: Path = PICTURE) -> None:
    """Write the picture."""
    into.write_text(picture((ROOT / "pyproject.toml").read_text()))


if __name__ == "__main__":
    main()
