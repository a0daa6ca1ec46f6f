"""Django registration of the annual assessment."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "tenants.assessment"
    label = "assessment"
