"""Django registration of work rules."""

from django.apps import AppConfig


class WorkrulesConfig(AppConfig):
    """Work rules of one government."""

    name = "apps.workrules"
    label = "workrules"

    def ready(self) -> None:
        """Make the facts known to the ledger, and the names of the sides to the pages."""
        from apps.workrules import facts
        from apps.workrules.naming import side_label
        from tenants.ledger.facts import WorkRuleFact
        from tenants.ledger.registry import register
        from web.sides import name_sides_by

        register(WorkRuleFact, facts.all_facts)
        name_sides_by(side_label)
