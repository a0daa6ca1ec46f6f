"""Issuing a rule for several governments, bringing it to each, and ending it for all of them.

What happens inside a government is told to this module by the app above (`deliver`, `end`), because only it knows its
tables. Everything happens in the caller's transaction: a rule is repealed everywhere or nowhere.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from kernel.database.names import schema_of
from kernel.lifecycle.table import Actor
from kernel.schema import inside
from tenants.commonrules.models import CommonRule
from tenants.governments.models import Government
from tenants.ledger.services import current_government


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person acting from another level: key, name and post as they were at that moment, with nothing to look up."""

    pk: uuid.UUID
    side: str
    role_names: frozenset[str]
    printed_name: str
    printed_post: str
    under: Mapping[str, object] | None = None

    @property
    def people(self) -> frozenset[object]:
        """Who acts; nobody stands behind."""
        return frozenset({self.pk})

    def standing_in(self, act: str, roles: Set[str], day: date, *, afresh: bool = False) -> None:
        """Across levels nobody stands in for another."""
        return


def visitor(by: Actor) -> Visitor:
    """Return `by` as he or she is known in another government: the home is printed before the post."""
    named = Government.objects.get(schema_name=schema_of(current_government().founding_code)).name
    return Visitor(by.pk, by.side, frozenset(by.role_names), by.printed_name, f"{named}{by.printed_post}")


def strictly_below(codes: Iterable[str]) -> list[Government]:
    """Return the standing governments of these codes that lie below the current one; unknown codes are left out."""
    below = Government.objects.standing().filter(path__startswith=f"{current_government().path}.")
    # The deepest first, as every act that enters several governments takes its locks from below.
    return list(below.filter(code__in=list(codes)).order_by("-path"))


def ended_on(rule_id: uuid.UUID | None) -> date | None:
    """Return the day on which a common rule was repealed; None while it may be adopted."""
    found = CommonRule.objects.filter(pk=rule_id).first() if rule_id else None
    return found.repealed_on if found else None


def issue_common(
    *,
    rule_id: uuid.UUID,
    title: str,
    document_number: str,
    effective_on: date,
    governments: Sequence[Government],
    deliver: Callable[[], None],
) -> CommonRule:
    """Write the rule down once in public, and bring it to each of the governments it is for."""
    home = current_government()
    codes = [government.founding_code for government in governments]
    rule = CommonRule(
        id=rule_id,
        government=home.founding_code,
        path=home.path,
        title=title,
        document_number=document_number,
        effective_on=effective_on,
        governments=codes,
    )
    rule.save(force_insert=True)
    for government in governments:
        with inside(government):
            deliver()
    return rule


def is_common(rule_id: uuid.UUID) -> bool:
    """Return whether a rule of the current government was issued for others too."""
    return CommonRule.objects.filter(pk=rule_id).exists()


def repeal_common(*, rule_id: uuid.UUID, repealed_on: date, end: Callable[[], None]) -> None:
    """End a rule for all it was issued for, on one day; does nothing for a rule that is the issuer's alone."""
    rule = CommonRule.objects.filter(pk=rule_id).first()
    if rule is None:
        return
    rule.repealed_on = repealed_on
    rule.save(update_fields=["repealed_on"])
    schemas = [schema_of(code) for code in rule.governments]
    for government in Government.objects.filter(schema_name__in=schemas).order_by("-path"):
        with inside(government):
            end()
