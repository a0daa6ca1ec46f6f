"""Django registration of this app; see the package docstring of its models for what it holds."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "demonstration"
    label = "demonstration"
