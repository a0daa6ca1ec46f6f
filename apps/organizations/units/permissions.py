"""Which object: permissions granted to a unit's group. The only place in this project that speaks to guardian.

A unit's group is granted `act_for_*` on an object when the unit proposes, is asked, or becomes responsible, and loses
it when it no longer is. Lists read all grants of a person with one query (`attach`); verbs always ask afresh, because
they act on a row they have just locked.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import PermissionsMixin
from django.db.models import Model, QuerySet
from django.utils.module_loading import autodiscover_modules
from guardian.shortcuts import assign_perm, remove_perm
from guardian.utils import get_group_obj_perms_model

from apps.organizations.units.models import Unit
from kernel import clock
from kernel.audit import services as audit

_ATTACHED = "_held_permissions"
#: An object's key and the key of a unit's group.
M = TypeVar("M", bound=Model)
Pair = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Who should hold one permission now: derived from the objects themselves, to be compared with what was granted."""

    codename: str
    model: str
    pairs: Callable[[], Iterable[Pair]]


#: Every permission that units are granted, by its codename; filled by the `permissions` module of each application.
ENTITLEMENTS: dict[str, Entitlement] = {}


def entitled(codename: str, model: str, pairs: Callable[[], Iterable[Pair]]) -> None:
    """Say who should hold `codename` on the objects of `model`; the same permission is declared once."""
    if codename in ENTITLEMENTS:
        raise ValueError(f"There are two entitlements called {codename}")
    ENTITLEMENTS[codename] = Entitlement(codename, model, pairs)


def grant(codename: str, unit: Unit, instance: Model) -> None:
    """Let `unit` act on `instance`."""
    assign_perm(codename, unit.group, instance)


def revoke(codename: str, unit: Unit, instance: Model) -> None:
    """End what `grant` gave."""
    remove_perm(codename, unit.group, instance)


def holds(user: PermissionsMixin, codename: str, instance: Model) -> bool:
    """Return whether one of the user's units was granted `codename` on `instance`."""
    attached = getattr(instance, _ATTACHED, None)
    if attached is not None and user.pk in attached:
        return codename in attached[user.pk]
    return codename in held(user, [instance])[instance.pk]


def attach(user: PermissionsMixin, instances: Sequence[Model]) -> None:
    """Note on each object what `user` holds on it: one query for the whole list, whatever kinds of objects it holds.

    What is acted on by the rights on something else (a letter, by those on its item) names that as `rights_on`.
    """
    subjects = [getattr(instance, "rights_on", instance) for instance in instances]
    subjects = [subject for subject in subjects if subject._meta.permissions]
    found = held(user, subjects)
    for subject in subjects:
        setattr(subject, _ATTACHED, {user.pk: found[subject.pk]})


def held(user: PermissionsMixin, instances: Sequence[Model]) -> dict[uuid.UUID, set[str]]:
    """Return, per object key, the codenames granted to the user's units; no two objects have the same key."""
    found: dict[uuid.UUID, set[str]] = {instance.pk: set() for instance in instances}
    grants = [_granted(user, model, list(found)) for model in {type(instance): None for instance in instances}]
    if not grants:
        return found
    for pk, codename in grants[0].union(*grants[1:]) if len(grants) > 1 else grants[0]:
        found[pk].add(codename)
    return found


def _granted(user: PermissionsMixin, model: Any, keys: list[uuid.UUID]) -> Any:
    table: Any = get_group_obj_perms_model(model)
    return table.objects.filter(group__user=user, content_object__in=keys).values_list(
        "content_object_id", "permission__codename"
    )


def only_theirs(user: PermissionsMixin, codename: str, queryset: QuerySet[M]) -> QuerySet[M]:
    """Return the objects of `queryset` on which the user's units hold `codename`; global permissions never count."""
    table: Any = get_group_obj_perms_model(queryset.model)  # type: ignore[arg-type]
    granted = table.objects.filter(group__user=user, permission__codename=codename.rpartition(".")[2])
    return queryset.filter(pk__in=granted.values("content_object"))


def has_open_business(unit: Unit) -> bool:
    """Whether there is anything a unit may still act on: what it was granted ends with the business it was for."""
    autodiscover_modules("permissions")
    return any(_granted_to(unit, one).exists() for one in ENTITLEMENTS.values())


def _granted_to(unit: Unit, one: Entitlement) -> Any:
    table: Any = get_group_obj_perms_model(apps.get_model(one.model))  # type: ignore[arg-type]
    return table.objects.filter(group=unit.group_id, permission__codename=one.codename)


@dataclass(frozen=True, slots=True)
class Misgrant:
    """A permission that somebody holds without being entitled (`superfluous`), or is entitled to and lacks."""

    codename: str
    object_id: str
    group_id: str
    superfluous: bool

    def __str__(self) -> str:
        """Return the line that the nightly command prints."""
        return f"{'superfluous' if self.superfluous else 'missing'} {self.codename} on {self.object_id}"


def misgrants() -> list[Misgrant]:
    """Return every difference between what units hold in the open schema and what they are entitled to."""
    autodiscover_modules("permissions")
    found = []
    for one in ENTITLEMENTS.values():
        granted, wanted = _holders(one), set(one.pairs())
        found += [Misgrant(one.codename, str(pk), str(group), True) for pk, group in granted - wanted]
        found += [Misgrant(one.codename, str(pk), str(group), False) for pk, group in wanted - granted]
    return sorted(found, key=lambda one: (one.codename, one.object_id, one.superfluous))


def mend(found: Iterable[Misgrant]) -> None:
    """Take what is superfluous and give what is missing."""
    for one in found:
        model = apps.get_model(ENTITLEMENTS[one.codename].model)
        instance = model._default_manager.get(pk=one.object_id)
        group = Unit.objects.select_related("group").get(group_id=one.group_id).group
        (remove_perm if one.superfluous else assign_perm)(one.codename, group, instance)
        _note_mending(one, instance)


def _note_mending(one: Misgrant, instance: Model) -> None:
    now = clock.recorded_now()
    audit.append(
        what="permission.mend",
        at=now,
        recorded_at=now,
        by=None,
        object_kind=instance._meta.model_name,
        object_id=instance.pk,
        changes={"codename": one.codename, "group": one.group_id, "superfluous": one.superfluous},
    )


def _holders(one: Entitlement) -> set[Pair]:
    model: Any = apps.get_model(one.model)
    table: Any = get_group_obj_perms_model(model)
    rows = table.objects.filter(permission__codename=one.codename)
    return set(rows.values_list("content_object_id", "group_id"))
