"""Units, posts and who holds them when, users and roles of one government."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate


def _create_declared_permissions(app_config: AppConfig, **how: Any) -> None:
    """Django would give every government four rows for each model of each library, which nothing here asks for."""
    if any(model._meta.permissions for model in app_config.get_models()):
        create_permissions(app_config, **how)


class OrganizationsConfig(AppConfig):
    """The people inside one government."""

    name = "apps.organizations"
    label = "organizations"

    def ready(self) -> None:
        """Write down only permissions that one of our models declares, and who comes in."""
        from apps.organizations.door import recording

        recording.connect()
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
        post_migrate.connect(_create_declared_permissions, dispatch_uid="organizations.create_declared_permissions")
