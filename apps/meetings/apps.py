"""Django registration of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Joint meetings of one government."""

    name = "apps.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make the verbs known to their tables, the facts to the ledger, and the answers to what topics ask."""
        from apps.meetings import facts
        from apps.meetings.agenda import services as agenda  # noqa: F401
        from apps.meetings.attendance import services as attendance  # noqa: F401
        from apps.meetings.closing import services as closing  # noqa: F401
        from apps.meetings.collection import services as collection  # noqa: F401
        from apps.meetings.collection.selectors import collecting_rule
        from apps.meetings.convening import services as convening  # noqa: F401
        from apps.meetings.notice import services as notice  # noqa: F401
        from apps.meetings.preparation import services as preparation  # noqa: F401
        from apps.meetings.receipts import services as receipts  # noqa: F401
        from apps.meetings.session import services as session  # noqa: F401
        from apps.meetings.topic_list import services as topic_list  # noqa: F401
        from apps.meetings.topic_list.selectors import researches_after_settlement
        from apps.topics import ports
        from tenants.ledger.facts import MeetingFact
        from tenants.ledger.registry import register

        register(MeetingFact, facts.all_facts)
        ports.collecting_rule.register(collecting_rule)
        ports.researches_after_settlement.register(researches_after_settlement)
