"""The roles and the database that Lianxi expects, as SQL that may run at every start.

`lianxi_owner` owns the database, migrates it and makes a role per government; `lianxi_app` serves requests and owns
nothing. The superuser that initdb makes is the launcher's alone. Objects' grants are not given here: that is the one
function of the tenants layer that runs after every migration.
"""

DATABASE = "lianxi"
OWNER = "lianxi_owner"
APP = "lianxi_app"
SUPERUSER = "postgres"

# The passwords stand in the statements, so a failing one must not reach the server's log.
_SCRIPT = r"""
SET log_min_error_statement = 'panic';
SET client_min_messages = 'warning';
SELECT format('CREATE ROLE %I', wanted) FROM unnest(ARRAY['{owner}', '{app}']) AS wanted
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) \gexec
ALTER ROLE {owner} LOGIN NOSUPERUSER CREATEROLE {createdb} NOREPLICATION NOBYPASSRLS PASSWORD '{owner_password}';
ALTER ROLE {app} LOGIN NOSUPERUSER NOINHERIT NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
 PASSWORD '{app_password}';
ALTER ROLE {app} SET statement_timeout = '60s';
ALTER ROLE {app} SET idle_in_transaction_session_timeout = '60s';
SELECT 'CREATE DATABASE {database} OWNER {owner}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \gexec
ALTER DATABASE {database} OWNER TO {owner};
REVOKE ALL ON DATABASE {database}, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {app};
{for_tests}
\connect template1
REVOKE ALL ON SCHEMA public FROM PUBLIC;
\connect {database}
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {app};
"""


def bootstrap_script(*, owner_password: str, app_password: str, for_tests: bool) -> str:
    """The script for psql; tests make databases of their own, which the owner may do nowhere else."""
    return _SCRIPT.format(
        owner=OWNER,
        app=APP,
        database=DATABASE,
        owner_password=owner_password,
        app_password=app_password,
        createdb="CREATEDB" if for_tests else "NOCREATEDB",
        for_tests=f"GRANT CONNECT ON DATABASE postgres TO {OWNER};" if for_tests else "",
    )
