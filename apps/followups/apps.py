"""Django registration of follow-up."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    """The follow-up list of one government."""

    name = "apps.followups"
    label = "followups"

    def ready(self) -> None:
        """Make the verbs known to their tables, and the facts to the ledger."""
        from apps.followups import (  # noqa: F401
            extension_services,
            facts,
            letter_services,
            part_services,
            services,
        )
        from tenants.ledger.facts import AgreedItemFact, DueReportFact
        from tenants.ledger.registry import register

        register(AgreedItemFact, facts.all_facts)
        register(DueReportFact, facts.all_due_reports)
