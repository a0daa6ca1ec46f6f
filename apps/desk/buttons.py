"""What a person may do with an object now, as buttons: the awaited step first, exceptions behind it."""

from collections.abc import Iterable
from typing import Any

from apps.desk.things import BY_LIFECYCLE
from apps.followups.lifecycle import ITEM, PART
from apps.followups.selectors import letter_due, part_letter_due
from apps.meetings.lifecycle import MEETING
from apps.organizations.models import User
from apps.supervision.lifecycle import SENT
from kernel import clock
from kernel.lifecycle import consent
from kernel.lifecycle.permission import available, permitted
from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import Refusal


def buttons(lifecycle: Lifecycle, instance: Any, user: User, consents: Any = None) -> list[dict[str, Any]]:
    """Return the actions open to `user`, the awaited ones first in the table's order."""
    rows = available(lifecycle, instance, user, consents)
    found = [
        button(lifecycle, row, instance, expected=_is_expected(lifecycle, row, instance, user, consents))
        for row in rows
    ]
    return sorted(found, key=lambda one: not one["primary"])


def _is_expected(lifecycle: Lifecycle, row: Action, instance: Any, user: User, consents: Any) -> bool:
    """Whether somebody waits for this act: the table says so, or the other side has begun it."""
    if lifecycle is MEETING and row.name == "open_session":
        return bool(instance.session_on) and instance.session_on <= clock.today()
    if lifecycle is ITEM and row.name == "issue_letter":
        return letter_due(instance, clock.today()) is not None
    if lifecycle is PART and row.name == "issue_letter":
        return part_letter_due(instance, clock.today()) is not None
    if lifecycle is SENT and row.name == "close":
        return bool(instance.is_answered)
    if row.awaited or row.consent is None:
        return row.awaited
    return any(one.valid for one in consent.standings(lifecycle, row, instance, consents) if one.side != user.side)


def button(lifecycle: Lifecycle, row: Action, instance: Any, *, expected: bool = True) -> dict[str, Any]:
    """Return one action as the action bar shows it; one that asks nothing is carried out by the button itself."""
    return {
        "name": row.name,
        "label": row.label_on(instance),
        "article": row.article,
        "url": f"{BY_LIFECYCLE[lifecycle.name].address(instance)}/do/{row.name}",
        "primary": expected,
        "version": instance.version,
        "at_once": not row.needs and row.consent is None,
    }


def beginning(lifecycle: Lifecycle, name: str, user: User, url: str) -> list[dict[str, Any]]:
    """Return the button that brings something new into being, for whom the table lets."""
    try:
        row = permitted(lifecycle, name, None, user)
    except Refusal:
        return []
    return [{"name": row.name, "label": row.label, "article": row.article, "url": url, "primary": True}]


def quiet(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the same without a primary one."""
    return [{**row, "primary": False} for row in rows]
