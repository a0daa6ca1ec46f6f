"""What a person may do with an object now, as buttons: the awaited step first, exceptions behind it."""

from collections.abc import Iterable
from typing import Any

from kernel.lifecycle.permission import permitted
from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import Refusal
from kinds.registry import kind_of, page_of
from kinds.steps import Step, steps


def buttons(lifecycle: Lifecycle, instance: Any, user: Any, consents: Any = None) -> list[dict[str, Any]]:
    """Return the actions open to `user`, the awaited ones first in the table's order."""
    return [one for _step, one in _offered(lifecycle, instance, user, consents)]


def told(lifecycle: Lifecycle, instance: Any, user: Any, consents: Any = None) -> list[dict[str, Any]]:
    """Return the same for the page of one object, each with what it still lacks: the guards are asked beforehand.

    Acts that lack nothing stand first. Lists of many objects do not ask this: every guard reads for itself.
    """
    offered = [
        {**shown, "missing": missing(step.obstacles(user))}
        for step, shown in _offered(lifecycle, instance, user, consents)
    ]
    return sorted(offered, key=lambda one: bool(one["missing"]))


def _offered(lifecycle: Lifecycle, instance: Any, user: Any, consents: Any) -> list[tuple[Step, dict[str, Any]]]:
    offered = [
        (step, button(lifecycle, step.action, instance, expected=step.expected))
        for step in steps(kind_of(lifecycle), instance, user, consents)
    ]
    return sorted(offered, key=lambda pair: not pair[1]["primary"])


def missing(refusals: Iterable[Refusal]) -> list[dict[str, Any]]:
    """Return what stands in the way as the pages list it: the sentence of the rule, and what it is about."""
    names = ("sentence", "about", "article", "rule")
    return [{name: getattr(one, name) for name in names} for one in refusals]


def button(lifecycle: Lifecycle, row: Action, instance: Any, *, expected: bool = True) -> dict[str, Any]:
    """Return one action as the action bar shows it; one that asks nothing is carried out by the button itself."""
    return {
        "name": row.name,
        "label": row.label_on(instance),
        "article": row.article,
        "url": f"{page_of(kind_of(lifecycle)).address(instance)}/do/{row.name}",
        "primary": expected,
        "version": instance.version,
        "at_once": not row.needs and row.consent is None,
    }


def named(lifecycle: Lifecycle, name: str, instance: Any, user: Any) -> list[dict[str, Any]]:
    """Return the button of one action where it is open to `user`; nothing is asked about the others."""
    try:
        return [button(lifecycle, permitted(lifecycle, name, instance, user), instance)]
    except Refusal:
        return []


def beginning(lifecycle: Lifecycle, name: str, user: Any, url: str) -> list[dict[str, Any]]:
    """Return the button that brings something new into being, for whom the table lets."""
    try:
        row = permitted(lifecycle, name, None, user)
    except Refusal:
        return []
    return [{"name": row.name, "label": row.label, "article": row.article, "url": url, "primary": True}]


def quiet(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the same without a primary one."""
    return [{**row, "primary": False} for row in rows]
