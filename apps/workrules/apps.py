"""Django registration of work rules."""

from django.apps import AppConfig


class WorkrulesConfig(AppConfig):
    """Work rules of one government."""

    name = "apps.workrules"
    label = "workrules"

    def ready(self) -> None:
        """Make the verbs known to their table, and the facts to the ledger."""
        from apps.workrules import facts, services  # noqa: F401
        from tenants.ledger.facts import WorkRuleFact
        from tenants.ledger.registry import register

        register(WorkRuleFact, facts.all_facts)
