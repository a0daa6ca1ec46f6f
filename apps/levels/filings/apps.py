"""Django registration of what is filed upward and received from below."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "apps.levels.filings"
    label = "filings"
