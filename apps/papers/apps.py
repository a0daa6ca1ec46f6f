"""Django registration of paper approvals."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """What leaders signed on paper."""

    name = "apps.papers"
    label = "papers"
