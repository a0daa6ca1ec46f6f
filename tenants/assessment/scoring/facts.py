"""The facts of one government and one year, as scores are computed from them: no words of any content.

Source of the shape: the published example of the scheme. What is not applicable or did not happen is None.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

#: Who among those who led a side counts in full: the chief convener, or the principal leader in that place.
LEADING = frozenset({"chief", "principal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the work rule of the government asks for. None: it asks for nothing."""

    required_ordinary_meetings: int = 1
    period_years: int = 1
    collection_lead_months: int | None = 2
    notice_lead_workdays: int = 5
    minutes_deadline_workdays: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic that was on the table."""

    #: union, gov, joint
    origin: str
    research_report: bool
    consultation_closed: bool
    #: How the meeting ended on it; None where it did not.
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An agreed item: `listed_ok` where it was listed whole and in time (D3)."""

    listed_ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One joint meeting that was held."""

    #: ordinary, extraordinary
    type: str
    held_on: date
    collection_started_on: date | None = None
    notice_issued_on: date | None = None
    minutes_issued_on: date | None = None
    #: chief, principal, convener, none
    gov_lead: str = "none"
    union_lead: str = "none"
    tabled_topics: tuple[Topic, ...] = ()
    agreed_items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItems:
    """Agreed items whose effective deadline lies in the year: `late_closed` after it and by 31 December."""

    due: int
    on_time: int
    late_closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReports:
    """Progress reports that were owed in the year."""

    due: int
    on_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unimplemented:
    """Items of earlier meetings that were not carried out, and how many of them were explained whole (Art. 3)."""

    count: int = 0
    fully_explained: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """What two reviewers found beside the platform's facts."""

    bonus: tuple[Fraction, ...] = ()
    deduction: tuple[Fraction, ...] = ()
    falsification: bool = False
    veto_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that is scored of one government in one year."""

    year: int
    filing_cutoff: date
    tenant: str = ""
    name: str = ""
    params: Params = field(default_factory=Params)
    rule_in_force: bool
    rule_params_present: int
    rule_params_required: int
    in_annual_gov_work_plan: bool
    meetings: tuple[Meeting, ...]
    #: Days of the ordinary meetings in the earlier years of the period over which the rule counts.
    earlier_meetings: tuple[date, ...] = ()
    due_items: DueItems
    reports: DueReports
    has_prior_meeting: bool
    prior_unimplemented: Unimplemented = field(default_factory=Unimplemented)
    exemption_approved: bool = False
    manual: Manual = field(default_factory=Manual)

    @property
    def ordinary(self) -> tuple[Meeting, ...]:
        """The ordinary meetings of the year (M), by day: all that is scored of meetings is scored over these."""
        return tuple(sorted((one for one in self.meetings if one.type == "ordinary"), key=lambda one: one.held_on))

    @property
    def counted_days(self) -> tuple[date, ...]:
        """The days of the ordinary meetings that count in the period which ends with the year, in their order."""
        first = self.year + 1 - self.params.period_years
        earlier = (day for day in self.earlier_meetings if first <= day.year < self.year)
        return tuple(sorted([*earlier, *(one.held_on for one in self.ordinary)]))

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that were on the table of the ordinary meetings."""
        return tuple(topic for one in self.ordinary for topic in one.tabled_topics)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that the ordinary meetings agreed."""
        return tuple(item for one in self.ordinary for item in one.agreed_items)
