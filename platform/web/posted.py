"""From a posted form to the mapping that `kernel.lifecycle.inputs` reads, rows within rows included.

Rows come as `name-0-part`, `name-1-part` …; `name-count` says how many; `name-0-remove` drops one. Wholly blank rows
are ignored. The names are those that the field templates write.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from kernel.lifecycle.inputs import MOST_ROWS
from kernel.lifecycle.table import Need
from web.uploads import SHOWN


def read(needs: Sequence[Need], data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """Return what was typed for each need, as text, lists of text, and rows."""
    return {need.name: _value(need, data, f"{prefix}{need.name}") for need in needs}


def _value(need: Need, data: QueryDict, name: str) -> Any:
    if need.kind == "rows":
        return list(_rows(need, data, name))
    if need.kind == "files" and f"{name}{SHOWN}" not in data:
        return None  # the field was not on the form: nothing was said about its files
    if need.kind in {"refs", "files"}:
        return [value for value in data.getlist(name) if value]
    return data.get(name, "")


def _rows(need: Need, data: QueryDict, name: str) -> Iterable[dict[str, Any]]:
    for index in range(_count(data, name)):
        row = read(need.fields, data, f"{name}-{index}-")
        if not data.get(f"{name}-{index}-remove") and not is_blank(row):
            yield row


def _count(data: QueryDict, name: str) -> int:
    """At most one more than may be kept, so that too many are refused rather than cut off."""
    text = data.get(f"{name}-count", "")
    return min(int(text), MOST_ROWS + 1) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def is_blank(row: Mapping[str, Any]) -> bool:
    """Whether nothing at all was typed in a row."""
    return not any(value.strip() if isinstance(value, str) else value for value in row.values())


def with_one_more(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Return what was typed with one more blank row in the group whose posted name is `name` ("a" or "a-0-b")."""
    group, _, rest = name.partition("-")
    rows = values.get(group)
    if not isinstance(rows, list):
        return values
    if not rest:
        return {**values, group: [*rows, {}]}
    index, _, inner = rest.partition("-")
    if index.isdigit() and int(index) < len(rows):
        rows = [with_one_more(row, inner) if at == int(index) else row for at, row in enumerate(rows)]
    return {**values, group: rows}
