"""What the levels above may know of a government: ids, dates, numbers and enumerations, never a text.

A fact is the whole of what one object publishes. The same function of an app builds it for `services.publish` and for
`reconcile_ledger`, so that there is one reading of what an object's state means upward. Another kind of fact is a
dataclass here and a table in `models`; nothing else names the kinds.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vocabulary.meetings import Lead, MeetingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of the current government, known by the key of the object it is about."""

    source_id: UUID

    @property
    def counted_in(self) -> int | None:
        """The year whose figures it belongs to, and with it whose parent; None: every year, hence the present one."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRuleFact(Fact):
    """A rule, or the adoption of a common one, binding from a day on.

    `in_force_to` is the day of repeal, which the successor already rules; None while nobody has repealed it.
    """

    in_force_from: date
    in_force_to: date | None = None
    frequency_min: int = 1
    period_years: int = 1
    #: How many of the twelve required parameters the rule sets (assessment A2).
    params_present: int = 0
    #: None where the rule asks for no lead in months.
    collection_lead_months: int | None = None
    notice_lead_workdays: int = 5
    minutes_deadline_workdays: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFact(Fact):
    """A meeting from its request on; a draft is nobody else's business and has no fact.

    `topics_gov`, `topics_union` and `topics_joint` are those on the agenda; before there is one, those of the round.
    `gov_lead` and `union_lead` say who led a side at the session: the chief convener, another convener or neither;
    empty until it was held.
    """

    year: int
    kind: MeetingKind
    state: str
    ordinal: int | None = None
    planned_on: date | None = None
    collection_started_on: date | None = None
    collection_due_on: date | None = None
    topics_gov: int = 0
    topics_union: int = 0
    topics_joint: int = 0
    topics_tabled: int = 0
    topics_decided: int = 0
    #: Of the tabled ones, those with research report and closed consultation; of a meeting that was held (C3).
    topics_prepared: int = 0
    notice_issued_on: date | None = None
    held_on: date | None = None
    minutes_due_on: date | None = None
    minutes_issued_on: date | None = None
    concluded_on: date | None = None
    gov_lead: Lead = Lead.UNKNOWN
    union_lead: Lead = Lead.UNKNOWN
    imported: bool = False
    #: Items of earlier meetings that were not carried out, as the notice fixed them, and those explained whole (E3).
    unimplemented: int = 0
    explained: int = 0
    #: The year whose obligation it satisfies by the rule it was held under; None while it satisfies none (R4.8).
    counts_in: int | None = None

    @property
    def counted_in(self) -> int:
        """A meeting counts in the year in which it was held (R4.8)."""
        return self.held_on.year if self.held_on else self.year


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedItemFact(Fact):
    """A row of the follow-up list. `due_on` is the effective deadline: the original one plus granted extensions.

    `year` is the year of the meeting that listed it, so that an item is counted where its meeting is.
    """

    meeting_id: UUID
    year: int
    state: str
    listed_on: date
    original_due_on: date
    due_on: date
    closed_on: date | None = None
    terminated_on: date | None = None
    extensions: int = 0
    #: Listed within ten working days of the minutes, with a lead unit, a dated milestone and a deadline (D3).
    listed_whole: bool = False

    @property
    def counted_in(self) -> int:
        """An item counts in the year of its meeting."""
        return self.year


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlanFact(Fact):
    """That the joint meeting is in the government's work plan of a year (R12.4).

    `issued_on` is the day of the plan's document, `recorded_on` the day on which it was entered here.
    """

    year: int
    issued_on: date
    recorded_on: date
    imported: bool = False

    @property
    def counted_in(self) -> int:
        """A plan counts in its year."""
        return self.year


@dataclass(frozen=True, slots=True, kw_only=True)
class YearExplanationFact(Fact):
    """Why a year closed without its meeting, as a code; stated once both sides stand by the words (R4.6).

    `first_year` is earlier than `year` where the rule counts over several years.
    """

    year: int
    first_year: int
    cause: str
    confirmed_on: date
    imported: bool = False

    @property
    def counted_in(self) -> int:
        """An explanation counts in the year that it closes."""
        return self.year


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReportFact(Fact):
    """A progress report that a unit owes about an agreed item at the end of one reporting cycle.

    `reported_on` is None while it has not come; on time is what came on `due_on` or before.
    """

    agreed_item_id: UUID
    year: int
    #: Whether the lead unit owes it, or a supporting one.
    leads: bool
    due_on: date
    reported_on: date | None = None

    @property
    def counted_in(self) -> int:
        """A due report counts in the year of its day."""
        return self.year
