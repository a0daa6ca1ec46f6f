"""Is this act due on this object, until when, and can it be done now? One answer, for everybody who asks.

Buttons, to-dos, the calendar, alerts and the interface for programs ask here. Who may act is answered by
`kernel.lifecycle.permission`, what stands in the way by `kernel.lifecycle.obstacles`; this module adds what is due.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kernel import clock
from kernel.consents.models import Consent
from kernel.lifecycle import consent
from kernel.lifecycle.obstacles import obstacles
from kernel.lifecycle.permission import available
from kernel.lifecycle.table import Action
from kernel.refusals import Refusal
from kinds.kind import Kind
from kinds.registry import lifecycle_of


@dataclass(frozen=True, slots=True)
class Step:
    """One act that a person may take on an object now. `expected`: somebody waits for it; `until`: its last day."""

    kind: Kind
    action: Action
    object: Any
    expected: bool
    until: date | None

    @property
    def is_ready(self) -> bool:
        """Whether the act can be done now as far as a list can know it; `obstacles` asks every guard."""
        can_be_done = self.kind.steps.ready.get(self.action.name)
        return can_be_done is None or can_be_done(self.object)

    def obstacles(self, by: Any) -> list[Refusal]:
        """Return every refusal that the act would meet now whatever is typed; empty: it can be done."""
        return obstacles(lifecycle_of(self.kind), self.action, self.object, by)


def steps(kind: Kind, instance: Any, by: Any, consents: Iterable[Consent] | None = None) -> list[Step]:
    """Return the acts that `by` may take on the object now, in the order of the table."""
    given = None if consents is None else list(consents)
    return [
        Step(kind, row, instance, is_expected(kind, row, instance, by, given), until(kind, row, instance))
        for row in available(lifecycle_of(kind), instance, by, given)
    ]


def is_expected(
    kind: Kind, row: Action, instance: Any, by: Any, consents: Iterable[Consent] | None = None, day: date | None = None
) -> bool:
    """Return whether somebody waits for the act: its row is awaited and due, or the other side has begun it."""
    if row.awaited:
        is_due = kind.steps.due.get(row.name)
        return is_due is None or is_due(instance, day or clock.today())
    if row.consent is None:
        return False
    standings = consent.standings(lifecycle_of(kind), row, instance, consents)
    return any(one.valid for one in standings if one.side != by.side)


def until(kind: Kind, row: Action, instance: Any, day: date | None = None) -> date | None:
    """Return the last day for the act (in Asia/Shanghai), as the work rule and the object say; None without one."""
    return kind.steps.until(instance, row.name, day or clock.today()) if kind.steps.until else None


def noted(instance: Any, name: str, ask: Callable[[], Any]) -> Any:
    """Return what the list noted on the object under `name` when it read it, or ask for this one object."""
    known = getattr(instance, name, None)
    return ask() if known is None else known
