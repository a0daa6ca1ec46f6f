"""What changed since somebody consented, in lines a clerk can read."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

Lines = list[dict[str, str]]


def between(before: list[str], now: list[str]) -> Lines:
    """Return both texts as one list of same, removed and added lines."""
    found: Lines = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [{"kind": "same", "text": line} for line in now[new_from:new_to]]
            continue
        found += [{"kind": "removed", "text": line} for line in before[old_from:old_to]]
        found += [{"kind": "added", "text": line} for line in now[new_from:new_to]]
    return found


def changed(lines: Lines) -> Lines:
    """Return the lines when any of them changed, else nothing."""
    return lines if any(line["kind"] != "same" for line in lines) else []


def readable(text: str) -> list[str]:
    """Return the canonical text of a consent or an approval as lines: every word, none of the machinery."""
    return [line for line in _words(json.loads(text)) if line]


def _words(value: Any) -> Iterator[str]:
    """Every text in its order, without keys and class names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"is", "kind", "level", "purpose"}:
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif value is not None and not isinstance(value, bool):
        yield from str(value).split("\n")
