"""Django registration of follow-up."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    """The follow-up list of one government."""

    name = "apps.followups"
    label = "followups"

    def ready(self) -> None:
        """Make the facts known to the ledger, and the answers to what meetings ask."""
        from apps.followups import facts, selectors
        from apps.followups.prior_reports import report
        from apps.meetings.closing.ports import follow_up_rows
        from apps.meetings.notice.ports import prior_report_rows
        from apps.minutes.ports import prior_told
        from tenants.ledger.facts import AgreedItemFact, DueReportFact
        from tenants.ledger.registry import register

        register(AgreedItemFact, facts.all_facts)
        register(DueReportFact, facts.all_due_reports)
        follow_up_rows.register(selectors.list_text)
        prior_report_rows.register(report.rows_of)
        prior_told.register(report.told_to)
