"""Django registration of letters to other levels, and of those that come from them."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "apps.levels.supervision"
    label = "supervision"
