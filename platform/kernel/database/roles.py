"""Roles: the owner and the runtime role log in; each government has one that does not.

Roles belong to the whole server while several databases may stand on it (tests, a restored copy), so creating them
tolerates that they exist and that somebody else creates them at this moment.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kernel.database.current import connection
from kernel.database.names import checked

#: What every government's role may do with public tables is granted once, to this group.
TENANT_GROUP = "lianxi_tenant"

#: Before this version a membership inherits or not by an attribute of the member.
_MEMBERSHIP_OPTIONS_SINCE = 160000

#: Roles that are a member of the group and have the runtime role as a member.
_COMPLETE = """
    SELECT r.rolname FROM pg_catalog.pg_roles r
      JOIN pg_catalog.pg_auth_members upward ON upward.member = r.oid
      JOIN pg_catalog.pg_roles g ON g.oid = upward.roleid AND g.rolname = %s
      JOIN pg_catalog.pg_auth_members downward ON downward.roleid = r.oid
      JOIN pg_catalog.pg_roles a ON a.oid = downward.member AND a.rolname = %s
"""


def runtime_role() -> str:
    """Who serves requests; the name is the operator's choice."""
    return str(settings.DATABASES["default"]["USER"])


def ensure_roles(schemas: Iterable[str]) -> None:
    """Create the role of each government's schema and let the runtime role change to it."""
    wanted = {checked(schema) for schema in schemas}
    with connection.cursor() as cursor:
        _refuse_inheriting_runtime_role(cursor)
        cursor.execute(_COMPLETE, [TENANT_GROUP, runtime_role()])
        complete = {name for (name,) in cursor.fetchall()}
        cursor.execute(_create_role(TENANT_GROUP))
        for role in sorted(wanted - complete):
            cursor.execute(_create_role(role))
            cursor.execute(_grant_role(TENANT_GROUP, role, inherited=True))
            cursor.execute(_grant_role(role, runtime_role(), inherited=False))


def _refuse_inheriting_runtime_role(cursor: object) -> None:
    """On old servers a member that inherits would hold the rights of all governments at once."""
    if connection.pg_version >= _MEMBERSHIP_OPTIONS_SINCE:
        return
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT rolinherit FROM pg_catalog.pg_roles WHERE rolname = %s", [runtime_role()]
    )
    if cursor.fetchone()[0]:  # type: ignore[attr-defined]
        raise ImproperlyConfigured(f"Give the runtime role no inheritance: ALTER ROLE {runtime_role()} NOINHERIT.")


def _create_role(name: str) -> str:
    role = connection.ops.quote_name(name)
    return f"""
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{name}') THEN
            CREATE ROLE {role} NOLOGIN;
          END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$"""


def _grant_role(group: str, member: str, *, inherited: bool) -> str:
    """`group` to `member`; a grant made by somebody else at the same moment shows as a conflict and is as good."""
    new = connection.pg_version >= _MEMBERSHIP_OPTIONS_SINCE
    options = f"WITH INHERIT {str(inherited).upper()}, SET {str(not inherited).upper()}" if new else ""
    return f"""
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_catalog.pg_auth_members m
                           JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
                           JOIN pg_catalog.pg_roles o ON o.oid = m.member
                          WHERE g.rolname = '{group}' AND o.rolname = '{member}') THEN
            GRANT {connection.ops.quote_name(group)} TO {connection.ops.quote_name(member)} {options};
          END IF;
        EXCEPTION WHEN unique_violation OR internal_error THEN NULL;
        END $$"""
