"""Django registration of what stands between governments."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "tenants.ledger"
    label = "ledger"
