"""Whether the database that was named can carry Lianxi; what it lacks is said in one sentence, before any change."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from kernel.database.current import connection
from kernel.database.owner import as_owner

#: The same database of the same server, however its address is written.
_WHICH = """
    SELECT d.oid, d.datname, pg_catalog.pg_postmaster_start_time() FROM pg_catalog.pg_database d
     WHERE d.datname = pg_catalog.current_database()
"""
_OWNER = """
    SELECT r.rolname, r.rolcreaterole OR r.rolsuper, pg_catalog.pg_has_role(r.oid, d.datdba, 'MEMBER'), d.datname
      FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
     WHERE r.rolname = session_user AND d.datname = pg_catalog.current_database()
"""


def require_fit_database() -> None:
    """Ask as both roles whether both addresses lead to one database and the owner may do what migrations need."""
    runtime = _one(_WHICH)
    with as_owner():
        owner = _one(_WHICH)
        if runtime != owner:
            raise ImproperlyConfigured(
                f"DATABASE_URL leads to the database {runtime[1]!r} and LIANXI_MIGRATION_DATABASE_URL to {owner[1]!r}"
                f"{' of another server' if runtime[1] == owner[1] else ''}: both must name the same database."
            )
        _require_owners_rights(*_one(_OWNER))


def _require_owners_rights(role: str, creates_roles: bool, owns: bool, database: str) -> None:
    if not owns:
        raise ImproperlyConfigured(
            f"The role {role!r} of LIANXI_MIGRATION_DATABASE_URL does not own the database {database!r}: "
            f"as superuser, ALTER DATABASE {database} OWNER TO {role}."
        )
    if not creates_roles:
        raise ImproperlyConfigured(
            f"The role {role!r} of LIANXI_MIGRATION_DATABASE_URL may not create the governments' roles: "
            f"as superuser, ALTER ROLE {role} CREATEROLE."
        )


def _one(question: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
