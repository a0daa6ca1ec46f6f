"""Django registration of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Joint meetings of one government."""

    name = "apps.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make the facts known to the ledger, and the answers to what topics ask."""
        from apps.meetings import facts
        from apps.meetings.collection.selectors import collecting_rule
        from apps.meetings.topic_list.selectors import researches_after_settlement
        from apps.topics import ports
        from tenants.ledger.facts import MeetingFact
        from tenants.ledger.registry import register

        register(MeetingFact, facts.all_facts)
        ports.collecting_rule.register(collecting_rule)
        ports.researches_after_settlement.register(researches_after_settlement)
