"""Acting for another: what the engine asks of a person beyond his or her own roles."""

import copy
from collections.abc import Mapping, Set
from datetime import date
from typing import Any, Protocol, Self

from kernel import clock
from kernel.canonical import Plain


class Lent(Protocol):
    """A delegation, as far as the account asks it: the table of delegations stands in a room above."""

    delegate: Any
    delegate_id: Any
    grantor_id: Any
    grantor: Any
    ends_on: date

    def runs_on(self, day: date) -> bool: ...
    def covers(self, act: str, day: date) -> bool: ...
    def as_data(self) -> Plain: ...
    def printed(self) -> str: ...


class StandingIn:
    """Everything about a person that another person's act is done under; the account mixes it in."""

    name: str
    pk: Any
    #: Set by whoever reads the account together with the answer; without it the delegations themselves are asked.
    has_delegations: bool = True
    #: Whether the account's rights rest, and with them whatever was lent to it.
    rests: Any
    #: The other end of `Delegation.grantor`.
    delegations_given: Any
    _under: Mapping[str, object] | None = None
    _stands_for: Any = None
    #: The day on which a paper was signed, for whoever acts by it.
    _as_of: date | None = None
    _printed: str = ""
    _delegations: list[Lent] | None = None

    @property
    def printed_name(self) -> str:
        """The name as it stands beside an act for ever, with whom and what it was done for."""
        return f"{self.name}{self._printed}"

    @property
    def under(self) -> Mapping[str, object] | None:
        """The delegation or the signed paper under which this person acts, as plain data."""
        return self._under

    @property
    def people(self) -> frozenset[object]:
        """The keys of this person and of the one he or she stands for."""
        return frozenset({self.pk, self._stands_for} - {None})

    def acting_under(self, under: Mapping[str, object], printed: str, *, stands_for: Any = None) -> Self:
        """Return the same person as acting under a delegation or a paper; the account itself stays as it is."""
        person = copy.copy(self)
        person._under, person._printed, person._stands_for = under, printed, stands_for
        return person

    def as_of(self, day: date) -> Self:
        """Return the same person as on a day before: what he or she signed then was signed in the roles of then."""
        person = copy.copy(self)
        person._as_of = day
        return person

    def standing_in(self, act: str, roles: Set[str], day: date, *, afresh: bool = False) -> "Self | None":
        """Return this person as the deputy of somebody who may do `act` by one of `roles`, on a day that is covered.

        Whoever already acts for another hands nothing on.
        """
        if self._under is not None or self.rests:
            return None
        for one in self.delegations(afresh=afresh):
            if one.delegate_id == self.pk and one.covers(act, day) and one.grantor.role_names & roles:
                return self.acting_under(one.as_data(), one.printed(), stands_for=one.grantor_id)
        return None

    def delegations(self, *, afresh: bool = False) -> list[Lent]:
        """Return what this person was given or gave, read once per request; `afresh` asks again."""
        if self._delegations is None or afresh:
            table = self.delegations_given.model  # the relation leads to the room above, which no import may
            self._delegations = table.of(self) if self.has_delegations or afresh else []
        return self._delegations

    @property
    def reading_roles(self) -> frozenset[str]:
        """The roles by which this person reads: who stands in today sees what the one he or she stands for sees."""
        own: frozenset[str] = self.role_names  # type: ignore[attr-defined]
        if self.rests:
            return own
        today = clock.today()
        lent = [
            one.grantor.role_names for one in self.delegations() if one.delegate_id == self.pk and one.runs_on(today)
        ]
        return own.union(*lent)
