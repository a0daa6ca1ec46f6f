"""Which migrations each schema has seen, asked in one query.

The runtime role may not look into governments, so a function of the owner answers: schema and a digest of what was
applied, nothing else. Two schemas with the same digest are on the same version.
"""

from django.db.migrations import RunSQL

from kernel.database.current import connection

_SCHEMA_VERSIONS = r"""
CREATE OR REPLACE FUNCTION public.schema_versions() RETURNS TABLE (schema_name text, digest text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  FOR schema_name IN
    SELECT n.nspname FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
     WHERE c.relname = 'django_migrations' AND n.nspname ~ '^(public|gtemplate|g[0-9][0-9a-z_]{0,39})$'
  LOOP
    EXECUTE format(
      'SELECT md5(string_agg(app || ''.'' || name, '','' ORDER BY (app || ''.'' || name) COLLATE "C"))
         FROM %I.django_migrations', schema_name) INTO digest;
    RETURN NEXT;
  END LOOP;
END $$
"""


def create_schema_versions() -> list[RunSQL]:
    """Return the operations of a migration that create the function, which tells nothing else of a schema."""
    return [RunSQL([_SCHEMA_VERSIONS], ["DROP FUNCTION public.schema_versions()"])]


def schema_versions() -> dict[str, str]:
    """Digest per schema; a schema without one holds nothing yet and is missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schema_name, digest FROM public.schema_versions()")
        return dict(cursor.fetchall())


def is_on_public_version() -> bool:
    """Whether the government at hand has seen every migration of the public schema; asked with its own role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM public.django_migrations")
        expected = set(cursor.fetchall())
        cursor.execute("SELECT app, name FROM django_migrations")
        return expected <= set(cursor.fetchall())


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
