"""Units, posts and who holds them when, users and roles of one government."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """The people inside one government."""

    name = "apps.organizations"
    label = "organizations"
