"""Who may do what with which table: stated once, set by one function, compared with the catalog by a test.

- A government's role works in its own schema: everything on ordinary tables, only reading and inserting on
  append-only ones (model attribute `append_only`).
- All governments share the rights of one group on public tables: reading, and writing where the model says
  `tenant_writes`. Row-level policies decide which rows; whoever reads may call the functions that they ask.
- The runtime role itself reads public tables. It enters a government only by changing to its role.
- The queue of jobs is a library's; its rights stand in `kernel.database.queue`.
- The template belongs to nobody but the owner.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.routers import TenantSyncRouter

from kernel.database import policies, queue
from kernel.database.current import connection
from kernel.database.names import GOVERNMENT_SCHEMA, PUBLIC, TEMPLATE, checked, is_government_schema
from kernel.database.roles import TENANT_GROUP, ensure_roles, runtime_role

READ = frozenset({"SELECT"})
ADD = READ | {"INSERT"}
WRITE = ADD | {"UPDATE", "DELETE"}
SEQUENCE = frozenset({"USAGE", "SELECT"})
CALL = frozenset({"EXECUTE"})
#: Functions of the public schema that the runtime role may call; they run with the owner's rights.
RUNTIME_FUNCTIONS = frozenset({"schema_versions"})


@dataclass(frozen=True, order=True)
class Held:
    """One privilege that somebody other than the owner holds on something."""

    kind: str
    schema: str
    name: str
    role: str
    privilege: str

    def __str__(self) -> str:
        return f"{self.role}: {self.privilege} on {self.kind} {self.schema}.{self.name}"


@dataclass(frozen=True, order=True)
class Thing:
    """A schema, table, sequence or function, as the catalog knows it."""

    kind: str
    schema: str
    name: str


def set_grants(schemas: Iterable[str] | None = None) -> list[str]:
    """Bring roles and privileges of these schemas (None: all) to what is expected; say which schemas were changed.

    Idempotent. Runs as owner after every replay and every migration.
    """
    wanted = all_schemas() if schemas is None else [checked(schema) for schema in schemas]
    ensure_roles(schema for schema in wanted if is_government_schema(schema))
    missing, excess = differences(wanted)
    changed = sorted({held.schema for held in missing | excess})
    with connection.cursor() as cursor:
        for privileges, things, role in _grouped(excess):
            cursor.execute(f"REVOKE {privileges} ON {things} FROM {role}")
        for privileges, things, role in _grouped(missing):
            cursor.execute(f"GRANT {privileges} ON {things} TO {role}")
    return changed


def differences(schemas: Iterable[str]) -> tuple[set[Held], set[Held]]:
    """What is missing and what is too much in the catalog, compared with the expectation."""
    names = list(schemas)
    actual = held_in(names)
    expected = expected_in(names)
    return expected - actual, actual - expected


def expected_in(schemas: Iterable[str]) -> set[Held]:
    """What should be held, for the things that exist."""
    rights = _table_rights()
    expected = set()
    for thing in _things_in(list(schemas)):
        for role, privileges in _expected_on(thing, rights).items():
            expected |= {Held(thing.kind, thing.schema, thing.name, role, privilege) for privilege in privileges}
    return expected


def all_schemas() -> list[str]:
    """Public, the template and every government's schema in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY(%s) OR nspname ~ %s ORDER BY nspname",
            [[PUBLIC, TEMPLATE], f"^{GOVERNMENT_SCHEMA}$"],
        )
        return [name for (name,) in cursor.fetchall()]


# --- the expectation ---------------------------------------------------------------------------------------------


def _expected_on(thing: Thing, rights: dict[tuple[bool, str], frozenset[str]]) -> dict[str, frozenset[str]]:
    if thing.schema == TEMPLATE:
        return {}
    if thing.schema == PUBLIC:
        return _expected_in_public(thing, rights)
    if thing.kind == "TABLE":
        return {thing.schema: rights.get((False, thing.name), frozenset())}
    return {thing.schema: {"SCHEMA": frozenset({"USAGE"}), "SEQUENCE": SEQUENCE}.get(thing.kind, frozenset())}


def _expected_in_public(thing: Thing, rights: dict[tuple[bool, str], frozenset[str]]) -> dict[str, frozenset[str]]:
    if thing.kind == "SCHEMA":
        return dict.fromkeys((runtime_role(), TENANT_GROUP), frozenset({"USAGE"}))
    if thing.kind == "TABLE" and (True, thing.name) in rights:
        return {runtime_role(): READ, TENANT_GROUP: rights[True, thing.name]}
    if thing.kind == "FUNCTION" and thing.name.startswith(policies.PREFIX):
        return dict.fromkeys((runtime_role(), TENANT_GROUP), CALL)
    if thing.kind == "FUNCTION" and thing.name.partition("(")[0] in RUNTIME_FUNCTIONS:
        return {runtime_role(): CALL}
    return queue.rights(thing.kind, thing.name, worker=runtime_role(), governments=TENANT_GROUP)


def _table_rights() -> dict[tuple[bool, str], frozenset[str]]:
    """Per (shared, table) what governments' roles may do with it, read off the models."""
    migrations = MigrationRecorder.Migration._meta.db_table
    rights = {(True, migrations): READ, (False, migrations): READ}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            shared = _is_shared(model)
            rights[shared, model._meta.db_table] = _shared_right(model) if shared else _own_right(model)
    return rights


def _own_right(model: type[models.Model]) -> frozenset[str]:
    return ADD if getattr(model, "append_only", False) else WRITE


def _shared_right(model: type[models.Model]) -> frozenset[str]:
    return _own_right(model) if getattr(model, "tenant_writes", False) else READ


def _is_shared(model: type[models.Model]) -> bool:
    return bool(TenantSyncRouter().app_in_list(model._meta.app_label, settings.SHARED_APPS))


# --- the catalog -------------------------------------------------------------------------------------------------

_THINGS = """
    SELECT 'SCHEMA' AS kind, n.nspname AS schema, ''::text AS name, n.nspowner AS owner,
           coalesce(n.nspacl, acldefault('n', n.nspowner)) AS acl
      FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY(%(schemas)s)
    UNION ALL
    SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname::text, c.relowner,
           coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY(%(schemas)s) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'FUNCTION', n.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', p.proowner,
           coalesce(p.proacl, acldefault('f', p.proowner))
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = ANY(%(schemas)s)
"""
_HELD = f"""
    SELECT t.kind, t.schema, t.name,
           CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END, a.privilege_type
      FROM ({_THINGS}) t, LATERAL aclexplode(t.acl) a WHERE a.grantee <> t.owner
"""  # noqa: S608 — both parts are constants


def held_in(schemas: list[str]) -> set[Held]:
    """Every privilege that anybody but the owner holds in these schemas."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"schemas": schemas})
        return {Held(*row) for row in cursor.fetchall()}


def _things_in(schemas: list[str]) -> list[Thing]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t.kind, t.schema, t.name FROM ({_THINGS}) t", {"schemas": schemas})  # noqa: S608 — a constant
        return [Thing(*row) for row in cursor.fetchall()]


def _grouped(held: set[Held]) -> list[tuple[str, str, str]]:
    """Privileges, things and role of as few statements as possible."""
    privileges: dict[tuple[Thing, str], list[str]] = defaultdict(list)
    for one in sorted(held):
        privileges[Thing(one.kind, one.schema, one.name), one.role].append(one.privilege)
    things: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for (thing, role), rights in privileges.items():
        things[thing.kind, ", ".join(rights), role].append(_quoted(thing))
    return [
        (rights, f"{kind} {', '.join(names)}", _quoted_role(role)) for (kind, rights, role), names in things.items()
    ]


def _quoted(thing: Thing) -> str:
    quote = connection.ops.quote_name
    if thing.kind == "SCHEMA":
        return str(quote(thing.schema))
    name, bracket, arguments = thing.name.partition("(")
    return f"{quote(thing.schema)}.{quote(name)}{bracket}{arguments}"


def _quoted_role(role: str) -> str:
    return role if role == "PUBLIC" else str(connection.ops.quote_name(role))
