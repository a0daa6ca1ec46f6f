"""What a package contradicts in the records that the government whose schema is open holds already."""

from collections.abc import Iterable, Iterator
from datetime import date

from apps.documents.models import IssuedDocument
from apps.followups import rules as followup_rules
from apps.followups.models import AgreedItem
from apps.history.package import Package, PastMeeting
from apps.history.year_faults import faults_of_years
from apps.meetings.models import Meeting
from apps.organizations.models import Unit
from apps.workrules.models import WorkRule
from tenants.governments.models import Government
from vocabulary.roles import Side


def faults_against(package: Package, government: Government) -> list[str]:
    """Everything that forbids the package to be taken, each with its place; empty when it may be."""
    if package.government != government.code:
        return [f"government: the package is of {package.government}, not of {government.code}."]
    return [
        *_faults_of_units(package),
        *_faults_of_rules(package),
        *_faults_of_order(package),
        *_faults_of_numbers(package),
        *faults_of_years(package),
    ]


def _faults_of_units(package: Package) -> Iterator[str]:
    open_now = dict(Unit.objects.values_list("name", "closed_on"))
    declared = [unit.name for unit in package.units]
    for unit in package.units:
        if unit.name in open_now or declared.count(unit.name) > 1:
            yield f"{unit.place}.name: there is a unit {unit.name} already."
        if (unit.kind, unit.side) in {
            ("department", Side.UNION),
            ("union_department", Side.GOV),
            ("industrial_union", Side.GOV),
        }:
            yield f"{unit.place}.kind: {unit.kind} is no kind of the side {unit.side}."
    known = {*open_now, *declared}
    for place, name in _named_units(package):
        if name not in known:
            yield f"{place}: there is no unit {name}; declare closed ones under `units`."
    current = {name for name, closed_on in open_now.items() if closed_on is None}
    for meeting in package.meetings:
        for row in meeting.resolutions:
            if row.ended_on is None and {row.lead_unit, *row.supporting_units} & known - current:
                yield f"{row.place}: it is still open, so its units must still exist."


def _named_units(package: Package) -> Iterator[tuple[str, str]]:
    for meeting in package.meetings:
        if meeting.notice:
            yield from ((f"{one.place}.unit", one.unit) for one in meeting.notice.receipts)
        for topic in meeting.topics:
            yield f"{topic.place}.proposer", topic.proposer
            if topic.co_proposer:
                yield f"{topic.place}.co_proposer", topic.co_proposer
            for row in topic.resolutions:
                yield f"{row.place}.lead_unit", row.lead_unit
                yield from ((f"{row.place}.supporting_units", name) for name in row.supporting_units)
            yield from ((f"{one.place}.unit", one.unit) for one in topic.consultations)


def _faults_of_rules(package: Package) -> Iterator[str]:
    """One rule is in force on any day (R13.1)."""
    held = WorkRule.objects.exclude(effective_on=None).values_list("title", "effective_on", "repealed_on")
    known = [(title, start, end or date.max) for title, start, end in held if start]
    for rule in package.rules:
        start, end = rule.effective_on, rule.repealed_on or date.max
        for title, begins, ends in known:
            if start < ends and begins < end:
                yield f"{rule.place}: on the same days {title} is in force (R13.1)."
        known.append((rule.title, start, end))


def _faults_of_order(package: Package) -> Iterator[str]:
    """Ordinals are free, and the later meeting bears the higher one (R4.10)."""
    rows = Meeting.objects.numbered().values_list("ordinal", "held_on", "planned_on")
    known = {ordinal: held_on or planned_on for ordinal, held_on, planned_on in rows}
    for meeting in package.meetings:
        if meeting.ordinal in known:
            yield f"{meeting.place}.ordinal: the meeting with the ordinal {meeting.ordinal} exists already (R4.10)."
            continue
        before = [day for ordinal, day in known.items() if ordinal < meeting.ordinal]
        after = [day for ordinal, day in known.items() if ordinal > meeting.ordinal]
        if any(day > meeting.held_on for day in before) or any(day < meeting.held_on for day in after):
            yield f"{meeting.place}.ordinal: {meeting.ordinal} does not fit the days of the other meetings."
        known[meeting.ordinal] = meeting.held_on


def _faults_of_numbers(package: Package) -> Iterator[str]:
    """No number is given twice, whatever the issuer was called by the rule of its day; nor is that of an item."""
    taken = set(IssuedDocument.objects.values_list("number", flat=True))
    orders = set(taken)
    papers = [one for past in package.meetings for one in (past.notice, *past.letters) if one is not None]
    for place, number in [(one.place, one.number) for one in papers]:
        if number in orders:
            yield f"{place}.number: {number} is taken."
        orders.add(number)
    items = set(AgreedItem.objects.values_list("number", flat=True))
    for meeting in package.meetings:
        if meeting.minutes_number in taken:
            yield f"{meeting.place}.minutes.number: {meeting.minutes_number} is taken."
        taken |= {meeting.minutes_number} - {""}
        yield from (
            f"{meeting.place}.topics: the item {number} exists already."
            for number in sorted(set(numbers(meeting)) & items)
        )


def numbers(meeting: PastMeeting) -> Iterable[str]:
    """The numbers that a meeting's items bear, in their order."""
    for position in range(1, len(meeting.resolutions) + 1):
        yield followup_rules.item_number(year=meeting.held_on.year, ordinal=meeting.ordinal, position=position)
