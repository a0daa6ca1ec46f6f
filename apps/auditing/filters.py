"""How the chain is narrowed down, alike on the page, in the interface and for an export."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.audit.models import Outcome
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed

#: Stands for acts that no account did: operators and nightly jobs.
NOBODY = "none"


def _since(day: date) -> Q:
    return Q(recorded_at__gte=clock.at_hour(day, 0))


def _until(day: date) -> Q:
    return Q(recorded_at__lt=clock.at_hour(day + timedelta(days=1), 0))


def _person(text: str) -> Q:
    return Q(actor_id=None) if text == NOBODY else Q(actor_id=_key("person", text))


def _act(text: str) -> Q:
    """Acts of one kind of object, or one act with the consents to it."""
    return Q(what__in=[text, f"{text}.consent"]) if "." in text else Q(object_kind=text)


def _object(text: str) -> Q:
    return Q(object_id=_key("object", text))


def _outcome(value: str) -> Q:
    return Q(outcome=value)


def _key(name: str, text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Malformed(fields={name: _("请填写有效的编号。")}) from None


FILTERS: tuple[tuple[Need, Callable[[Any], Q]], ...] = (
    (Need("since", _("自"), "date", required=False), _since),
    (Need("until", _("至"), "date", required=False), _until),
    (Need("person", _("办理人"), required=False), _person),
    (Need("what", _("办理事项"), required=False), _act),
    (Need("object", _("对象编号"), required=False), _object),
    (Need("outcome", _("结果"), "choice", required=False, choices=Outcome), _outcome),
)
NAMES = tuple(need.name for need, _rows in FILTERS)


def wanted(typed: Mapping[str, str]) -> Q:
    """Return the rows that these filters keep; raises Malformed, so that a misspelt one never shows everything."""
    given = clean([need for need, _rows in FILTERS], typed)
    found = Q()
    for need, rows in FILTERS:
        if given[need.name] is not None:
            found &= rows(given[need.name])
    return found
