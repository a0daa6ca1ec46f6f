"""The one function with the owner's rights: it tells the version of every schema and nothing else of it."""

from django.db import migrations

CREATE = r"""
CREATE FUNCTION public.schema_versions() RETURNS TABLE (schema_name text, digest text)
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


class Migration(migrations.Migration):
    dependencies = [("governments", "0001_initial")]

    operations = [migrations.RunSQL([CREATE], ["DROP FUNCTION public.schema_versions()"])]
