"""Long forms in parts: what everybody fills stands first, what few need is folded away until it is used."""

from collections.abc import Iterable, Sequence
from typing import Any

from kernel.refusals import Sentence
from kinds.kind import Part

#: Shorter forms are read at one glance.
FEWEST = 8


def in_parts(parts: Sequence[Part], fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the fields of a form in the parts that the kind declares; a short form is one part."""
    parts = parts if len(fields) >= FEWEST else ()
    named = {name for part in parts for name in part.names}
    groups = [_shown("", [field for field in fields if field["name"] not in named], folded=False)]
    by_name = {field["name"]: field for field in fields}
    for part in parts:
        inside = [by_name[name] for name in part.names if name in by_name]
        groups.append(_shown(part.label, inside, folded=part.folded))
    return [group for group in groups if group["fields"]]


def _shown(label: Sentence, fields: list[dict[str, Any]], *, folded: bool) -> dict[str, Any]:
    return {"label": label, "fields": fields, "folded": folded, "open": _is_used(fields)}


def _is_used(fields: Iterable[dict[str, Any]]) -> bool:
    return any(field.get("value") or field.get("error") or field.get("required") for field in fields)
