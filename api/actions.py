"""From the tables to the wire: what stands open, what each action needs, how both sides stand; and carrying it out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from api.resources import Resource
from apps.organizations.models import User
from apps.organizations.units.permissions import attach
from kernel import clock
from kernel.canonical import Plain
from kernel.consents.models import Consent
from kernel.lifecycle import consent, engine
from kernel.lifecycle.engine import read_given
from kernel.lifecycle.models import Lifecycled
from kernel.lifecycle.table import Action, Need
from kernel.refusals import Malformed, StaleVersion
from kernel.workcalendar.rules import rests_on_unpublished
from kinds import steps

VERSION = re.compile(r'"([0-9]{1,9})"')


def prepare(resource: Resource, rows: Sequence[Model], user: User) -> list[Consent]:
    """Note on each row what the person holds on it, and return the rows' consents: two queries for the whole list."""
    if not rows or resource.lifecycle is None:
        return []
    attach(user, rows)
    if not any(row.consent for row in resource.lifecycle.actions):
        return []
    return list(Consent.objects.filter(object_id__in=[row.pk for row in rows]))


def open_to(resource: Resource, instance: Lifecycled, user: User, consents: Iterable[Consent]) -> Plain:
    """Return what `user` can do with the object now, and what of it is expected, until which day."""
    open_steps = steps.steps(resource.kind, instance, user, consents)
    return {
        "actions": [described(step.action, instance) for step in open_steps],
        "awaited": [
            {"action": step.action.name, "due_on": step.until, "provisional": rests_on_unpublished(step.until)}
            for step in open_steps
            if step.expected
        ],
    }


def described(row: Action, instance: Lifecycled | None = None) -> Plain:
    """Return one row of the table as a client needs it to offer the action."""
    return {
        "name": row.name,
        "label": row.label_on(instance),
        "article": row.article,
        "rule": row.rule,
        "two_sided": row.consent is not None,
        "needs": [_need(need) for need in row.needs],
    }


def _need(need: Need) -> Plain:
    return {
        "name": need.name,
        "label": need.label,
        "kind": need.kind,
        "required": need.required,
        "help": need.help,
        "to": need.to,
        "among": need.admissible.words if need.admissible else "",
        "choices": [{"value": value, "label": label} for value, label in need.choices.choices] if need.choices else [],
        "fields": [_need(inner) for inner in need.fields],
    }


def standings(resource: Resource, instance: Lifecycled, consents: Iterable[Consent]) -> list[Plain]:
    """Return how both sides stand towards every two-sided action that the object's state allows."""
    assert resource.lifecycle  # noqa: S101 - only asked of resources that have one
    rows = [row for row in resource.lifecycle.actions if row.consent and instance.state in row.source]
    return [
        {
            "action": row.name,
            "label": row.label,
            "sides": [
                {
                    "side": standing.side,
                    "person": standing.consent.person_name if standing.consent else None,
                    "post": standing.consent.person_post if standing.consent else None,
                    "at": standing.consent.at if standing.consent else None,
                    "sha256": standing.consent.sha256 if standing.consent else None,
                    "valid": standing.valid,
                }
                for standing in consent.standings(resource.lifecycle, row, instance, consents)
            ],
        }
        for row in rows
    ]


def create(resource: Resource, body: Mapping[str, object], *, by: User, version: int | None) -> Any:
    """Bring an object into being; return it."""
    assert resource.lifecycle  # noqa: S101 - the address exists only for a resource with a creating row
    assert resource.creating  # noqa: S101
    if version is not None:
        raise StaleVersion
    at = clock.now()
    given = read_given(resource.lifecycle, resource.creating, None, body, by=by, at=at)
    return engine.take(resource.lifecycle, resource.creating.name, by=by, at=at, **given)


def take(
    resource: Resource, name: str, instance: Lifecycled, body: Mapping[str, object], *, by: User, version: int | None
) -> Any:
    """Carry out one action on an object that `by` can see; return what its verb returned."""
    assert resource.lifecycle  # noqa: S101 - the address exists only for a resource with this action
    rows = resource.lifecycle.named(name)
    row = next((row for row in rows if instance.state in row.source), rows[0])
    at = clock.now()
    given = read_given(resource.lifecycle, row, instance, body, by=by, at=at)
    who = {resource.id_keyword: instance.pk, "by": by, "at": at, "version": version}
    return engine.take(resource.lifecycle, name, **who, **given)


def version_asked(if_match: str | None) -> int | None:
    """Return the version the client has read, from `If-Match: "3"`; None when it names none."""
    if if_match is None or if_match == "*":
        return None
    found = VERSION.fullmatch(if_match)
    if found is None:
        raise Malformed(_('If-Match 须为带双引号的版本号，例如 "3"。'))
    return int(found.group(1))
