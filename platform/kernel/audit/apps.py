"""Django registration of this part of the kernel."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "kernel.audit"
    label = "audit"

    def ready(self) -> None:
        """Seal what is stored for ever."""
        from kernel.audit import seals

        seals.connect()
