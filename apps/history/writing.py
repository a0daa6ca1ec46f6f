"""What one import works with while it writes: the package, the moment, the rows that references go to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from apps.history.package import Package, PastMeeting
from apps.meetings.models import Meeting
from apps.organizations.models import Unit
from kernel.canonical import Plain
from tenants.governments.models import Government

#: What is declared of a meeting beside the row that is made of it.
Pair = tuple[PastMeeting, Meeting]


@dataclass(slots=True)
class Writing:
    """One import: rows are gathered first, then written kind by kind."""

    package: Package
    place: Government
    at: datetime
    recorded_at: datetime
    units: Mapping[str, Unit] = field(default_factory=dict)
    written: list[tuple[str, Model]] = field(default_factory=list)

    def note(self, kind: str, rows: Sequence[Model]) -> None:
        """Remember what was written, for the audit chain and the ledger."""
        self.written += [(kind, row) for row in rows]

    def of_kind(self, kind: str) -> list[Any]:
        """What was written of one kind."""
        return [row for name, row in self.written if name == kind]

    def state(self, state: str) -> Plain:
        """A state that nobody's act has led to: its moment is that of the import."""
        return {"state": state, "state_since": self.recorded_at}
