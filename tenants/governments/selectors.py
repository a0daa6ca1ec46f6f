"""Reads about the government in which the code runs."""

from kernel.database.current import connection
from tenants.governments.models import Government


def government() -> Government:
    """Return the government whose schema is open now."""
    tenant = connection.tenant
    assert isinstance(tenant, Government)  # noqa: S101 - asked inside a government only
    return tenant
