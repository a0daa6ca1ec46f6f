"""What explaining a year and recording its plan need. A guard raises a named refusal or lets the act pass."""

from apps.years import refusals
from apps.years.inputs import Document, OfYear
from apps.years.models import YearExplanation, YearPlan
from apps.years.rules import Standing, may_plan, standing
from apps.years.selectors import held_meetings, rule_of
from kernel.lifecycle.table import Act
from kernel.refusals import Refusal

#: Before this year no rule is known, and a typing error is certain.
FIRST_YEAR = 1949
_UNMET: Standing = "unmet"
STANDING_IN_THE_WAY: dict[Standing, type[Refusal]] = {
    "unbound": refusals.NotBoundThen, "open": refusals.NotOverYet, "met": refusals.MeetingWasHeld,
}  # fmt: skip


def year_is_unmet(act: Act[YearExplanation]) -> None:
    """The year is over, a rule asked for a meeting, and none was held (R4.6)."""
    year, stands = OfYear.of(act).year, _UNMET
    if year >= act.today.year:
        stands = "open"
    elif year < FIRST_YEAR:
        stands = "unbound"
    else:
        stands = standing(held_meetings(), rule_of(year), year=year, today=act.today)
    if stands != _UNMET:
        raise _of_year(STANDING_IN_THE_WAY[stands])


def not_explained_yet(act: Act[YearExplanation]) -> None:
    """One explanation per year."""
    if YearExplanation.objects.filter(year=OfYear.of(act).year).exists():
        raise _of_year(refusals.ExplainedAlready)


def plan_is_first(act: Act[YearPlan]) -> None:
    """One record per year."""
    if YearPlan.objects.filter(year=OfYear.of(act).year).exists():
        raise _of_year(refusals.PlannedAlready)


def plan_year_open(act: Act[YearPlan]) -> None:
    """The year's record is not closed yet, and the year not farther off than the next."""
    match may_plan(OfYear.of(act).year, today=act.today):
        case "ahead":
            raise _of_year(refusals.YearTooFarAhead)
        case "past":
            raise _of_year(refusals.YearClosed)


def plan_fits_year(act: Act[YearPlan]) -> None:
    """The document exists, and is not younger than what it plans."""
    issued_on = Document.of(act).issued_on
    for broken, refusal in (
        (issued_on.year > _year(act), refusals.PlannedAfterTheYear),
        (issued_on > act.today, refusals.PlanNotIssuedYet),
    ):
        if broken:
            raise refusal(fields={"issued_on": refusal.sentence})


def _year(act: Act) -> int:
    return OfYear.of(act).year if act.object is None else act.object.year


def _of_year(refusal: type[Refusal]) -> Refusal:
    return refusal(fields={"year": refusal.sentence})
