"""What agreed items and the reports due about them state upward: numbers, dates, enumerations (never a text)."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from apps.followups import due_reports
from apps.followups.models import AgreedItem, SupportingPart
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from kernel.workcalendar.selectors import workdays
from tenants.ledger.facts import AgreedItemFact, DueReportFact
from tenants.ledger.services import publish as publish_fact
from tenants.ledger.services import restate
from vocabulary.items import ItemState

#: Working days after the minutes within which an item is listed (assessment D3).
LISTED_WITHIN = 10


def publish(act: Act[AgreedItem]) -> None:
    """State the item as it stands after an act, in the act's transaction."""
    publish_fact(fact_of(act.object))


def all_facts() -> Iterator[AgreedItemFact]:
    """Yield the fact of every agreed item of this government, for reconciliation."""
    for item in AgreedItem.objects.select_related("meeting").prefetch_related("milestones"):
        yield fact_of(item)


def fact_of(item: AgreedItem) -> AgreedItemFact:
    """Return what `item` states upward."""
    return AgreedItemFact(
        source_id=item.pk,
        meeting_id=item.meeting_id,
        year=item.year,
        state=item.state,
        listed_on=item.listed_on,
        original_due_on=item.original_due_on,
        due_on=item.due_on,
        closed_on=_ended_on(item, ItemState.CLOSED, item.closed_at),
        terminated_on=_ended_on(item, ItemState.TERMINATED, item.terminated_at),
        extensions=item.extensions,
        listed_whole=_listed_whole(item),
    )


def _listed_whole(item: AgreedItem) -> bool:
    """Return whether the item was listed in time with all it needs: lead unit and deadline every item has (D3)."""
    issued_on = item.meeting.minutes_issued_on
    in_time = issued_on is None or workdays(issued_on, item.listed_on) <= LISTED_WITHIN
    return in_time and bool(item.milestones.all())


def _ended_on(item: AgreedItem, state: ItemState, moment: datetime | None) -> date | None:
    """Return the day on which the item came to an end, recorded or declared; None unless it ended in `state`."""
    if moment is not None:
        return day_of(moment)
    return item.declared_ended_on if item.state == state else None


def publish_due_reports(act: Act) -> None:
    """State what its units owe by the reporting cycle, after an act on an item or on a supporting unit's part."""
    publish_due_reports_of(act.object.item if isinstance(act.object, SupportingPart) else act.object)


def publish_due_reports_of(item: AgreedItem) -> None:
    """State what the units of an item owe; what they owe no more (it ended early) is taken back."""
    fresh = _with_reports().get(pk=item.pk)
    restate(DueReportFact, due_report_facts(fresh), agreed_item_id=item.pk)


def all_due_reports() -> Iterator[DueReportFact]:
    """Yield the facts of all due reports of this government, for reconciliation."""
    for item in _with_reports().iterator(chunk_size=500):
        yield from due_report_facts(item)


def due_report_facts(item: AgreedItem) -> Iterator[DueReportFact]:
    """Yield one fact per report that a unit of `item` owes."""
    for owed in due_reports.of_item(item):
        yield DueReportFact(
            source_id=uuid.uuid5(item.pk, f"{owed.unit.pk} {owed.report.number}"),
            agreed_item_id=item.pk,
            year=owed.report.due_on.year,
            leads=owed.leads,
            due_on=owed.report.due_on,
            reported_on=owed.report.reported_on,
        )


def _with_reports() -> QuerySet[AgreedItem]:
    found = AgreedItem.objects.select_related("meeting", "lead_unit")
    return found.prefetch_related("progress_reports", "parts__unit")
