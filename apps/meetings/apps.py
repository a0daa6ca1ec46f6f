"""Django registration of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Joint meetings of one government."""

    name = "apps.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make the verbs known to their tables, and the facts to the ledger."""
        from apps.meetings import (  # noqa: F401
            agenda_services,
            amending_services,
            attendance_services,
            checklist_services,
            convening_services,
            facts,
            receipt_services,
            services,
            session_services,
        )
        from tenants.ledger.facts import MeetingFact
        from tenants.ledger.registry import register

        register(MeetingFact, facts.all_facts)
