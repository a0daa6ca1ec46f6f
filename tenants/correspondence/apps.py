"""Django registration of what passes between governments."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "tenants.correspondence"
    label = "correspondence"
