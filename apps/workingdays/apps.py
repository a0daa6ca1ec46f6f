"""Django registration of this app; its tables are the kernel's."""

from django.apps import AppConfig


class WorkingDaysConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "apps.workingdays"
    label = "workingdays"
