"""What a person may do with an object now, as buttons: the awaited step first, exceptions behind it."""

from collections.abc import Iterable
from typing import Any

from apps.desk.things import BY_LIFECYCLE
from apps.followups.lifecycle import ITEM, PART
from apps.followups.selectors import letter_due, part_letter_due
from apps.levels.supervision.lifecycle import SENT
from apps.meetings.lifecycle import MEETING
from apps.organizations.models import User
from kernel import clock
from kernel.lifecycle import consent
from kernel.lifecycle.obstacles import obstacles
from kernel.lifecycle.permission import available, permitted
from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import Refusal


def buttons(lifecycle: Lifecycle, instance: Any, user: User, consents: Any = None) -> list[dict[str, Any]]:
    """Return the actions open to `user`, the awaited ones first in the table's order."""
    return [one for _row, one in _offered(lifecycle, instance, user, consents)]


def told(lifecycle: Lifecycle, instance: Any, user: User, consents: Any = None) -> list[dict[str, Any]]:
    """Return the same for the page of one object, each with what it still lacks: the guards are asked beforehand.

    What lacks nothing stands first. Of many objects in a list nobody asks this: every guard reads for itself.
    """
    found = [
        {**one, "missing": missing(obstacles(lifecycle, row, instance, user))}
        for row, one in _offered(lifecycle, instance, user, consents)
    ]
    return sorted(found, key=lambda one: bool(one["missing"]))


def _offered(lifecycle: Lifecycle, instance: Any, user: User, consents: Any) -> list[tuple[Action, dict[str, Any]]]:
    found = [
        (row, button(lifecycle, row, instance, expected=_is_expected(lifecycle, row, instance, user, consents)))
        for row in available(lifecycle, instance, user, consents)
    ]
    return sorted(found, key=lambda pair: not pair[1]["primary"])


def missing(refusals: Iterable[Refusal]) -> list[dict[str, Any]]:
    """Return what stands in the way as the pages list it: the sentence of the rule, and what it is about."""
    names = ("sentence", "about", "article", "rule")
    return [{name: getattr(one, name) for name in names} for one in refusals]


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


def named(lifecycle: Lifecycle, name: str, instance: Any, user: User) -> list[dict[str, Any]]:
    """Return the button of one action where it is open to `user`; nothing is asked about the others."""
    try:
        return [button(lifecycle, permitted(lifecycle, name, instance, user), instance)]
    except Refusal:
        return []


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
