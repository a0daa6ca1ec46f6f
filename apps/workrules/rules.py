"""What a work rule fixes, as plain data. Figures the rule does not name are marked as our defaults."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RuleParameters:
    """The parameters by which one government holds its joint meetings. Days and months, no clock times."""

    title: str
    document_number: str
    issued_on: date
    effective_on: date
    #: Ordinary meetings per period (Art. 4).
    frequency_min: int
    period_years: int
    collection_lead_months: int
    #: Working days; not in the rule, our default (R7.6).
    notice_lead_workdays: int
    #: Working days from the meeting to the issue of the minutes; our default (R9.7).
    minutes_deadline_workdays: int
    #: Days between two progress reports; our default (R11.4).
    report_cycle_days: int
    #: Days allowed for answering a consultation; our default.
    consultation_days: int
    ordinal_start: int


REGIONAL_2024 = RuleParameters(
    title="内蒙古自治区人民政府与内蒙古自治区总工会联席会议工作规则",
    document_number="内政办字〔2024〕8号",
    issued_on=date(2024, 2, 8),
    effective_on=date(2024, 2, 8),
    frequency_min=1,
    period_years=1,
    collection_lead_months=2,
    notice_lead_workdays=5,
    minutes_deadline_workdays=15,
    report_cycle_days=91,
    consultation_days=10,
    ordinal_start=1,
)


def to_snapshot(parameters: RuleParameters) -> dict[str, Any]:
    """Return the parameters as JSON's own kinds, to be kept with a meeting (R13.2)."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(parameters).items()}


def from_snapshot(snapshot: dict[str, Any]) -> RuleParameters:
    """Return the parameters that a meeting has kept; raises KeyError when one is missing."""
    dates = {field.name for field in fields(RuleParameters) if field.type in {date, "date"}}
    values: dict[str, Any] = {
        field.name: date.fromisoformat(snapshot[field.name]) if field.name in dates else snapshot[field.name]
        for field in fields(RuleParameters)
    }
    return RuleParameters(**values)
