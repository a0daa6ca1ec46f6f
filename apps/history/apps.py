"""Django registration of history."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """What one government did before it came to the platform."""

    name = "apps.history"
    label = "history"
