"""Units, posts and who holds them when, users and roles of one government."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """The people inside one government."""

    name = "apps.organizations"
    label = "organizations"

    def ready(self) -> None:
        """Make the verbs known to their tables."""
        from apps.organizations import (  # noqa: F401
            account_services,
            delegation_services,
            handover_services,
            officer_services,
            post_services,
            rights_services,
            unit_services,
        )
