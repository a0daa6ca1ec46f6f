"""What a package says of years: the plan each meeting stood in, and why there was none."""

from datetime import date

from apps.history.package import PastExplanation, PastPlan
from apps.history.source import Source
from apps.years.guards import FIRST_YEAR
from vocabulary.roles import Side
from vocabulary.years import NotHeldCause


def past_plan(row: Source, today: date) -> PastPlan:
    """Read the plan of one year."""
    return PastPlan(
        place=row.place,
        year=_year(row, last=today.year),
        title=row.text("title", longest=200),
        document_number=row.text("document_number", longest=60),
        issued_on=row.needed_day("issued_on", not_after=today),
        clause=row.text("clause", longest=60),
        clause_text=row.text("clause_text", required=False),
    )


def past_explanation(row: Source, today: date) -> PastExplanation:
    """Read the explanation of one year."""
    return PastExplanation(
        place=row.place,
        year=_year(row, last=today.year - 1),
        side=row.choice("side", [Side.GOV.value, Side.UNION.value], default=Side.UNION.value),
        cause=row.choice("cause", NotHeldCause.values),
        text=row.text("text"),
        explained_on=row.needed_day("explained_on", not_after=today),
    )


def _year(row: Source, *, last: int) -> int:
    found = row.number("year")
    if not FIRST_YEAR <= found <= last:
        row.fault("year", f"{found} is none of the years from {FIRST_YEAR} to {last}.")
        return last
    return found
