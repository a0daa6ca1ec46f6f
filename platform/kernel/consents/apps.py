"""Django registration of this part of the kernel."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "kernel.consents"
    label = "consents"
