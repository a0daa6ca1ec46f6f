"""A package of history: what a government declares about its meetings before the platform (docs/history-import.md).

`workbook` turns an XLSX into the words of the JSON form, `reading` makes a package of them, `consistency` looks at the
package alone, `inspection` compares it with what the government holds already, `services` writes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: Where the values of a workbook stand: "meetings[2].held_on" → "sheet 会议, row 5, column E (召开日期)".
Cells = Mapping[str, str]
#: A package of JSON is itself what its faults name.
NO_CELLS: Cells = {}


class BrokenPackage(ValueError):
    """The package cannot be taken; every fault with its place, in a workbook with sheet, row and column."""

    def __init__(self, faults: list[str], cells: Cells = NO_CELLS) -> None:
        self.faults = [_in_workbook(fault, cells) for fault in faults]
        super().__init__("\n".join(self.faults))


def _in_workbook(fault: str, cells: Cells) -> str:
    """A fault with the cell that it is about, else the row, else as it is."""
    place, _colon, sentence = fault.partition(": ")
    parts = place.split(".")
    for count in range(len(parts), 0, -1):
        if cell := cells.get(".".join(parts[:count])):
            return f"{cell}: {sentence}"
    return fault


@dataclass(frozen=True, slots=True)
class PastUnit:
    """A unit that was merged or closed before the platform, and is still named by old decisions."""

    place: str
    name: str
    short_name: str
    side: str
    kind: str
    closed_on: date


@dataclass(frozen=True, slots=True)
class PastRule:
    """A work rule as metadata: its text may be lost (R13.4)."""

    place: str
    title: str
    document_number: str
    issued_on: date
    effective_on: date
    repealed_on: date | None
    deviations: tuple["PastDeviation", ...]


@dataclass(frozen=True, slots=True)
class PastDeviation:
    """What a rule fixed otherwise than the region, and why (R12.1)."""

    place: str
    parameter: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class PastPreparation:
    """One thing that was prepared, and by which office (R7.1)."""

    place: str
    title: str
    office: str
    done_on: date


@dataclass(frozen=True, slots=True)
class PastReceipt:
    """That a unit signed for the notice, and what its slip said (R7.5)."""

    place: str
    unit: str
    acknowledged_on: date
    reply: str


@dataclass(frozen=True, slots=True)
class PastNotice:
    """The notice of a meeting, by number and day, with the receipts that are kept."""

    place: str
    number: str
    issued_on: date
    receipts: tuple[PastReceipt, ...]


@dataclass(frozen=True, slots=True)
class PastConvener:
    """Who filled a slot, and whether he or she was there where that is still known."""

    slot: str
    name: str
    title: str
    present: bool | None


@dataclass(frozen=True, slots=True)
class PastPerson:
    """One name on the list of those who came or should have come."""

    place: str
    name: str
    unit: str
    title: str
    side: str
    capacity: str
    state: str
    #: Of guests: which of the kinds that the rule lists (Art. 5).
    category: str
    leave_reason: str
    leave_approver: str
    substitute_name: str
    substitute_title: str


@dataclass(frozen=True, slots=True)
class PastPart:
    """What one supporting unit was given to do, and until when."""

    place: str
    unit: str
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class PastExtension:
    """More time that both offices granted on paper (R11.6)."""

    place: str
    granted_on: date
    new_due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class PastLetter:
    """A reminder, chase-up or supervision order to the lead unit, and when it was received (R11.7)."""

    place: str
    kind: str
    number: str
    issued_on: date
    received_on: date | None


@dataclass(frozen=True, slots=True)
class PastConsultation:
    """What an asked unit answered about a topic, and what became of a disagreement (R6.7, R6.8)."""

    place: str
    unit: str
    reply: str
    text: str
    replied_on: date
    coordination: str
    dissent_printed: bool | None


@dataclass(frozen=True, slots=True)
class PastResolution:
    """What was resolved, who led it, and what became of it."""

    place: str
    text: str
    lead_unit: str
    supporting_units: tuple[str, ...]
    responsible_person: str
    due_on: date
    closed_on: date | None
    terminated_on: date | None
    reason: str
    parts: tuple[PastPart, ...]
    extensions: tuple[PastExtension, ...]
    letters: tuple[PastLetter, ...]

    @property
    def last_due_on(self) -> date:
        """The deadline in force in the end."""
        return self.extensions[-1].new_due_on if self.extensions else self.due_on

    def due_on_day(self, day: date) -> date:
        """The deadline that was in force on a day."""
        granted = [one.new_due_on for one in self.extensions if one.granted_on <= day]
        return granted[-1] if granted else self.due_on

    @property
    def ended_on(self) -> date | None:
        """When it was closed or given up; None while it is open."""
        return self.closed_on or self.terminated_on


@dataclass(frozen=True, slots=True)
class PastTopic:
    """A topic with its outcome."""

    place: str
    title: str
    origin: str
    main_side: str | None
    category: str
    category_reason: str
    proposer: str
    co_proposer: str
    outcome: str
    outcome_note: str
    consultations: tuple[PastConsultation, ...]
    resolutions: tuple[PastResolution, ...]


@dataclass(frozen=True, slots=True)
class PastPublicity:
    """What the public was told about a meeting, and when (Art. 10)."""

    place: str
    title: str
    channel: str
    published_on: date
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """A meeting that was held."""

    place: str
    ordinal: int
    kind: str
    ground: str | None
    ground_text: str
    planned_on: date
    held_on: date
    venue: str
    presider: str
    conveners: tuple[PastConvener, ...]
    people: tuple[PastPerson, ...]
    counts: dict[str, int]
    topics: tuple[PastTopic, ...]
    preparations: tuple[PastPreparation, ...]
    notice: PastNotice | None
    minutes_number: str
    minutes_on: date | None
    publicity: tuple[PastPublicity, ...]
    concluded_on: date | None

    @property
    def resolutions(self) -> list[PastResolution]:
        """All that was resolved, in the order of the topics."""
        return [row for topic in self.topics for row in topic.resolutions]

    @property
    def letters(self) -> list[PastLetter]:
        """All letters about what was resolved."""
        return [one for row in self.resolutions for one in row.letters]


@dataclass(frozen=True, slots=True)
class PastPlan:
    """The document by which a year's meeting was in the government's work plan (R12.4)."""

    place: str
    year: int
    title: str
    document_number: str
    issued_on: date
    clause: str
    clause_text: str


@dataclass(frozen=True, slots=True)
class PastExplanation:
    """Why a year closed without its meeting, as both sides explained it on paper (R4.6)."""

    place: str
    year: int
    side: str
    cause: str
    text: str
    explained_on: date


@dataclass(frozen=True, slots=True)
class Package:
    """All that one file declares."""

    government: str
    source: str
    sha256: str
    units: tuple[PastUnit, ...]
    rules: tuple[PastRule, ...]
    meetings: tuple[PastMeeting, ...]
    plans: tuple[PastPlan, ...]
    explanations: tuple[PastExplanation, ...]
    cells: Cells
