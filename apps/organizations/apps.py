"""Units, posts and who holds them when, users and roles of one government."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """The people inside one government."""

    name = "apps.organizations"
    label = "organizations"

    def ready(self) -> None:
        """Make the verbs known to their tables."""
        from apps.organizations.accounts import rights_services, services  # noqa: F401
        from apps.organizations.deputies import services as deputies  # noqa: F401
        from apps.organizations.officers import services as officers  # noqa: F401
        from apps.organizations.posts import handover_services  # noqa: F401
        from apps.organizations.units import services as units  # noqa: F401
