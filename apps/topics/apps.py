"""Django registration of topics."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Topics of both sides."""

    name = "apps.topics"
    label = "topics"

    def ready(self) -> None:
        """Make the verbs known to their tables."""
        from apps.topics.consultations import services as consultations  # noqa: F401
        from apps.topics.proposing import services as proposing  # noqa: F401
        from apps.topics.rounds import services as rounds  # noqa: F401
        from apps.topics.screening import services as screening  # noqa: F401
