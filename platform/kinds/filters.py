"""The filters of a kind's lists: query parameters of the interface, each with its type and the rows it keeps."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.table import Need
from kernel.refusals import Malformed, Sentence

FIRST_YEAR, LAST_YEAR = 1949, 2199


@dataclass(frozen=True, slots=True)
class Filter:
    """One query parameter of a list: how it is read, and which rows it keeps."""

    need: Need
    rows: Callable[[Any], Q]


def by(name: str, label: Sentence, kind: str, rows: Callable[[Any], Q], *, choices: Any = None) -> Filter:
    """Return a filter; `kind` is a kind of need, or `key` for an object's id."""
    if kind == "key":
        return Filter(Need(name, label, "text", required=False), lambda text: rows(_key(name, text)))
    return Filter(Need(name, label, kind, required=False, choices=choices), rows)


def by_year(path: str = "year") -> Filter:
    """Return the filter by a column that holds a year."""
    return by("year", _("年度"), "number", lambda value: Q(**{path: sound_year(value)}))


def by_state(states: Any) -> Filter:
    """Return the filter by the state of a lifecycle."""
    return by("state", _("状态"), "choice", lambda value: Q(state=value), choices=states)


def by_id(name: str, label: Sentence, path: str) -> Filter:
    """Return the filter by the key of another object."""
    return by(name, label, "key", lambda value: Q(**{path: value}))


def by_choice(name: str, label: Sentence, choices: Any, path: str = "") -> Filter:
    """Return the filter by one value of an enumeration."""
    return by(name, label, "choice", lambda value: Q(**{path or name: value}), choices=choices)


def sound_year(value: int) -> int:
    """Return the year; raises Malformed for a year outside the calendars that the product knows."""
    if not FIRST_YEAR <= value <= LAST_YEAR:
        raise Malformed(fields={"year": _("请填写四位数的年份。")})
    return value


def _key(name: str, text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Malformed(fields={name: _("请填写有效的编号。")}) from None
