"""Django registration of the backup commands; there are no tables."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "tenants.backups"
    label = "backups"
