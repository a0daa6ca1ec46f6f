"""What each responsible unit owes by the reporting cycle: computed from dates and reports, never stored (R11.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from apps.followups.models import AgreedItem, PartState, SupportingPart
from apps.followups.rules import DueReport, due_reports
from apps.followups.terms import report_cycle_of
from apps.organizations.models import Unit
from kernel.clock import day_of
from vocabulary.items import ItemState


@dataclass(frozen=True, slots=True)
class UnitReport:
    """One report that one unit owes about one item."""

    unit: Unit
    #: Whether the unit leads; otherwise it reports on its own part.
    leads: bool
    report: DueReport


def owed_by(one: AgreedItem | SupportingPart) -> list[DueReport]:
    """Return what the lead unit owes of an item, or a supporting unit of its part, oldest first.

    The reports are those that `selectors.with_dates` noted, or `progress_reports` of the item, which may be prefetched.
    """
    item = one.item if isinstance(one, SupportingPart) else one
    unit_id = one.unit_id if isinstance(one, SupportingPart) else one.lead_unit_id
    starts_on = _start(one, item)
    cycle = report_cycle_of(item.meeting)
    if starts_on is None or cycle is None:
        return []
    noted = getattr(one, "reported_moments", None)
    if noted is None:
        noted = [row.recorded_at for row in item.progress_reports.all() if row.unit_id == unit_id]
    came = [day_of(moment) for moment in noted]
    if one.reported_at is not None:
        came.append(day_of(one.reported_at))
    return due_reports(starts_on=starts_on, until=_end(one, item), cycle=cycle, reported=came)


def of_item(item: AgreedItem) -> Iterator[UnitReport]:
    """Yield what every responsible unit owes about an item: the lead unit first."""
    yield from (UnitReport(item.lead_unit, True, report) for report in owed_by(item))
    for part in item.parts.all():
        part.item = item
        yield from (UnitReport(part.unit, False, report) for report in owed_by(part))


def expected(one: AgreedItem | SupportingPart, today: date) -> DueReport | None:
    """Return the report that it is time to write; None when there is none."""
    return next((report for report in owed_by(one) if report.is_expected(today)), None)


def missing(one: AgreedItem | SupportingPart, today: date) -> int:
    """Return how many reports are overdue."""
    return sum(report.is_missing(today) for report in owed_by(one))


def _start(one: AgreedItem | SupportingPart, item: AgreedItem) -> date | None:
    """From the day of listing; what was taken over from before the platform, from its receipt here."""
    if not item.imported:
        return item.listed_on
    return day_of(one.acknowledged_at) if one.acknowledged_at else None


def _end(one: AgreedItem | SupportingPart, item: AgreedItem) -> date:
    """The deadline, or the day on which nobody works on it any more."""
    ends = [one.due_on]
    if one.state in {PartState.REPORTED, ItemState.REPORTED, ItemState.CHECKED, ItemState.CLOSED} and one.reported_at:
        ends.append(day_of(one.reported_at))
    if item.state == ItemState.CLOSED and item.closed_at:
        ends.append(day_of(item.closed_at))
    if item.state == ItemState.TERMINATED and item.terminated_at:
        ends.append(day_of(item.terminated_at))
    return min(ends)
