"""Django registration of topics."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Topics of both sides."""

    name = "apps.topics"
    label = "topics"

    def ready(self) -> None:
        """Make the verbs known to their tables."""
        from apps.topics import services  # noqa: F401
