"""Django registration of auditing."""

from django.apps import AppConfig


class AuditingConfig(AppConfig):
    """What the audit officer reads, verifies and takes along; the chain itself is the kernel's."""

    name = "apps.auditing"
    label = "auditing"
