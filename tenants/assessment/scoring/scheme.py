"""A scheme of assessment as data: indicators with points, formula and parameters, grades, caps and quota.

The rule gives no weights (Art. 12): all of them are a scheme's, and a league may have its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kernel.canonical import Plain
from tenants.assessment.scoring.conditions import CONDITIONS
from tenants.assessment.scoring.formulas import FORMULAS
from tenants.assessment.scoring.reading import Fault, Refused, read_json, schema_faults

DEFAULT = "JMA-1.0"
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called."""

    zh: str
    en: str

    def said(self, language: str = "zh") -> str:
        """Return it in one language."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a scheme."""

    id: str
    group: str
    name: Name
    points: Fraction
    formula: str
    parameters: Plain
    not_applicable: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the least points of it."""

    name: str
    name_en: str
    least: Fraction


@dataclass(frozen=True, slots=True)
class Caps:
    """The best grade that is left without a meeting, after falsification, under an open veto event."""

    no_meeting: str
    falsification: str
    veto: str


@dataclass(frozen=True, slots=True)
class Quota:
    """How large a share may have the best grade, and how ties are told apart."""

    share: Fraction
    lowered_to: str
    remark: str
    remark_en: str
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme; `source` is what it was read from, for hashes and for the reader."""

    version: str
    name: Name
    groups: Mapping[str, Name]
    indicators: tuple[Indicator, ...]
    grades: tuple[Grade, ...]
    caps: Caps
    bonus_at_most: Fraction
    deduction_at_most: Fraction
    quota: Quota
    source: Plain

    def grade_said(self, name: str, language: str = "zh") -> str:
        """Return what a grade is called in a language."""
        return next((one.name_en for one in self.grades if one.name == name and language == "en"), name)

    def indicator(self, key: str) -> Indicator:
        """Return one indicator by its id; raises KeyError."""
        return next(one for one in self.indicators if one.id == key)


@cache
def shipped(version: str = DEFAULT) -> Scheme:
    """Return a scheme that the product brings."""
    path = files("tenants.assessment.scoring") / "schemes" / f"{version}.json"
    return read_scheme(read_json(path.read_bytes()))


def read_scheme(given: object) -> Scheme:
    """Return a scheme from what a file or an editor gave. Raises Refused with every fault that was found."""
    faults = list(schema_faults("scheme", given))
    if faults or not isinstance(given, dict):
        raise Refused(faults)
    faults = list(_faults(given))
    if faults:
        raise Refused(faults)
    return Scheme(
        version=given["version"],
        name=Name(**given["name"]),
        groups={one["id"]: Name(**one["name"]) for one in given["groups"]},
        indicators=tuple(_indicator(one) for one in given["indicators"]),
        grades=tuple(Grade(one["name"], one["name_en"], Fraction(one["from"])) for one in given["grades"]),
        caps=Caps(**given["caps"]),
        bonus_at_most=Fraction(given["manual"]["bonus_at_most"]),
        deduction_at_most=Fraction(given["manual"]["deduction_at_most"]),
        quota=Quota(
            Fraction(given["quota"]["share"]), given["quota"]["lowered_to"], given["quota"]["remark"],
            given["quota"].get("remark_en", given["quota"]["remark"]),
            tuple(given["quota"]["ties"]),
        ),
        source=given,
    )  # fmt: skip


def _indicator(given: Plain) -> Indicator:
    return Indicator(
        id=given["id"],
        group=given["group"],
        name=Name(**given["name"]),
        points=Fraction(given["points"]),
        formula=given["formula"],
        parameters=given.get("parameters", {}),
        not_applicable=tuple(given.get("not_applicable", ())),
        article=given["article"],
    )


def _faults(given: Plain) -> Iterator[Fault]:
    rows = given["indicators"]
    whole = sum(Fraction(row["points"]) for row in rows)
    if whole != WHOLE:
        shown = float(whole)
        yield Fault("$.indicators", f"分值合计 {shown:g}，应为 100。", f"The points sum to {shown:g}, not to 100.")
    for name, places in (("groups", given["groups"]), ("indicators", rows)):
        for key, number in Counter(one["id"] for one in places).items():
            if number > 1:
                yield Fault(f"$.{name}", f"{key} 出现了 {number} 次。", f"{key} stands {number} times.")
    known = {one["id"] for one in given["groups"]}
    for at, row in enumerate(rows):
        yield from _of_indicator(row, known, f"$.indicators[{at}]")
    yield from _of_grades(given, {row["id"] for row in rows})


def _of_indicator(row: Plain, groups: set[str], path: str) -> Iterator[Fault]:
    if row["group"] not in groups:
        yield Fault(f"{path}.group", "没有这一组。", "There is no such group.")
    for at, condition in enumerate(row.get("not_applicable", ())):
        if condition not in CONDITIONS:
            words = f"只能是：{'、'.join(CONDITIONS)}。"
            yield Fault(f"{path}.not_applicable[{at}]", words, f"It can only be one of: {', '.join(CONDITIONS)}.")
    formula = FORMULAS.get(row["formula"])
    if formula is None:
        words = f"没有这一公式；可用的有：{'、'.join(FORMULAS)}。"
        yield Fault(f"{path}.formula", words, f"There is no such formula; there are: {', '.join(FORMULAS)}.")
        return
    yield from formula.faults(row.get("parameters", {}), Fraction(row["points"]), f"{path}.parameters")


def _of_grades(given: Plain, indicators: set[str]) -> Iterator[Fault]:
    grades = given["grades"]
    bounds = [Decimal(one["from"]) for one in grades]
    if bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
        words = "等次应从高到低排列，最后一等从 0 分起。"
        yield Fault("$.grades", words, "Grades stand from best to worst, and the last begins at 0.")
    names = {one["name"] for one in grades}
    named = {f"caps.{name}": grade for name, grade in given["caps"].items()}
    for place, grade in {**named, "quota.lowered_to": given["quota"]["lowered_to"]}.items():
        if grade not in names:
            yield Fault(f"$.{place}", f"没有“{grade}”这一等次。", f"There is no grade “{grade}”.")
    for at, key in enumerate(given["quota"]["ties"]):
        if key not in indicators:
            yield Fault(f"$.quota.ties[{at}]", f"没有指标 {key}。", f"There is no indicator {key}.")
