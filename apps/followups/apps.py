"""Django registration of follow-up."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    """The follow-up list of one government."""

    name = "apps.followups"
    label = "followups"

    def ready(self) -> None:
        """Make the verbs known to their tables, and the facts to the ledger."""
        from apps.followups import facts
        from apps.followups.extensions import services as extensions  # noqa: F401
        from apps.followups.items import services as items  # noqa: F401
        from apps.followups.letters import services as letters  # noqa: F401
        from apps.followups.parts import services as parts  # noqa: F401
        from tenants.ledger.facts import AgreedItemFact, DueReportFact
        from tenants.ledger.registry import register

        register(AgreedItemFact, facts.all_facts)
        register(DueReportFact, facts.all_due_reports)
