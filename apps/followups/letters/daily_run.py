"""Who issues what falls due by itself: no person, and the record says so."""

from dataclasses import dataclass

from kernel.lifecycle.table import Nobody


@dataclass(frozen=True)
class DailyRun(Nobody):
    """The daily run acting for the office that owns follow-up: an actor without an account."""

    printed_name: str = "到期自动签发"
