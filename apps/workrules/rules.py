"""What a work rule fixes, as plain data, and the arithmetic of how often meetings are due. No Django, no database.

The defaults are the regional rule of 2024. Figures that it does not name are marked as our defaults.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal

from kernel.workcalendar.rules import minus_months

Compliance = Literal["compliant", "not_compliant", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleParameters:
    """The parameters by which one government holds its joint meetings. Days and months, no clock times."""

    title: str
    document_number: str
    issued_on: date
    effective_on: date
    # --- names (Arts. 1, 2) ------------------------------------------------------------------------------------------
    mechanism_name: str = "联席会议"
    gov_label: str = "人民政府"
    #: The organ's whole name in documents; empty: as the directory of governments has it.
    gov_organ: str = ""
    union_label: str = "总工会"
    union_organ: str = ""
    sides_count: int = 2
    # --- convening (Art. 4) ------------------------------------------------------------------------------------------
    frequency_min: int = 1
    frequency_max: int | None = None
    period_years: int = 1
    frequency_strength: str = "principle"
    year_attribution: str = "held_date"
    #: Months on whose first day both offices are warned while nobody has asked to convene; our default (R4.9).
    plan_alert_months: tuple[str, ...] = ("7", "9")
    #: From the first of which month on the year's plan is missed: work plans are issued in spring; our default (R12.4).
    work_plan_month: str = "4"
    extraordinary_allowed: bool = True
    extraordinary_consent: str = "both"
    #: Whether an extraordinary meeting satisfies the ordinary obligation; our default (R4.8).
    extraordinary_counts: bool = False
    requested_by: str = "union"
    slots: tuple[str, ...] = ("chief_convener_gov", "chief_convener_union", "convener_gov", "convener_union")
    #: How the holders of the slots are called in documents.
    chief_convener_title: str = "总召集人"
    convener_title: str = "召集人"
    ordinal_style: str = "nth"
    ordinal_start: int = 1
    host_meeting: str = ""
    # --- classes of topics (Art. 3) ----------------------------------------------------------------------------------
    #: The government's own words for some classes, each as "worker_interests=…" (R3.1).
    category_labels: tuple[str, ...] = ()
    # --- attendance (Art. 5) -----------------------------------------------------------------------------------------
    attend_defaults: tuple[str, ...] = ("conveners", "portfolios", "topic_units", "union_units")
    fixed_members: tuple[str, ...] = ()
    invite_categories: tuple[str, ...] = ("基层党政干部", "职工代表", "劳模先进代表", "基层工会工作者")
    observers: tuple[str, ...] = ()
    delegates_allowed: bool = True
    reps_per_side: int | None = None
    # --- topics (Art. 6) ---------------------------------------------------------------------------------------------
    topic_origins: tuple[str, ...] = ("gov", "union", "joint")
    topic_routes: tuple[str, ...] = ("gov_department", "union_office")
    topic_settlement: str = "both"
    topic_settlement_chain: tuple[str, ...] = ()
    collection_lead: int = 2
    collection_lead_unit: str = "months"
    late_topics: str = "exception"
    research_phase: str = "before_settlement"
    #: Whether a topic without research report and decision text is refused; our default (R6.6).
    research_required: bool = True
    #: Days allowed for answering a consultation; our default.
    consultation_days: int = 10
    # --- notice (Art. 7); no figure in the rule, our defaults (R7.6) -------------------------------------------------
    notice_issuer: str = "gov_clerk"
    notice_lead: int = 5
    notice_lead_unit: str = "workdays"
    #: In principle a short notice is said; 应当 means that it does not go out (R7.6).
    notice_lead_strength: str = "principle"
    pack_lead_workdays: int = 5
    pack_lead_strength: str = "principle"
    #: The class of disclosure of notices and minutes unless another is chosen at issue; our default (R0.3).
    disclosure_default: str = "on_request"
    #: Hours in which a notice is signed for; our default (R7.5).
    notice_receipt_hours: int = 24
    # --- session (Art. 8) --------------------------------------------------------------------------------------------
    presider_rule: str = "gov_attending"
    presider_title: str = ""
    presider_strength: str = "principle"
    #: Days after the noticed one on which a session may still be written up; our default (ADR 0014).
    opening_days: int = 3
    agenda_parts: tuple[str, ...] = ("prior_report", "topics_report", "deliberate", "deploy")
    # --- minutes (Art. 9) --------------------------------------------------------------------------------------------
    minutes_drafter: str = "union_clerk"
    #: Whether every lead unit countersigns before the leaders approve; optional in the region (R9.3).
    minutes_countersign: bool = False
    minutes_approval_chain: tuple[str, ...] = ("union", "gov")
    minutes_issuer: str = "union_clerk"
    minutes_form: str = "minutes"
    #: How the paper is called in its head and title.
    minutes_name: str = "纪要"
    #: Working days from the meeting to the issue of the minutes; our default (R9.7).
    minutes_deadline_workdays: int = 15
    # --- publicity (Art. 10) -----------------------------------------------------------------------------------------
    publicity_approvers: str = "both"
    #: Days from the issue of the minutes to the press item; no figure in the rule (R10.3).
    publicity_days: int | None = None
    # --- follow-up (Art. 11); no figure in the rule, our defaults (R11.4, R11.7) -------------------------------------
    followup_close_chain: tuple[str, ...] = ("union_clerk", "gov_clerk")
    #: Days, or months, between two progress reports; None: nobody reports by the calendar.
    report_cycle_days: int | None = 91
    report_cycle_unit: str = "days"
    #: Days before the deadline of the reminder, and after it of the supervision order.
    ladder_reminder_days: int = 15
    ladder_supervision_days: int = 15
    #: Which letters there are, in the order of their weight.
    ladder_steps: tuple[str, ...] = ("reminder", "chase_up", "supervision_order", "escalation")
    # --- upwards and downwards (Art. 12) -----------------------------------------------------------------------------
    report_up_to: str = "assessment"
    report_up_due_days: int | None = None
    report_up_content: str = ""
    extends_to: tuple[str, ...] = ("league", "banner")
    # --- versions (Art. 13); our default (R13.2) ---------------------------------------------------------------------
    binds_on: str = "request"
    #: Whether items of meetings under an earlier rule go by this one's ladder from its first day (R13.3).
    ladder_for_earlier: bool = False


REGIONAL_2024 = RuleParameters(
    title="内蒙古自治区人民政府与内蒙古自治区总工会联席会议工作规则",
    document_number="内政办字〔2024〕8号",
    issued_on=date(2024, 2, 8),
    effective_on=date(2024, 2, 8),
)
#: What names the rule itself and is no parameter.
IDENTITY = frozenset({"title", "document_number", "issued_on", "effective_on"})


def to_snapshot(parameters: RuleParameters) -> dict[str, Any]:
    """Return the parameters as JSON's own kinds, to be kept with a meeting (R13.2)."""
    return {key: _plain(value) for key, value in asdict(parameters).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def from_snapshot(snapshot: Mapping[str, Any]) -> RuleParameters:
    """Return the parameters that a meeting has kept; what an older snapshot does not name is as in the region."""
    found = {one.name: getattr(REGIONAL_2024, one.name) for one in fields(RuleParameters)}
    for name, value in snapshot.items():
        if name not in found:
            continue
        usual = found[name]
        found[name] = date.fromisoformat(value) if isinstance(usual, date) else _like(usual, value)
    return RuleParameters(**found)


def _like(usual: Any, value: Any) -> Any:
    return tuple(value) if isinstance(usual, tuple) else value


def label_of(category: str, parameters: RuleParameters) -> str:
    """Return the rule's own word for a class of topics; empty where it has none (R3.1)."""
    pairs = (one.partition("=") for one in parameters.category_labels)
    return next((label for key, _sign, label in pairs if key == category), "")


def collection_due_on(planned_on: date, parameters: RuleParameters) -> date | None:
    """Return the day collection should begin: the planned date less the lead; None where the rule asks for none (R6.4).

    Months are clamped to the end of the month.
    """
    match parameters.collection_lead_unit:
        case "months":
            return minus_months(planned_on, parameters.collection_lead)
        case "weeks":
            return planned_on - timedelta(weeks=parameters.collection_lead)
        case "days":
            return planned_on - timedelta(days=parameters.collection_lead)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting that took place, as the count of meetings looks at it (R4.8)."""

    held_on: date
    #: The year in its title, where the rule counts by titles.
    titled_year: int
    extraordinary: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The years in which meetings count towards one year's obligation, both included, and how many were held."""

    first_year: int
    last_year: int
    held: int


def counted(meeting: HeldMeeting, parameters: RuleParameters) -> int | None:
    """Return the year a meeting counts for; None for one that satisfies no obligation (R4.8)."""
    if meeting.extraordinary and not parameters.extraordinary_counts:
        return None
    return meeting.titled_year if parameters.year_attribution == "titled_year" else meeting.held_on.year


def held_in_period(meetings: Iterable[HeldMeeting], parameters: RuleParameters, *, year: int, on: date) -> Period:
    """Return the meetings held up to a day for the period that ends with `year`: once in two years looks back one."""
    first = year + 1 - parameters.period_years
    years = [counted(one, parameters) for one in meetings if one.held_on <= on]
    return Period(first, year, sum(one is not None and first <= one <= year for one in years))


def due_by(parameters: RuleParameters, *, year: int) -> date:
    """Return the last day for the meetings of the period that ends with `year`; a new rule has its whole period."""
    return date(max(year, parameters.effective_on.year + parameters.period_years - 1), 12, 31)


def compliance(meetings: Iterable[HeldMeeting], parameters: RuleParameters, *, year: int, on: date) -> Compliance:
    """Return how a government stands to the frequency of its rule for `year`, at the end of the day `on` (R4.6).

    `open` while there is time left; `compliant` as soon as the period has its meetings.
    """
    if held_in_period(meetings, parameters, year=year, on=on).held >= parameters.frequency_min:
        return "compliant"
    return "open" if on < due_by(parameters, year=year) else "not_compliant"


def exceeds(period: Period, parameters: RuleParameters) -> bool:
    """Return whether one more ordinary meeting would be more than the rule allows in its period."""
    return parameters.frequency_max is not None and period.held >= parameters.frequency_max
