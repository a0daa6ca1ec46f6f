"""The acts of leaders: what may be delegated, and what may be signed on paper. Read from the tables themselves."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from apps.organizations.accounts.models import User
from kernel.lifecycle.table import LIFECYCLES, Action, Lifecycle
from kernel.refusals import Sentence
from vocabulary.roles import LEADING, names_of

#: Who stands in for whom is settled by the leader in person.
IN_PERSON = {"delegation"}


class LeadersActs:
    """Every act open to a leader, as a choice: `meeting.accept`. Known once all tables were read, so asked late."""

    @property
    def choices(self) -> Sequence[tuple[str, Sentence]]:
        """Value and label, in the order of their names."""
        return [(name, label_of(name)) for name in self.values]

    @property
    def values(self) -> Sequence[str]:
        """The names."""
        return sorted({f"{lifecycle.name}.{row.name}" for lifecycle, row in _rows()})


LEADERS_ACTS = LeadersActs()


def _rows() -> Iterator[tuple[Lifecycle, Action]]:
    for lifecycle in LIFECYCLES.values():
        for row in lifecycle.actions:
            if not row.internal and lifecycle.name not in IN_PERSON and LEADING & names_of(row.possible):
                yield lifecycle, row


def holds(user: User, act: str) -> bool:
    """Whether `act` is open to one of the person's own leader's roles."""
    held = user.role_names & LEADING
    return any(held & names_of(row.possible) for one, row in _rows() if f"{one.name}.{row.name}" == act)


def label_of(act: str) -> str:
    """Return an act in words: 会议：同意召开."""
    kind, _dot, name = act.partition(".")
    lifecycle = LIFECYCLES[kind]
    return _("%(thing)s：%(act)s") % {"thing": lifecycle.label, "act": lifecycle.named(name)[0].label}
