"""Django registration of the kinds: their declarations are read once every table is known."""

from django.apps import AppConfig


class KindsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "kinds"
    label = "kinds"

    def ready(self) -> None:
        """Read every declaration and load every verb."""
        from kinds.discovery import discover

        discover()
