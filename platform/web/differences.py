"""What changed since somebody consented, in lines a clerk can read."""

import json
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from apps.topics.models import Screening
from web.templatetags.display import plain_date

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
    plain = json.loads(text)
    if isinstance(plain, list) and all(isinstance(row, dict) and "screening" in row for row in plain):
        return [line for row in plain for line in _listed(row)]
    return [line for line in _words(plain) if line]


def _listed(row: dict[str, Any]) -> Iterator[str]:
    result = Screening(row["screening"]).label if row["screening"] else _("未定")
    yield f"{row['position']}. {row['number']} {row['title']} · {result}"
    if row["reason"]:
        yield _("理由：%(text)s") % {"text": row["reason"]}
    yield from str(row["proposed_decision"]).split("\n")
    for one in row.get("files", []):
        yield _("附件：%(name)s（校验码 %(hash)s）") % {"name": one["file"], "hash": one["sha256"][:8]}
    if row["due_on"]:
        yield _("建议完成时限：%(day)s") % {"day": plain_date(date.fromisoformat(row["due_on"]))}


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
