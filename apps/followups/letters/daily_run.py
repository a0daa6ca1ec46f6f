"""Who issues what falls due by itself: no person, and the record says so."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DailyRun:
    """The daily run acting for the office that owns follow-up: an actor without an account."""

    side: str
    role_names: frozenset[str]
    pk: None = None
    printed_name: str = field(default="到期自动签发")
    printed_post: str = ""
