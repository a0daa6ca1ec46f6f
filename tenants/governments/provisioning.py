"""How a government comes into being: row, host, schema, role and grants in one transaction.

A government is whole or not there at all, so an interrupted import is simply started again. Runs as owner.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models.expressions import RawSQL
from django_tenants.utils import schema_exists
from pypinyin import Style, lazy_pinyin

from kernel.canonical import Plain
from kernel.database.current import connection
from kernel.database.grants import set_grants
from kernel.database.names import PUBLIC, TEMPLATE, schema_of
from kernel.database.owner import as_owner
from tenants.governments.divisions import Division, fault_of_place, usual_names
from tenants.governments.models import NAMES, SEPARATOR, FormerPlace, Government
from tenants.governments.parallel import in_threads
from tenants.governments.template import TemplateDump
from tenants.governments.versions import schema_versions

Progress = Callable[[str], object]


def ready_template() -> TemplateDump:
    """The template, written down; refused while it is behind, because new governments would be born old."""
    versions = schema_versions()
    if TEMPLATE not in versions or versions[TEMPLATE] != versions.get(PUBLIC):
        raise CommandError("The template schema is not up to date: run `manage.py migrate_schemas` first.")
    return TemplateDump.take()


def provision(government: Government, *, template: TemplateDump | None = None) -> bool:
    """Give the government its schema, role and grants; False when it had the schema already.

    The template is written down anew unless the caller, who makes many, passes it.
    """
    with as_owner(), transaction.atomic():
        new = not schema_exists(government.schema_name)
        if new:
            (template or ready_template()).replay_as(government.schema_name)
        set_grants([government.schema_name])
        return new


def create_government(
    *,
    code: str,
    name: str,
    parent_code: str | None,
    level: str,
    kind: str,
    counted: bool = True,
    template: TemplateDump | None = None,
    **names: str,
) -> Government:
    """Create one government, whole. `names` are those of `divisions.USUAL`; what is not given is derived."""
    parent = parent_code or ""
    called = usual_names(name=name, kind=kind, level=level, given=names)
    division = Division(0, code=code, name=name, level=level, kind=kind, parent_code=parent, counted=counted, **called)
    fault = fault_of_place(division, dict(Government.objects.values_list("code", "level")))
    if fault:
        raise ValidationError(fault)
    with as_owner():
        return _put(division, template or ready_template())


def import_governments(divisions: list[Division], *, progress: Progress | None = None) -> tuple[int, int]:
    """Bring the tree to what the file says; (created, already there). Each government by itself.

    Level by level, so that parents stand first; those of one level on two connections at a time.
    """
    say = progress or (lambda line: None)
    there = {code for one in Government.objects.all() for code in (one.code, one.founding_code)}
    wanted = _not_yet_so(divisions)
    if wanted:
        with as_owner():
            template = ready_template()
        for count, division in enumerate(_put_all(wanted, template), start=1):
            say(f"[{count}/{len(wanted)}] {schema_of(division.code)} {division.name}")
    created = sum(division.code not in there for division in divisions)
    return created, len(divisions) - created


def _put_all(divisions: list[Division], template: TemplateDump) -> Iterator[Division]:
    """Yield each when it stands. A level is begun when all above it are there."""
    waiting = {division.code: division for division in divisions}
    while waiting:
        ready = [one for one in waiting.values() if one.parent_code not in waiting]
        put = partial(_put_called, waiting | {}, template)
        for code in in_threads(put, [one.code for one in ready]):
            yield waiting.pop(code)


def _put_called(divisions: Mapping[str, Division], template: TemplateDump, code: str) -> None:
    _put(divisions[code], template)


def _not_yet_so(divisions: list[Division]) -> list[Division]:
    """Those that do not stand in the tree exactly as the file says, or lack their schema. One query."""
    has_schema = RawSQL("to_regnamespace(quote_ident(governments_government.schema_name)) IS NOT NULL", [])
    known = list(Government.objects.annotate(has_schema=has_schema))
    there = {one.founding_code: one for one in known} | {one.code: one for one in known}

    def stands(division: Division) -> bool:
        government = there.get(division.code)
        if government is None or not government.has_schema:
            return False
        return not _differs(government, _description(division, there.get(division.parent_code)))

    return [division for division in divisions if not stands(division)]


def _put(division: Division, template: TemplateDump) -> Government:
    """One government as the file describes it. To whom it answers is set once: see change_reporting_parent."""
    with transaction.atomic():
        government = _called(division.code)
        parent = _called(division.parent_code) if division.parent_code else None
        described = _description(division, parent)
        if government is None:
            government = Government(schema_name=schema_of(division.code), reporting_parent=parent, **described)
            government.full_clean()
            government.save()
        elif _differs(government, described):
            Government.objects.filter(pk=government.pk).update(**_still_said(government, described))
            government.refresh_from_db()
        provision(government, template=template)
        return government


def _called(code: str) -> Government | None:
    """The government of that code, or the one founded with it: a file may be older than a new code."""
    known = Government.objects
    return known.filter(code=code).first() or known.filter(schema_name=schema_of(code)).first()


def _description(division: Division, parent: Government | None) -> Plain:
    values = {field.name: getattr(division, field.name) for field in fields(division)}
    del values["row"], values["parent_code"]
    initials = "".join(lazy_pinyin(division.name, style=Style.FIRST_LETTER))
    return values | {"initials": initials, "parent_id": parent.pk if parent else None}


def _differs(government: Government, described: Plain) -> bool:
    return any(getattr(government, field) != value for field, value in _still_said(government, described).items())


def _still_said(government: Government, described: Plain) -> Plain:
    """What a file may say of a government: the names of one that was renamed are newer than any file."""
    fixed = NAMES if government.named_on else ()
    return {field: value for field, value in described.items() if field not in fixed}


def change_reporting_parent(government: Government, *, to: Government, on: date) -> int:
    """Let a government, with all below it, answer to another one from a day on; how many paths changed.

    The former places are kept: past years keep the parent they had. See `tenants.ledger.moving` for the ledger's rows.
    """
    if to.pk == government.pk or government.is_above(to):
        raise ValueError(f"{to} stands below {government}: the tree would become a circle.")
    old, new = government.path, f"{to.path}{SEPARATOR}{government.founding_code}"
    with as_owner(), transaction.atomic():
        moved = list(Government.objects.under(old).select_for_update())
        Government.objects.filter(pk=government.pk).update(reporting_parent=to)
        for one in moved:
            FormerPlace.objects.update_or_create(government=one, valid_to=on, defaults={"path": one.path})
            Government.objects.filter(pk=one.pk).update(path=new + one.path[len(old) :], path_since=on)
    government.refresh_from_db()
    return len(moved)


def close_government(government: Government, *, on: date, merged_into: Government | None = None) -> None:
    """Close a government: its host answers 404 from now on, its schema and its past stay."""
    with as_owner():
        Government.objects.filter(pk=government.pk).update(closed_on=on, merged_into=merged_into)
    government.refresh_from_db()


def schemas_of_governments() -> list[str]:
    """All schemas of the tree, closed ones too: they are migrated like the others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schema_name FROM public.governments_government ORDER BY path")
        return [name for (name,) in cursor.fetchall()]
