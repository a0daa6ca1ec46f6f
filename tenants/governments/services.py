"""Governments over time: closed or merged, renamed, moved below another parent (R12.9). Run by operators, as owner.

The past keeps what it had: documents say the names of their day because they hold the words, the ledger keeps the path
under which a concluded matter was stated, and former names and parents are kept with their days. Each change is told to
the audit chain of the government it concerns.
"""

from dataclasses import fields
from datetime import date
from typing import Any

from django.db import transaction
from pypinyin import Style, lazy_pinyin

from kernel import clock
from kernel.audit import services as audit
from kernel.canonical import Plain
from kernel.database.names import schema_of
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.governments import provisioning
from tenants.governments.divisions import Division, fault_of_place
from tenants.governments.models import NAMES, Domain, FormerName, FormerParent, Government


class CannotChange(ValueError):
    """The tree would become wrong; the sentence says why."""


def close(government: Government, *, on: date, merged_into: Government | None = None) -> None:
    """Close a government, alone or into another one; its schema, its documents and its figures stay."""
    _require_past(on)
    _require_standing(government)
    below = Government.objects.standing().filter(reporting_parent=government)
    if below.exists():
        raise CannotChange(f"{below.count()} governments still answer to {government}: close or move them first.")
    if merged_into is not None:
        _require_standing(merged_into)
        if merged_into.pk == government.pk:
            raise CannotChange(f"{government} cannot be merged into itself.")
    provisioning.close_government(government, on=on, merged_into=merged_into)
    _note(government, "government.close", on=on, merged_into=merged_into.code if merged_into else None)


def rename(government: Government, *, on: date, **new: str) -> None:
    """Give a government another name, code or names of its organs, from a day on; the former ones are kept."""
    _require_past(on)
    _require_standing(government)
    changed = {field: value for field, value in new.items() if value and value != getattr(government, field)}
    if not changed:
        raise CannotChange(f"{government} is called so already.")
    if government.named_on and on <= government.named_on:
        raise CannotChange(f"{government} bears its present name since {government.named_on}: give a later day.")
    _require_free(changed.get("code"))
    if "name" in changed:
        changed["initials"] = "".join(lazy_pinyin(changed["name"], style=Style.FIRST_LETTER))
    before = {field: getattr(government, field) for field in NAMES}
    after = Government(**(before | changed), schema_name=government.schema_name, level=government.level)
    after.clean_fields(exclude={field.name for field in Government._meta.fields} - {*changed} | {"initials"})
    with as_owner():
        _write_name(government, before, changed, on=on)
    government.refresh_from_db()
    _note(government, "government.rename", on=on, **{name: [before[name], value] for name, value in changed.items()})


def _write_name(government: Government, before: Plain, changed: dict[str, str], *, on: date) -> None:
    with transaction.atomic():
        FormerName.objects.create(government=government, valid_from=government.named_on, valid_to=on, **before)
        if "code" in changed:  # who kept the old address still arrives
            Domain.objects.get_or_create(domain=government.host, defaults={"tenant": government, "is_primary": False})
        Government.objects.filter(pk=government.pk).update(named_on=on, **changed)


def move(government: Government, *, to: Government, on: date) -> int:
    """Let a government, with all below it, answer to another one from a day on; how many moved."""
    _require_past(on)
    _require_standing(government)
    _require_standing(to)
    former = government.reporting_parent
    if former is None:
        raise CannotChange(f"{government} is the root of the tree.")
    if former.pk == to.pk:
        raise CannotChange(f"{government} answers to {to} already.")
    if government.placed_on and on <= government.placed_on:
        raise CannotChange(f"{government} answers to {former} since {government.placed_on}: give a later day.")
    if to.pk == government.pk or government.is_above(to):
        raise CannotChange(f"{to} stands below {government}: the tree would become a circle.")
    fault = fault_of_place(_as_division(government, to), dict(Government.objects.values_list("code", "level")))
    if fault:
        raise CannotChange(fault)
    with as_owner(), transaction.atomic():
        FormerParent.objects.create(
            government=government, valid_from=government.placed_on, valid_to=on, reporting_parent=former
        )
        Government.objects.filter(pk=government.pk).update(placed_on=on)
        moved = provisioning.change_reporting_parent(government, to=to, on=on)
        _note(government, "government.move", on=on, reporting_parent=[former.code, to.code])
    return moved


def _as_division(government: Government, parent: Government) -> Division:
    texts = {field.name for field in fields(Division)} - {"row", "parent_code"}
    return Division(row=0, parent_code=parent.code, **{name: getattr(government, name) for name in texts})


def _require_past(on: date) -> None:
    if on > clock.today():
        raise CannotChange(f"{on} lies in the future: a change of the tree takes effect when it is made.")


def _require_standing(government: Government) -> None:
    if government.closed_on is not None:
        raise CannotChange(f"{government} was closed on {government.closed_on}.")


def _require_free(code: str | None) -> None:
    if code and Government.objects.filter(code=code).exists():
        raise CannotChange(f"There is a government with the code {code} already.")
    if code and Government.objects.filter(schema_name=schema_of(code)).exists():
        raise CannotChange(f"Another government was founded with the code {code}: its schema bears it for ever.")


def _note(government: Government, what: str, **changes: Any) -> None:
    """Operators have no accounts, so the entry names nobody."""
    at = clock.now()
    with inside(government), transaction.atomic():
        audit.append(
            what=what,
            at=at,
            recorded_at=clock.recorded_now(),
            by=None,
            object_kind="government",
            changes=changes,
        )
