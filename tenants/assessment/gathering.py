"""The facts of governments in one year, read from what each stated upward: five statements, however many they are.

Nothing is asked of a government's own tables, so the government itself and the levels above read the same figures.

- The year in progress is read as if it closed today; a past one as it closed, with what was entered by the cut-off.
- Days in the ledger are days of entry, so what was back-dated is judged by when it was entered.
- What was entered from before the platform is left out until somebody accepts it; `left_out` counts those meetings.
- A meeting counts in the year that its own rule counts it for (R4.8); all others are scored as extraordinary.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kernel.database.names import code_of
from tenants.assessment.scoring.facts import (
    DueItems,
    DueReports,
    Facts,
    Item,
    Meeting,
    Params,
    Topic,
    Unimplemented,
)
from tenants.governments.models import Government
from tenants.ledger import models as ledger
from tenants.ledger.entries import Entry
from vocabulary.meetings import GIVEN_UP, MeetingState
from vocabulary.roles import Side

#: Parameters that a rule must set to be complete (A2).
REQUIRED = 12
#: Minutes and evidence are filed by this day of the year that follows.
CUT_OFF = (1, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What of the year is still open, so that something can be won: items and reports by their days, and a meeting."""

    #: Deadlines of open items that lie ahead, and how many open ones are overdue.
    items: tuple[date, ...] = ()
    overdue: int = 0
    #: Items that are due later in the year and closed already.
    closed_early: int = 0
    reports: tuple[date, ...] = ()
    #: The ordinary meeting that is under way: its day, and what was done for it.
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One government with its facts of a year."""

    code: str
    name: str
    name_en: str
    level: str
    parent: str
    facts: Facts
    ahead: Ahead
    #: Meetings from before the platform that do not count.
    left_out: int


@dataclass(slots=True)
class _Rows:
    """What the ledger has of one government."""

    rules: list[ledger.WorkRule]
    meetings: list[ledger.Meeting]
    items: list[ledger.AgreedItem]
    reports: list[ledger.DueReport]
    plans: list[ledger.YearPlan]


def cut_off(year: int) -> date:
    """Return the day by which papers of a year are filed."""
    return date(year + 1, *CUT_OFF)


def of_one(place: Government, *, year: int, today: date) -> Gathered:
    """Return the facts of one government by its own statements."""
    return _gathered(Q(path=place.path), [place], year=year, today=today)[0]


def below(place: Government, *, year: int, today: date) -> list[Gathered]:
    """Return the facts of every counted government strictly below, in the order of the tree."""
    scope = Q(path__gte=f"{place.path}.", path__lt=f"{place.path}/")
    places = Government.objects.filter(scope, counted=True).exclude(closed_on__lte=min(today, date(year, 12, 31)))
    return _gathered(scope, list(places.select_related("reporting_parent").order_by("path")), year=year, today=today)


def _gathered(scope: Q, places: Sequence[Government], *, year: int, today: date) -> list[Gathered]:
    rows = _rows(scope, year)
    return [_one(place, rows[code_of(place.schema_name)], year, min(today, date(year, 12, 31))) for place in places]


def _rows(scope: Q, year: int) -> defaultdict[str, _Rows]:
    found: defaultdict[str, _Rows] = defaultdict(lambda: _Rows([], [], [], [], []))
    reports = ledger.DueReport.objects.filter(scope, due_on__year=year)
    of_items = Q(year=year) | Q(due_on__year=year) | Q(source_id__in=reports.values("agreed_item_id"))
    tables: dict[str, Iterable[Entry]] = {
        "rules": ledger.WorkRule.objects.filter(scope).order_by("in_force_from"),
        "meetings": ledger.Meeting.objects.filter(scope, year__lte=year + 1).order_by("held_on", "planned_on"),
        "items": ledger.AgreedItem.objects.filter(scope & of_items).order_by("due_on"),
        "reports": reports.order_by("due_on"),
        "plans": ledger.YearPlan.objects.filter(scope, year=year),
    }
    for name, table in tables.items():
        for row in table:
            getattr(found[row.government], name).append(row)
    return found


def _one(place: Government, rows: _Rows, year: int, day: date) -> Gathered:
    rule = _rule_on(rows.rules, day)
    params = _params(rule)
    own = [row for row in rows.meetings if not row.imported and row.held_on is not None and row.held_on <= day]
    scored = [row for row in own if row.counts_in == year or (row.held_on is not None and row.held_on.year == year)]
    meetings = [_meeting(row, year, rows.items) for row in scored]
    first = min((one.held_on for one in meetings if one.type == "ordinary"), default=day)
    imported = {row.source_id for row in rows.meetings if row.imported}
    items = [row for row in rows.items if row.meeting_id not in imported and row.terminated_on is None]
    of_items = {row.source_id for row in items}
    reports = [row for row in rows.reports if row.agreed_item_id in of_items]
    earlier = (row.held_on for row in own if row.counts_in and row.counts_in != year)
    parent = place.reporting_parent
    return Gathered(
        code=place.code,
        name=place.name,
        name_en=place.name_en,
        level=place.level,
        parent=parent.code if parent else "",
        left_out=sum(row.imported and row.counts_in == year for row in rows.meetings),
        facts=Facts(
            year=year,
            filing_cutoff=cut_off(year),
            tenant=place.code,
            name=place.name,
            params=params,
            rule_in_force=rule is not None,
            rule_params_present=min(rule.params_present, REQUIRED) if rule else 0,
            rule_params_required=REQUIRED,
            in_annual_gov_work_plan=any(
                row.recorded_on <= cut_off(year) and not row.imported for row in rows.plans
            ),
            meetings=tuple(meetings),
            earlier_meetings=tuple(held for held in earlier if held is not None and held.year < year),
            due_items=_due_items(items, year, day),
            reports=_due_reports(reports, day),
            has_prior_meeting=any(row.held_on is not None and row.held_on < first for row in rows.meetings),
            prior_unimplemented=_prior(scored, year),
        ),
        ahead=_ahead(rows, items, reports, year, day),
    )  # fmt: skip


def _rule_on(rules: Iterable[ledger.WorkRule], day: date) -> ledger.WorkRule | None:
    in_force = (row for row in rules if row.in_force_from <= day and (row.in_force_to is None or row.in_force_to > day))
    return next(in_force, None)


def _params(rule: ledger.WorkRule | None) -> Params:
    if rule is None:
        return Params()
    return Params(
        required_ordinary_meetings=rule.frequency_min,
        period_years=rule.period_years,
        collection_lead_months=rule.collection_lead_months,
        notice_lead_workdays=rule.notice_lead_workdays,
        minutes_deadline_workdays=rule.minutes_deadline_workdays,
    )


def _meeting(row: ledger.Meeting, year: int, items: Iterable[ledger.AgreedItem]) -> Meeting:
    assert row.held_on is not None  # noqa: S101 - only meetings that were held are scored
    issued = row.minutes_issued_on
    return Meeting(
        type="ordinary" if row.counts_in == year else "extraordinary",
        held_on=row.held_on,
        collection_started_on=row.collection_started_on,
        notice_issued_on=row.notice_issued_on,
        minutes_issued_on=issued if issued is not None and issued <= cut_off(year) else None,
        gov_lead=row.gov_lead or "none",
        union_lead=row.union_lead or "none",
        tabled_topics=_topics(row),
        agreed_items=tuple(
            Item(listed_ok=one.listed_whole)
            for one in items
            if one.meeting_id == row.source_id and one.listed_on <= cut_off(year)
        ),
    )


def _topics(row: ledger.Meeting) -> tuple[Topic, ...]:
    """Return topics that count as those of the meeting do; which of them was prepared nobody above needs to know."""
    by_origin = ((Side.UNION.value, row.topics_union), (Side.GOV.value, row.topics_gov), ("joint", row.topics_joint))
    origins = [origin for origin, number in by_origin for _each in range(number)][: row.topics_tabled]
    return tuple(
        Topic(
            origin=origin,
            research_report=at < row.topics_prepared,
            consultation_closed=at < row.topics_prepared,
            outcome="decided" if at < row.topics_decided else None,
        )
        for at, origin in enumerate(origins)
    )


def _due_items(items: Iterable[ledger.AgreedItem], year: int, day: date) -> DueItems:
    due = [row for row in items if row.due_on.year == year and row.due_on <= day]
    closed = [row for row in due if row.closed_on is not None and row.closed_on <= day]
    on_time = sum(row.closed_on is not None and row.closed_on <= row.due_on for row in closed)
    return DueItems(due=len(due), on_time=on_time, late_closed=len(closed) - on_time)


def _due_reports(reports: Iterable[ledger.DueReport], day: date) -> DueReports:
    due = [row for row in reports if row.due_on <= day]
    return DueReports(
        due=len(due), on_time=sum(row.reported_on is not None and row.reported_on <= row.due_on for row in due)
    )


def _prior(scored: Iterable[ledger.Meeting], year: int) -> Unimplemented:
    """Return what the last ordinary meeting of the year heard about earlier items."""
    last = [row for row in scored if row.counts_in == year]
    return Unimplemented(count=last[-1].unimplemented, fully_explained=last[-1].explained) if last else Unimplemented()


def _ahead(
    rows: _Rows, items: Iterable[ledger.AgreedItem], reports: Iterable[ledger.DueReport], year: int, day: date
) -> Ahead:
    of_year = [row for row in items if row.due_on.year == year]
    later = [row for row in of_year if row.due_on > day]
    coming = [
        row for row in rows.meetings
        if row.year == year and row.kind == "ordinary" and row.planned_on is not None
        and MeetingState(row.state).is_before(MeetingState.HELD) and row.state not in GIVEN_UP
    ]  # fmt: skip
    return Ahead(
        items=tuple(row.due_on for row in later if row.closed_on is None),
        overdue=sum(row.due_on <= day and row.closed_on is None for row in of_year),
        closed_early=sum(row.closed_on is not None for row in later),
        reports=tuple(row.due_on for row in reports if row.due_on > day),
        meeting=_coming(coming[0], day) if coming else None,
    )


def _coming(row: ledger.Meeting, day: date) -> Meeting:
    assert row.planned_on is not None  # noqa: S101 - chosen for having a day
    return Meeting(
        type="ordinary",
        held_on=max(row.planned_on, day),
        collection_started_on=row.collection_started_on,
        notice_issued_on=row.notice_issued_on,
    )
