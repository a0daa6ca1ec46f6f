"""Django registration of what is filed upward and received from below."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "apps.levels.filings"
    label = "filings"

    def ready(self) -> None:
        """Make the verbs known to their tables."""
        from apps.levels.filings import services  # noqa: F401
