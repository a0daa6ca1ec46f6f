"""Django registration; the only table of this app keeps the answers to keyed requests."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registered inside each government."""

    name = "api"
    label = "api"
