"""Django registration of paper approvals."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """What leaders signed on paper."""

    name = "apps.papers"
    label = "papers"

    def ready(self) -> None:
        """Make the verbs known to their table."""
        from apps.papers import services  # noqa: F401
