"""Django registration of rules for many governments."""

from django.apps import AppConfig


class CommonRulesConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "tenants.commonrules"
    label = "commonrules"
