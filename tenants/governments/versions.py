"""Which migrations each schema has seen, asked in one query.

The runtime role may not look into governments, so a function of the owner answers: schema and a digest of what was
applied, nothing else. Two schemas with the same digest are on the same version.
"""

from kernel.database.current import connection


def schema_versions() -> dict[str, str]:
    """Digest per schema; a schema without one holds nothing yet and is missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schema_name, digest FROM public.schema_versions()")
        return dict(cursor.fetchall())


def is_on_public_version() -> bool:
    """Whether the government at hand has seen every migration of the public schema; asked with its own role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT app, name FROM public.django_migrations"
            " EXCEPT SELECT app, name FROM django_migrations)"
        )
        return bool(cursor.fetchone()[0])


def government_versions() -> list[tuple[str | None, str | None]]:
    """(digest, digest of public) per standing government; None for one whose schema is missing. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH versions AS MATERIALIZED (SELECT * FROM public.schema_versions())
            SELECT v.digest, (SELECT p.digest FROM versions p WHERE p.schema_name = 'public')
              FROM public.governments_government g LEFT JOIN versions v ON v.schema_name = g.schema_name
             WHERE g.closed_on IS NULL
            """
        )
        return list(cursor.fetchall())
