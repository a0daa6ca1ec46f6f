"""From what was typed or sent to typed values, by the table's own field list; nothing typed is lost on an error."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from kernel.clock import SHANGHAI
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed, MissingField, Sentence
from kernel.text import cleaned, fault_in

LONGEST_TEXT, MOST_ROWS = 20_000, 200
#: Files that one thing may carry, and so one field.
MOST_FILES = 20
#: Beyond these years a typing error is certain, and calendar arithmetic would leave the calendar.
FIRST_YEAR, LAST_YEAR = 1949, 2200
LARGEST_NUMBER = 2**31 - 1
#: Said of an object that is unknown, foreign, closed or not to be seen: the words do not tell which.
NOT_FOUND = _("没有找到所选的项目。")


class Unknown:
    """An id under which no object stands here, as it was sent. The engine refuses it as it refuses an object that may
    not be named, so that nobody learns which of the two it was.
    """

    def __init__(self, key: Any) -> None:
        self.key = key


def clean(needs: Sequence[Need], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return one typed value per need (None when absent); raises Malformed naming every field that cannot be read."""
    values, faults = sort(needs, raw)
    faults.update({need.name: fault for need in needs if (fault := _unknown(need, values.get(need.name)))})
    if faults:
        raise Malformed(fields=faults)
    return values


def sort(needs: Sequence[Need], raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Sentence]]:
    """Return one typed value per need that can be read, and the fault of every field that cannot.

    An id that names nothing is read as `Unknown`, for the engine to refuse.
    """
    if not isinstance(raw, Mapping):
        raise Malformed
    values: dict[str, Any] = {}
    faults: dict[str, Sentence] = {}
    for need in needs:
        try:
            values[need.name] = read(need, raw.get(need.name))
        except _Unreadable as fault:
            faults[need.name] = fault.sentence
    unknown = set(raw) - {need.name for need in needs}
    faults.update({str(name): _("没有这个字段。") for name in unknown})
    return values, faults


def _unknown(need: Need, value: Any) -> Sentence:
    """Return the fault of a field that names an object which is not there; nothing where all are."""
    if need.kind != "rows":
        named = value if isinstance(value, list) else [value]
        return NOT_FOUND if any(isinstance(one, Unknown) for one in named) else ""
    for number, row in enumerate(value or [], start=1):
        faults = {field.name: fault for field in need.fields if (fault := _unknown(field, row[field.name]))}
        if faults:
            return row_sentence(need, number, faults)
    return ""


class _Unreadable(Exception):
    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence


def read(need: Need, value: Any) -> Any:
    """Return the typed value of one field; empty becomes None (an empty list for refs and rows).

    Files that are not mentioned stay as they are (None); an empty list says that there shall be none.
    """
    if need.kind in {"refs", "rows"}:
        return READERS[need.kind](need, value or [])
    if value is None or value == "":
        return None
    found = READERS[need.kind](need, value)
    return None if found == "" else found  # spaces alone are nothing either


def _line(need: Need, value: Any) -> str:
    text = _text(value, need.longest).replace("\n", " ")
    if need.form is not None and text and (fault := need.form(text)) is not None:
        raise _Unreadable(fault)
    return text


def _long(need: Need, value: Any) -> str:
    return _text(value, LONGEST_TEXT)


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise _Unreadable(_("请填写文字。"))
    text = cleaned(value)
    if len(text) > longest:
        raise _Unreadable(_("文字过长。"))
    if (fault := fault_in(text)) is not None:
        raise _Unreadable(fault)
    return text


def _date(need: Need, value: Any) -> date:
    try:
        found = value if type(value) is date else parse_date(value)
    except (TypeError, ValueError):
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _Unreadable(_("请填写日期，例如 2026-03-05。"))
    return found


def _moment(need: Need, value: Any) -> datetime:
    try:
        found = value if isinstance(value, datetime) else parse_datetime(value)
    except (TypeError, ValueError):
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _Unreadable(_("请填写日期和时间，例如 2026-03-05T09:00。"))
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _number(need: Need, value: Any) -> int:
    try:
        if isinstance(value, bool | float):
            raise ValueError
        number = int(value)
        if abs(number) > LARGEST_NUMBER:
            raise ValueError
        return number
    except (TypeError, ValueError):
        raise _Unreadable(_("请填写整数。")) from None


def _yes_no(need: Need, value: Any) -> bool:
    word = str(value).lower() if isinstance(value, bool | str) else ""
    if word in {"true", "on", "1", "yes"}:
        return True
    if word in {"false", "off", "0", "no"}:
        return False
    raise _Unreadable(_("请选择是或否。"))


def _choice(need: Need, value: Any) -> str:
    assert need.choices is not None  # noqa: S101 - a choice need without choices is a fault of the table
    if not isinstance(value, str) or value not in need.choices.values:
        raise _Unreadable(_("请从所列选项中选择。"))
    return value


def _ref(need: Need, value: Any) -> Any:
    model = apps.get_model(need.to)
    if isinstance(value, model):
        return value
    return _many(need, [value])[0]


def _refs(need: Need, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ROWS:
        raise _Unreadable(_("请从所列选项中选择。"))
    return _many(need, list(value))


def _files(need: Need, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise _Unreadable(_("请选择文件。"))
    if len(value) > MOST_FILES:
        raise _Unreadable(_("每一项最多附 20 个文件。"))
    return _many(need, list(value))


def _many(need: Need, values: list[Any]) -> list[Any]:
    """Look all ids up in one query; a foreign id and an unknown one, and what is no id, are the same `Unknown`."""
    model = apps.get_model(need.to)
    keys = [_key(value.pk if isinstance(value, model) else value) for value in values]
    known = {key for key in keys if isinstance(key, uuid.UUID)}
    rows = model._default_manager.in_bulk(known) if known else {}
    return [rows.get(key) or Unknown(key) for key in dict.fromkeys(keys)]


def _key(value: Any) -> uuid.UUID | str:
    try:
        return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
    except (TypeError, ValueError, AttributeError):
        return str(value)


def _rows(need: Need, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or len(value) > MOST_ROWS or not all(isinstance(row, Mapping) for row in value):
        raise _Unreadable(_("请按行填写。"))
    return [_row(need, number, row) for number, row in enumerate(value, start=1)]


def _row(need: Need, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    cells, faults = sort(need.fields, row)
    if faults:
        raise _Unreadable(row_sentence(need, number, faults))
    empty = {
        field.name: MissingField.sentence for field in need.fields if field.required and cells[field.name] in (None, [])
    }
    if empty:
        raise _Unreadable(row_sentence(need, number, empty))
    return cells


def row_sentence(need: Need, number: int, faults: Mapping[str, Sentence]) -> str:
    """Return what is wrong in one row of a field of rows, by the labels of its columns."""
    labels = {field.name: str(field.label) for field in need.fields}
    said = "；".join(f"{labels.get(name, name)}：{sentence}" for name, sentence in faults.items())
    return str(_("第 %(number)d 行 %(said)s") % {"number": number, "said": said})


READERS: dict[str, Callable[[Need, Any], Any]] = {
    "text": _line,
    "longtext": _long,
    "date": _date,
    "moment": _moment,
    "number": _number,
    "yes_no": _yes_no,
    "choice": _choice,
    "ref": _ref,
    "refs": _refs,
    "file": _ref,
    "files": _files,
    "rows": _rows,
}
