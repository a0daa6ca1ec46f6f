"""Django registration of topics."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Topics of both sides."""

    name = "apps.topics"
    label = "topics"
