"""From JSON to facts: what is no fact, or contradicts another one, is refused with its path and one sentence.

Shape and bounds are those of the published JSON Schemas; what a schema cannot say is said here.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import NoReturn

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend

from kernel.canonical import Plain
from tenants.assessment.scoring.facts import (
    DueItems,
    DueReports,
    Facts,
    Item,
    Manual,
    Meeting,
    Params,
    Topic,
    Unimplemented,
)

#: Larger files are no facts of governments; a national set has about 20 MB.
MOST_BYTES = 100_000_000
MOST_FAULTS = 20
#: Where the work rule says nothing, these hold (default parameters of the regional rule).
DEFAULTS = {"period_years": 1, "notice_lead_workdays": 5, "minutes_deadline_workdays": 15}
#: Digits after the point that a manual item may have.
FINEST = -6
#: What happens around a session: whether after it, and what is said where it does not.
ORDER = {
    "collection_started_on": (False, "议题征集晚于会议。", "Topics were collected after the meeting."),
    "notice_issued_on": (False, "会议通知晚于会议。", "The notice is later than the meeting."),
    "minutes_issued_on": (True, "纪要早于会议。", "The minutes are earlier than the meeting."),
}
_TYPES = {
    "object": ("对象", "an object"), "array": ("列表", "a list"), "string": ("文字", "a text"),
    "integer": ("整数", "a whole number"), "number": ("数", "a number"), "boolean": ("true 或 false", "true or false"),
    "null": ("null", "null"),
}  # fmt: skip


#: 2024.0 is no whole number, and True is no number at all.
_Validator = extend(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _checker, value: isinstance(value, int) and not isinstance(value, bool)
    ),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place."""

    path: str
    zh: str
    en: str

    def said(self, language: str = "zh") -> str:
        """Return path and sentence."""
        return f"{self.path}: {self.en if language == 'en' else self.zh}"


class Refused(ValueError):
    """What was given cannot be scored; `faults` say why, at most so many as a person reads."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)[:MOST_FAULTS]
        super().__init__("; ".join(one.said() for one in self.faults))


class _Doubled(dict[str, object]):
    """An object in which a name stood twice."""

    name = ""


def read_json(content: bytes) -> object:
    """Return what a file holds, numbers exact. Raises Refused for what is no JSON, or names one thing twice."""
    if len(content) > MOST_BYTES:
        raise Refused([Fault("$", "文件过大。", "The file is too large.")])
    try:
        text = content.decode("utf-8-sig")
        found = json.loads(
            text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once,
        )  # fmt: skip
    except UnicodeDecodeError:
        raise Refused([Fault("$", "文件不是 UTF-8 编码。", "The file is not UTF-8.")]) from None
    except RecursionError:
        raise Refused([Fault("$", "层次过深。", "It is nested too deeply.")]) from None
    except (ValueError, ArithmeticError) as fault:
        where = f"（第{fault.lineno}行第{fault.colno}列）" if isinstance(fault, json.JSONDecodeError) else ""
        at = f" (line {fault.lineno}, column {fault.colno})" if isinstance(fault, json.JSONDecodeError) else ""
        raise Refused([Fault("$", f"不是合格的 JSON{where}。", f"It is no JSON{at}.")]) from None
    doubled = list(_doubled(found, "$"))
    if doubled:
        raise Refused(doubled)
    return found


def read_facts(given: object, *, path: str = "$") -> Facts:
    """Return the facts of one government from what a file or a client gave. Raises Refused."""
    given, path = _inner(given, path)
    faults = list(schema_faults("facts", given, path))
    if faults or not isinstance(given, dict):
        raise Refused(faults)
    faults = list(_contradictions(given, path))
    if faults:
        raise Refused(faults)
    return _facts(given)


def schema_faults(schema: str, given: object, path: str = "$") -> Iterator[Fault]:
    """Yield what a published schema finds, in the order of the places."""
    found = validator(schema).iter_errors(given)
    told: set[str] = set()
    for error in sorted(found, key=lambda one: [str(step) for step in one.absolute_path]):
        for fault in _told(error, path):
            if fault.path not in told:
                yield fault
            told.add(fault.path)


@cache
def validator(schema: str) -> Draft202012Validator:
    """Return the validator of one of the published schemas."""
    text = (files("tenants.assessment.scoring") / "schemas" / f"{schema}.json").read_text(encoding="utf-8")
    return _Validator(json.loads(text), format_checker=FormatChecker(["date"]))


def _inner(given: object, path: str) -> tuple[object, str]:
    """Take the facts out of a published example, which has them with the expected result."""
    if isinstance(given, dict) and isinstance(given.get("example"), dict) and "facts" in given["example"]:
        return given["example"]["facts"], f"{path}.example.facts"
    return given, path


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _value in pairs]
    marked = _Doubled(found)
    marked.name = next(name for name in names if names.count(name) > 1)
    return marked


def _doubled(value: object, path: str) -> Iterator[Fault]:
    if isinstance(value, _Doubled):
        yield Fault(_step(path, value.name), "同一项写了两次。", "It is given twice.")
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _doubled(inner, _step(path, step))


def _step(path: str, step: str | int) -> str:
    if isinstance(step, int):
        return f"{path}[{step}]"
    shown = step if len(step) <= 60 else step[:60] + "…"
    return f"{path}.{shown}" if step.isidentifier() else f"{path}[{json.dumps(shown, ensure_ascii=False)}]"


def _told(error: ValidationError, root: str) -> Iterator[Fault]:
    inner = best_match(error.context) if error.context else None
    error = inner or error
    path = root
    for step in error.absolute_path:
        path = _step(path, step)
    schema, given, asked = error.schema, error.instance, error.validator_value
    match error.validator:
        case "required":
            for name in (name for name in asked if name not in given):
                yield Fault(_step(path, name), "缺少这一项。", "It is missing.")
        case "additionalProperties":
            for name in sorted(set(given) - set(schema.get("properties", {}))):
                yield Fault(_step(path, name), "不是考核事实中的一项。", "It is no known fact.")
        case "type":
            names = [asked] if isinstance(asked, str) else asked
            yield Fault(
                path, f"应为{'或'.join(_TYPES[name][0] for name in names)}。",
                f"It should be {' or '.join(_TYPES[name][1] for name in names)}.",
            )  # fmt: skip
        case "enum":
            words = "、".join("null" if word is None else str(word) for word in asked)
            yield Fault(path, f"只能是：{words}。", f"It can only be one of: {words.replace('、', ', ')}.")
        case "minimum" | "exclusiveMinimum":
            more = "大于" if error.validator.startswith("ex") else "不小于"
            yield Fault(path, f"应{more} {asked}。", f"It should be at least {asked}.")
        case "maximum":
            yield Fault(path, f"应不大于 {asked}。", f"It should be at most {asked}.")
        case "pattern" | "format" if schema.get("format") == "date":
            yield Fault(path, "应为日期，如 2024-11-20。", "It should be a day, as 2024-11-20.")
        case "maxItems" | "minItems" | "maxLength":
            yield Fault(path, "数量超出范围。", "There are too many or too few.")
        case _:
            yield Fault(path, "内容不合要求。", "It does not fit.")


# --- what contradicts ------------------------------------------------------------------------------------------------


def _contradictions(given: Plain, path: str) -> Iterator[Fault]:
    year = given["year"]
    if date.fromisoformat(given["filing_cutoff"]).year not in {year, year + 1}:
        words = f"归档截止日应在{year}年或{year + 1}年。"
        yield Fault(f"{path}.filing_cutoff", words, f"The filing cut-off should be in {year} or {year + 1}.")
    for name, part, whole in _parts(given):
        if part > whole:
            yield Fault(f"{path}.{name}", f"{part} 多于总数 {whole}。", f"{part} is more than the whole of {whole}.")
    if _explained(given)[1] and not given["has_prior_meeting"]:
        yield Fault(
            f"{path}.prior_unimplemented.count", "以前没有开过会，就没有未落实事项。",
            "Without an earlier meeting nothing can be unimplemented.",
        )  # fmt: skip
    for at, meeting in enumerate(given["meetings"]):
        yield from _of_meeting(meeting, year, f"{path}.meetings[{at}]")
    yield from _of_earlier(given, year, path)
    for name in ("bonus", "deduction"):
        for at, points in enumerate(given.get("manual", {}).get(name, ())):
            if isinstance(points, Decimal) and int(points.as_tuple().exponent) < FINEST:
                yield Fault(f"{path}.manual.{name}[{at}]", "小数位过多。", "It has too many decimals.")


def _parts(given: Plain) -> Iterator[tuple[str, int, int]]:
    """Yield every part that cannot be more than its whole."""
    items, reports = given["due_items"], given["reports"]
    yield "rule.params_present", given["rule"]["params_present"], given["rule"]["params_required"]
    yield "due_items.on_time", items["on_time"] + items["late_closed"], items["due"]
    yield "reports.on_time", reports["on_time"], reports["due"]
    yield "prior_unimplemented.fully_explained", *_explained(given)


def _of_earlier(given: Plain, year: int, path: str) -> Iterator[Fault]:
    period = given["params"].get("period_years", DEFAULTS["period_years"])
    for at, row in enumerate(given.get("earlier_meetings", ())):
        if not year - period < date.fromisoformat(_day_of(row)).year < year:
            words = f"应在{year}年以前、规则规定的{period}年周期以内。"
            english = f"It should be before {year} and within the period of {period} years."
            yield Fault(f"{path}.earlier_meetings[{at}]", words, english)


def _explained(given: Plain) -> tuple[int, int]:
    prior = given.get("prior_unimplemented", {"fully_explained": 0, "count": 0})
    return prior["fully_explained"], prior["count"]


def _of_meeting(meeting: Plain, year: int, path: str) -> Iterator[Fault]:
    held = date.fromisoformat(meeting["held_on"])
    if held.year != year:
        words = f"会议不在{year}年召开，不是这一年度的事实。"
        yield Fault(f"{path}.held_on", words, f"The meeting was not held in {year}.")
        return
    for name, (after, zh, en) in ORDER.items():
        if meeting.get(name) is None:
            continue
        day = date.fromisoformat(meeting[name])
        if day < held if after else day > held:
            yield Fault(f"{path}.{name}", zh, en)


# --- facts -----------------------------------------------------------------------------------------------------------


def _facts(given: Plain) -> Facts:
    rule, params = given["rule"], given["params"]
    manual = given.get("manual", {})
    unsaid = {name: usual for name, usual in DEFAULTS.items() if params.get(name) is None}
    return Facts(
        year=given["year"],
        filing_cutoff=date.fromisoformat(given["filing_cutoff"]),
        tenant=given.get("tenant", ""),
        name=given.get("name", ""),
        params=Params(**{**params, **unsaid}),
        rule_in_force=rule["in_force_at_cutoff"],
        rule_params_present=rule["params_present"],
        rule_params_required=rule["params_required"],
        in_annual_gov_work_plan=given["plan"]["in_annual_gov_work_plan"],
        meetings=tuple(_meeting(one) for one in given["meetings"]),
        earlier_meetings=tuple(
            date.fromisoformat(_day_of(one)) for one in given.get("earlier_meetings", ()) if _is_ordinary(one)
        ),
        due_items=DueItems(**given["due_items"]),
        reports=DueReports(**given["reports"]),
        has_prior_meeting=given["has_prior_meeting"],
        prior_unimplemented=Unimplemented(**given.get("prior_unimplemented", {})),
        exemption_approved=given.get("exemption_approved", False),
        manual=Manual(
            bonus=tuple(Fraction(points) for points in manual.get("bonus", ())),
            deduction=tuple(Fraction(points) for points in manual.get("deduction", ())),
            falsification=manual.get("falsification", False),
            veto_open=manual.get("veto_open", False),
        ),
    )


def _meeting(given: Plain) -> Meeting:
    days = ("held_on", "collection_started_on", "notice_issued_on", "minutes_issued_on")
    read: Plain = {name: date.fromisoformat(given[name]) for name in days if given.get(name) is not None}
    led: Plain = {name: given.get(name) or "none" for name in ("gov_lead", "union_lead")}
    return Meeting(
        type=given["type"],
        **read,
        **led,
        tabled_topics=tuple(Topic(**{"outcome": None, **one}) for one in given["tabled_topics"]),
        agreed_items=tuple(Item(**one) for one in given["agreed_items"]),
    )


def _day_of(row: object) -> str:
    return str(row["held_on"] if isinstance(row, dict) else row)


def _is_ordinary(row: object) -> bool:
    return not isinstance(row, dict) or row.get("type", "ordinary") == "ordinary"
