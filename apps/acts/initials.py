"""What the form of an act begins with: the object as it is, what the other side proposed, or what is usual."""

from typing import Any

from django.db.models import Model

from apps.documents.pages import uploads
from apps.organizations.models import User
from kernel.lifecycle import consent
from kernel.lifecycle.table import Action, Need
from kinds.kind import Kind, Values
from kinds.registry import lifecycle_of


def initial(kind: Kind, action: Action, instance: Model, user: User) -> Values:
    """Return the first value of each field of `action`, where there is one."""
    if instance is None:
        return kind.forms.new(user) if kind.forms.new else {}
    if action.consent:
        return proposed(kind, action, instance, user)
    declared = kind.forms.initial.get(action.name)
    if declared:
        return declared(instance, action)
    return as_it_is(instance, action) if action.name == "edit" else {}


def proposed(kind: Kind, action: Action, instance: Model, user: User) -> Values:
    """Return what the other side proposed, where its proposal still stands."""
    for standing in consent.standings(lifecycle_of(kind), action, instance):
        if standing.side != user.side and standing.valid and standing.consent:
            return dict(standing.consent.given)
    return {}


def as_it_is(instance: Model, action: Action) -> Values:
    """Return the object's present values: what an edit begins with."""
    return {need.name: _held(instance, need) for need in action.needs}


def as_it_is_without_reason(instance: Model, action: Action) -> Values:
    """Return the object's present values but for the reason: a reason of last time is no reason of this time."""
    return {need.name: _held(instance, need) for need in action.needs if need.name != "reason"}


def _held(instance: Model, need: Need) -> Any:
    if need.kind == "files":
        return uploads.held(instance, need)
    if need.kind == "refs":
        return [row.pk for row in getattr(instance, need.name).all()]
    return getattr(instance, f"{need.name}_id" if need.kind == "ref" else need.name, None)
