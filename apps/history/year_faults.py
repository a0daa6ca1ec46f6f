"""What a package declares of years that cannot be: plans of other years, explanations of years that met."""

from collections.abc import Iterator
from datetime import date

from apps.history.package import Package, PastExplanation, PastMeeting, PastPlan
from apps.years.models import YearExplanation, YearPlan
from apps.years.rules import Held, standing
from apps.years.selectors import held_meetings, rule_of
from kernel import clock
from vocabulary.meetings import MeetingKind

REASONS = {
    "unbound": "no rule asked for a meeting in that year.",
    "open": "the year is not over, or a later one answers for it.",
    "met": "the meeting that the rule asks for was held (R4.6).",
}


def faults_of_years(package: Package) -> Iterator[str]:
    """Every contradiction with its place: inside the package, and with what the government holds."""
    yield from (f"{plan.place}.issued_on: is later than its year (R12.4)." for plan in package.plans if _is_late(plan))
    yield from _taken(package.plans, set(YearPlan.objects.values_list("year", flat=True)), "a plan")
    yield from _taken(
        package.explanations, set(YearExplanation.objects.values_list("year", flat=True)), "an explanation"
    )
    yield from _met(package)


def _is_late(plan: PastPlan) -> bool:
    return plan.issued_on.year > plan.year


def _taken(rows: tuple[PastPlan, ...] | tuple[PastExplanation, ...], taken: set[int], what: str) -> Iterator[str]:
    for row in rows:
        if row.year in taken:
            yield f"{row.place}.year: {row.year} has {what} already."
        taken.add(row.year)


def _met(package: Package) -> Iterator[str]:
    if not package.explanations:
        return
    declared = [Held(one.held_on, _counts_in(one)) for one in package.meetings]
    held, today = [*held_meetings(), *declared], clock.today()
    for row in package.explanations:
        stands = standing(held, rule_of(row.year), year=row.year, today=today)
        if stands != "unmet":
            yield f"{row.place}.year: {REASONS[stands]}"
        elif row.explained_on < date(row.year + 1, 1, 1):
            yield f"{row.place}.explained_on: lies before the end of the year."


def _counts_in(meeting: PastMeeting) -> int | None:
    return None if meeting.kind == MeetingKind.EXTRAORDINARY else meeting.held_on.year
