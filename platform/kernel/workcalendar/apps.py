"""Django registration of this part of the kernel."""

from django.apps import AppConfig


class WorkcalendarConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "kernel.workcalendar"
    label = "workcalendar"
