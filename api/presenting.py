"""Objects as they are answered: in a list and at their own address."""

from collections.abc import Iterable, Sequence
from typing import Any

from api import actions
from api.resources import Resource
from apps.organizations.models import User
from kernel.canonical import Plain
from kernel.consents.models import Consent
from kinds.fields import present


def listed(resource: Resource, rows: Sequence[Any], user: User) -> list[Plain]:
    """Return the rows of a page; what they cost does not grow with their number."""
    consents = actions.prepare(resource, rows, user)
    return [_row(resource, row, user, consents) for row in rows]


def detailed(resource: Resource, instance: Any, user: User) -> Plain:
    """Return one object in full."""
    consents = actions.prepare(resource, [instance], user)
    shown = _row(resource, instance, user, consents)
    if resource.lifecycle is not None:
        shown["consents"] = actions.standings(resource, instance, consents)
    return {**shown, **present(resource.details, instance, user)}


def _row(resource: Resource, instance: Any, user: User, consents: Iterable[Consent]) -> Plain:
    shown: Plain = {"id": instance.pk}
    if resource.lifecycle is None:
        return {**shown, **present(resource.fields, instance, user)}
    shown |= {
        "state": instance.state,
        "state_label": resource.lifecycle.states(instance.state).label,
        "state_since": instance.state_since,
        "version": instance.version,
    }
    shown |= present(resource.fields, instance, user)
    return shown | actions.open_to(resource, instance, user, consents)
