"""What minutes ask of follow-up, which stands a layer above and registers the answer."""

from dataclasses import dataclass
from datetime import date, datetime

from apps.meetings.models import Meeting
from kernel.ports import Port


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item of an earlier meeting that was still open when the report was told, with the new day that was named."""

    text: str
    lead_unit: str
    new_due_on: date | None


@dataclass(frozen=True, slots=True)
class PriorTold:
    """The figures of part one of the agenda, as of the moment that the notice stated (R8.3)."""

    has_prior_meeting: bool
    as_of: datetime | None
    listed: int
    closed: int
    terminated: int
    unfinished: tuple[OpenItem, ...]


#: What the meeting was told about earlier decisions.
prior_told: Port[[Meeting], PriorTold] = Port("minutes.prior_told")
