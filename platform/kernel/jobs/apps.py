"""Django registration of the queue's commands and row policies."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "kernel.jobs"
    label = "jobs"
