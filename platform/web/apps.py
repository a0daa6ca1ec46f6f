"""Django registration of the page kit, for its template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "web"
    label = "web"
