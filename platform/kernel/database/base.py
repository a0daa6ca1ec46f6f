"""The connection: search path, role and scope are set together, again with every statement."""

from typing import Any, ClassVar

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantsWrapper
from psycopg import IsolationLevel
from psycopg.pq import TransactionStatus

from kernel.database.cursors import EnteringCursor, entrance
from kernel.database.introspection import Introspection
from kernel.database.limits import PatientConnection, bound
from kernel.database.names import PUBLIC, checked, is_government_schema
from kernel.database.operations import Operations
from kernel.database.schema_editor import SchemaEditor
from kernel.database.servers import Unreachable, refuse_old_server

_POWERS = "SELECT rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = session_user"


class DatabaseWrapper(TenantsWrapper):
    """Every cursor belongs to one schema, with that schema's role.

    The settings are never trusted to still hold: a rollback undoes them, and so does a new connection. They are set
    again with each statement, in the same message. Whoever reaches around `connection.cursor()` loses this.
    """

    ops_class = Operations
    introspection_class = Introspection
    SchemaEditorClass = SchemaEditor

    #: Roles that have been looked at in this process; a connection of each is looked at once.
    _known_harmless: ClassVar[set[str]] = set()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.acts_as_owner = False
        self._entrance: tuple[tuple[str, ...], str] = ((), "")
        super().__init__(*args, **kwargs)
        self.introspection = Introspection(self)

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """Choose whose schema the next cursor works in.

        Content types are shared, so their cache stays: the library clears it here, under other threads' feet.
        """
        self.schema_name = checked(tenant.schema_name)
        self.tenant = tenant
        self.include_public_schema = include_public
        self.search_path_set_schemas = None

    def get_connection_params(self) -> Any:
        return {**super().get_connection_params(), "cursor_factory": EnteringCursor}

    def get_new_connection(self, conn_params: Any) -> Any:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        try:
            return PatientConnection.connect(**conn_params)
        except psycopg.OperationalError as fault:
            raise Unreachable(self.settings_dict, fault) from fault

    def init_connection_state(self) -> None:
        refuse_old_server(self.connection.info.server_version)
        super().init_connection_state()
        self.connection.execute(bound().as_statement())
        if not settings.DEMO:
            self._refuse_powerful_role()

    def _refuse_powerful_role(self) -> None:
        """Grants and row policies bind nobody who may pass them by."""
        role = str(self.settings_dict["USER"])
        if role in self._known_harmless:
            return
        if self.connection.execute(_POWERS).fetchone()[0]:
            raise ImproperlyConfigured(
                f"The database role {role!r} is a superuser or bypasses row-level security: "
                "give DATABASE_URL and LIANXI_MIGRATION_DATABASE_URL ordinary roles."
            )
        self._known_harmless.add(role)

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Let a cursor enter the schema with each of its statements; a named one has its statement sent for it, first.

        In a failed transaction nothing can be set; the only statement that will run there is the rollback.
        """
        entering = self._entering()
        if cursor is not None:
            cursor.cursor.entrance = entering
        elif self.connection.info.transaction_status != TransactionStatus.INERROR:
            with self.wrap_database_errors:
                self.connection.execute(entering)

    def _entering(self) -> str:
        """The statement for where this connection is now, written once for each place that it comes to."""
        place = self._search_path(), self._role(), self._scope()
        if self._entrance[0] != place:
            self._entrance = place, entrance(*place)
        return self._entrance[1]

    def _search_path(self) -> str:
        if self.schema_name == PUBLIC or not self.include_public_schema:
            return f'"{self.schema_name}"'
        return f'"{self.schema_name}", "{PUBLIC}"'

    def _role(self) -> str:
        if self.acts_as_owner or not is_government_schema(self.schema_name):
            return "none"
        return str(self.schema_name)

    def _scope(self) -> str:
        """The tree path below which the public tables' row policies let this connection see."""
        return getattr(self.tenant, "path", "") or ""
