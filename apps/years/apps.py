"""Django registration of what a government keeps per year."""

from django.apps import AppConfig


class YearsConfig(AppConfig):
    """The plan that a year's meeting stands in, and the explanation where none was held."""

    name = "apps.years"
    label = "years"

    def ready(self) -> None:
        """Make the facts known to the ledger."""
        from apps.years import facts
        from tenants.ledger.facts import YearExplanationFact, YearPlanFact
        from tenants.ledger.registry import register

        register(YearPlanFact, facts.all_plans)
        register(YearExplanationFact, facts.all_explanations)
