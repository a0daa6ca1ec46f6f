"""Django registration of follow-up."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    """The follow-up list of one government."""

    name = "apps.followups"
    label = "followups"

    def ready(self) -> None:
        """Make the verbs known to their tables, and the facts to the ledger."""
        from apps.followups import extension_services, facts, services  # noqa: F401
        from tenants.ledger.facts import AgreedItemFact
        from tenants.ledger.registry import register

        register(AgreedItemFact, facts.all_facts)
