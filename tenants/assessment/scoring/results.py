"""Scores of one government: every line rounded half up to two decimals, their sum, and the final figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kernel.canonical import Plain
from tenants.assessment.scoring.arithmetic import plain, points, round2
from tenants.assessment.scoring.conditions import CONDITIONS
from tenants.assessment.scoring.facts import Facts
from tenants.assessment.scoring.formulas import FORMULAS, Asked, Input, Workdays
from tenants.assessment.scoring.scheme import Indicator, Scheme

MOST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's score; None where it is not applicable, and then `left_out` names the condition."""

    indicator: Indicator
    score: Decimal | None
    unrounded: Fraction | None
    inputs: tuple[Input, ...]
    left_out: str = ""

    def formula(self, language: str = "zh") -> str:
        """Return the formula in words."""
        formula = FORMULAS[self.indicator.formula]
        return formula.en if language == "en" else formula.zh

    def reason(self, language: str = "zh") -> str:
        """Return why the indicator is not applicable; empty where it is."""
        if not self.left_out:
            return ""
        condition = CONDITIONS[self.left_out]
        return condition.en if language == "en" else condition.zh


@dataclass(frozen=True, slots=True)
class Result:
    """All lines of one government and what follows from them."""

    facts: Facts
    scheme: Scheme
    lines: tuple[Line, ...]

    @property
    def scores(self) -> Mapping[str, Decimal | None]:
        """The score of each indicator."""
        return {line.indicator.id: line.score for line in self.lines}

    @property
    def raw(self) -> Decimal:
        """The sum of the rounded scores."""
        return sum((line.score for line in self.lines if line.score is not None), Decimal("0.00"))

    @property
    def applicable_max(self) -> Fraction:
        """The points of the applicable indicators."""
        return sum((line.indicator.points for line in self.lines if line.score is not None), Fraction(0))

    @property
    def base(self) -> Decimal:
        """`raw` as if every indicator had been applicable: × 100 ÷ `applicable_max`, half up."""
        if not self.applicable_max:
            return Decimal("0.00")
        return round2(Fraction(self.raw) * 100 / self.applicable_max)

    @property
    def bonus(self) -> Decimal:
        """What was added by hand, at most what the scheme allows."""
        return round2(min(sum(self.facts.manual.bonus, Fraction(0)), self.scheme.bonus_at_most))

    @property
    def deduction(self) -> Decimal:
        """What was taken off by hand, at most what the scheme allows."""
        return round2(min(sum(self.facts.manual.deduction, Fraction(0)), self.scheme.deduction_at_most))

    @property
    def final(self) -> Decimal:
        """`base` + `bonus` − `deduction`, between 0 and 100."""
        return min(max(self.base + self.bonus - self.deduction, Decimal("0.00")), MOST.quantize(Decimal("0.01")))

    def line(self, key: str) -> Line:
        """Return the line of an indicator; raises KeyError for one that the scheme does not have."""
        for line in self.lines:
            if line.indicator.id == key:
                return line
        raise KeyError(key)

    def as_json(self, grade: str) -> Plain:
        """Return the result in the published shape."""
        most = self.applicable_max
        return {
            "scores": {key: None if score is None else points(score) for key, score in self.scores.items()},
            "raw": points(self.raw),
            "applicable_max": int(most) if most.denominator == 1 else float(most),
            "base": points(self.base),
            "bonus": points(self.bonus),
            "deduction": points(self.deduction),
            "final": points(self.final),
            "grade_before_quota": grade,
        }


def score(facts: Facts, scheme: Scheme, workdays: Workdays) -> Result:
    """Score one government by a scheme; `workdays(a, b)` counts working days d with a < d <= b."""
    return Result(facts, scheme, tuple(score_line(facts, one, workdays) for one in scheme.indicators))


def score_line(facts: Facts, indicator: Indicator, workdays: Workdays) -> Line:
    """Score one indicator."""
    left_out = next((name for name in indicator.not_applicable if CONDITIONS[name].holds(facts)), "")
    if left_out:
        return Line(indicator, None, None, (), left_out)
    asked = Asked(indicator.points, indicator.parameters, workdays)
    computed = FORMULAS[indicator.formula].compute(facts, asked)
    return Line(indicator, round2(computed.points), computed.points, computed.inputs)


def explained(line: Line, language: str = "zh") -> Plain:
    """Return one line with everything a reader needs to recompute it."""
    return {
        "indicator": line.indicator.id,
        "name": line.indicator.name.said(language),
        "article": line.indicator.article,
        "points": points(line.indicator.points),
        "formula": line.formula(language),
        "inputs": [
            {"path": one.path, "label": one.en if language == "en" else one.zh, "value": _value(one.value)}
            for one in line.inputs
        ],
        "unrounded": None if line.unrounded is None else plain(line.unrounded),
        "score": None if line.score is None else points(line.score),
        "not_applicable": line.reason(language) or None,
    }


def _value(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | str) else str(value)
