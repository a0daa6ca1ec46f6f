"""What a connection is refused for, as one sentence for the operator."""

from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from kernel.postgres.binaries import OLDEST_MAJOR


class Unreachable(OperationalError):
    """Nobody answers at the address, or not for this role."""

    def __init__(self, settings_dict: dict[str, Any], fault: psycopg.OperationalError) -> None:
        host, port = settings_dict["HOST"] or "the default socket", settings_dict["PORT"] or 5432
        reason = " ".join(str(fault).split()) or "no reason given"
        super().__init__(
            f"The database {settings_dict['NAME']!r} at {host}, port {port}, cannot be reached as role "
            f"{settings_dict['USER']!r}: check that PostgreSQL runs there, and DATABASE_URL and "
            f"LIANXI_MIGRATION_DATABASE_URL. It was said: {reason}"
        )


def refuse_old_server(version: int) -> None:
    """Older ones differ in who may create in `public`, and nobody tests them."""
    if version < OLDEST_MAJOR * 10000:
        raise ImproperlyConfigured(
            f"The server is PostgreSQL {version // 10000}.{version % 10000}: Lianxi needs PostgreSQL {OLDEST_MAJOR} "
            "or newer."
        )
