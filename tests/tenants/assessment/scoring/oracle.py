"""The published table of the scheme, computed a second time and as plainly as it is written, to be compared with."""

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from kernel.workcalendar.rules import is_workday

POINTS = {
    "A1": 8, "A2": 4, "A3": 3, "B1": 12, "B2": 4, "B3": 4, "C1": 5, "C2": 3, "C3": 8, "C4": 4, "D1": 4, "D2": 6,
    "D3": 5, "E1": 18, "E2": 6, "E3": 6,
}  # fmt: skip
OF_THE_MEETING = ("B2", "B3", "C1", "C2", "C3", "C4", "D1", "D2", "D3")


def half_up(value: Fraction) -> str:
    cents = value * 100
    whole = cents.numerator // cents.denominator
    whole += (cents - whole) >= Fraction(1, 2)
    return f"{whole // 100}.{whole % 100:02d}"


def working(start: date, end: date) -> int:
    found, day = 0, start
    while day < end:
        day += timedelta(days=1)
        found += is_workday(day)
    return found


def months_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def on(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def expected(facts: dict[str, Any]) -> dict[str, Any]:
    year, params = facts["year"], facts["params"]
    required = params["required_ordinary_meetings"]
    held = sorted((m for m in facts["meetings"] if m["type"] == "ordinary"), key=lambda m: m["held_on"])
    earlier = sorted(on(one if isinstance(one, str) else one["held_on"]) for one in facts.get("earlier_meetings", []))
    days = [*earlier, *(on(m["held_on"]) for m in held)]
    topics = [topic for m in held for topic in m["tabled_topics"]]
    items = [item for m in held for item in m["agreed_items"]]
    rule, due, reports = facts["rule"], facts["due_items"], facts["reports"]
    prior = facts.get("prior_unimplemented", {"count": 0, "fully_explained": 0})

    def average(of: Any) -> Fraction:
        return sum((Fraction(of(m)) for m in held), Fraction(0)) / len(held) if held else Fraction(0)

    def side(lead: str | None) -> int:
        return {"chief": 2, "principal": 2, "convener": 1}.get(lead or "", 0)

    def c1(m: dict[str, Any]) -> int:
        if not m["collection_started_on"]:
            return 0
        late = (on(m["collection_started_on"]) - months_before(on(m["held_on"]), params["collection_lead_months"])).days
        return 5 if late <= 0 else 3 if late <= 15 else 1 if late <= 30 else 0

    def d1(m: dict[str, Any]) -> int:
        n = working(on(m["notice_issued_on"]), on(m["held_on"])) if m["notice_issued_on"] else -1
        return 4 if n >= params["notice_lead_workdays"] else 2 if n >= 1 else 0

    def d2(m: dict[str, Any]) -> int:
        issued = on(m["minutes_issued_on"])
        if issued is None or issued > on(facts["filing_cutoff"]):
            return 0
        n, limit = working(on(m["held_on"]), issued), params["minutes_deadline_workdays"]
        return 6 if n <= limit else 3 if n <= 2 * limit else 0

    origins = {t["origin"] for t in topics}
    both = "joint" in origins or {"gov", "union"} <= origins
    share = lambda points, part, whole: Fraction(points * part, whole) if whole else Fraction(0)  # noqa: E731
    reached = days[required - 1] if len(days) >= required else None
    exact: dict[str, Fraction | None] = {
        "A1": Fraction(8 * rule["in_force_at_cutoff"]),
        "A2": share(4, rule["params_present"], rule["params_required"]) * rule["in_force_at_cutoff"],
        "A3": Fraction(3 * facts["plan"]["in_annual_gov_work_plan"]),
        "B1": 12 * min(Fraction(1), Fraction(len(days), required)),
        "B2": Fraction(0 if reached is None else 4 if reached <= date(year, 11, 30) else 2),
        "B3": average(lambda m: side(m["gov_lead"]) + side(m["union_lead"])),
        "C1": average(c1),
        "C2": Fraction(3) if both else Fraction(3, 2) if origins else Fraction(0),
        "C3": share(8, sum(t["research_report"] and t["consultation_closed"] for t in topics), len(topics)),
        "C4": share(4, sum(t["outcome"] is not None for t in topics), len(topics)),
        "D1": average(d1),
        "D2": average(d2),
        "D3": None if held and not items else share(5, sum(i["listed_ok"] for i in items), len(items)),
        "E1": (18 * (due["on_time"] + Fraction(due["late_closed"], 2)) / due["due"]) if due["due"] else None,
        "E2": share(6, reports["on_time"], reports["due"]) if reports["due"] else None,
        "E3": None
        if not facts["has_prior_meeting"]
        else Fraction(0)
        if not held
        else share(6, prior["fully_explained"], prior["count"])
        if prior["count"]
        else Fraction(6),
    }
    if days and not held:
        exact |= dict.fromkeys(OF_THE_MEETING)
    scores = {key: None if value is None else half_up(value) for key, value in exact.items()}
    raw = sum((Fraction(one) for one in scores.values() if one is not None), Fraction(0))
    most = sum(POINTS[key] for key, one in scores.items() if one is not None)
    base = Fraction(half_up(raw * 100 / most))
    manual = facts.get("manual", {})
    bonus = Fraction(half_up(min(Fraction(5), sum(map(Fraction, manual.get("bonus", [])), Fraction(0)))))
    deduction = Fraction(half_up(min(Fraction(20), sum(map(Fraction, manual.get("deduction", [])), Fraction(0)))))
    final = min(Fraction(100), max(Fraction(0), base + bonus - deduction))
    grade = 0 if final >= 90 else 1 if final >= 80 else 2 if final >= 60 else 3
    if not days and not facts.get("exemption_approved"):
        grade = max(grade, 2)
    if manual.get("falsification"):
        grade = 3
    if manual.get("veto_open"):
        grade = max(grade, 1)
    return {
        "scores": scores, "raw": half_up(raw), "applicable_max": most, "base": half_up(base), "bonus": half_up(bonus),
        "deduction": half_up(deduction), "final": half_up(final),
        "grade_before_quota": ("优秀", "良好", "合格", "不合格")[grade],
    }  # fmt: skip
