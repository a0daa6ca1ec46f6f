"""One field of a form as its template needs it: ids, descriptions, choices with their marks, rows within rows."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext


def value_of(thing: Any, name: str, default: Any = None) -> Any:
    """Read a name from a dict or an object; `None` counts as not given."""
    found = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return default if found is None else found


def shown_field(spec: Any, *, prefix: str = "") -> dict[str, Any]:
    """Everything the field's template needs, worked out once: ids, descriptions, choices with their marks, rows."""
    name = prefix + value_of(spec, "name", "")
    kind = value_of(spec, "kind", "text")
    value = value_of(spec, "value", "")
    shown = {
        "name": name,
        "id": f"field-{name}",
        "kind": kind,
        "label": value_of(spec, "label", name),
        "groups": value_of(spec, "groups", ()),
        "count": value_of(spec, "count", 0),
        "required": bool(value_of(spec, "required", False)),
        "help": value_of(spec, "help", ""),
        "error": value_of(spec, "error", ""),
        "article": value_of(spec, "article", ""),
        "minimum": value_of(spec, "minimum"),
        "maximum": value_of(spec, "maximum"),
        "value": as_input(kind, value),
    }
    if kind in {"choice", "ref", "refs", "files"}:
        shown["choices"] = _choices(value_of(spec, "choices", ()), value)
    if kind == "files":
        shown |= {part: value_of(spec, part, "") for part in ("multiple", "accepted")}
    if kind == "yes_no":
        shown["choices"] = _choices([("yes", gettext("是")), ("no", gettext("否"))], _yes_or_no(value))
    if kind == "rows":
        shown |= _rows(spec, name, value)
        shown["placeholder"] = _placeholder(name)
    described = [f"{shown['id']}-{part}" for part in ("help", "error") if shown[part]]
    shown["described_by"] = " ".join(described)
    return shown


def as_input(kind: str, value: Any) -> Any:
    """Browsers want ISO in date inputs, and moments in local time without seconds."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _yes_or_no(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _choices(choices: Iterable[Any], value: Any) -> list[dict[str, Any]]:
    """Choices as (value, label) pairs or as things with those names; marked by what the browser would send."""
    chosen = {str(one) for one in value} if isinstance(value, list | tuple | set | frozenset) else {str(value)}
    pairs = [
        one
        if isinstance(one, list | tuple)
        else (value_of(one, "value"), value_of(one, "label"), value_of(one, "note", ""))
        for one in choices
    ]
    return [
        {"value": pair[0], "label": pair[1], "note": pair[2] if len(pair) > 2 else "", "chosen": str(pair[0]) in chosen}
        for pair in pairs
    ]


def _rows(spec: Any, name: str, value: Any) -> dict[str, Any]:
    """Rows are posted as `name-0-part`, their number as `name-count`; a blank row stands ready where one is needed."""
    parts = list(value_of(spec, "fields", ()))
    errors = list(value_of(spec, "errors", ()))
    filled = list(value) if isinstance(value, list | tuple) else []
    rows = filled or ([{}] if value_of(spec, "required", True) else [])
    return {
        "rows": [
            {
                "index": index,
                "fields": _row(parts, f"{name}-{index}-", row, errors[index] if index < len(errors) else {}),
            }
            for index, row in enumerate(rows)
        ],
        "count": len(rows),
        "blank": _row(parts, f"{name}-{_placeholder(name)}-", {}, {}),
        "add_label": value_of(spec, "add_label", gettext("增加：%(what)s") % {"what": value_of(spec, "label", name)}),
    }


def _placeholder(name: str) -> str:
    """What stands for the number of a row yet to come; rows within rows have a placeholder of their own."""
    return "__index__" if "-" not in name else "__inner__"


def _row(parts: list[Any], prefix: str, row: Any, errors: Any) -> list[dict[str, Any]]:
    return [
        shown_field(
            _filled(part, value_of(row, value_of(part, "name"), ""), value_of(errors, value_of(part, "name"), "")),
            prefix=prefix,
        )
        for part in parts
    ]


def _filled(part: Any, value: Any, error: str) -> dict[str, Any]:
    names = ("name", "kind", "label", "required", "help", "choices", "minimum", "maximum", "fields", "add_label")
    return {name: value_of(part, name) for name in names} | {"value": value, "error": error}
