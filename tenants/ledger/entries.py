"""What every row of the ledger has, and how tables are refused what cannot be true of any government."""

from dataclasses import fields
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel.keys import uuid7
from tenants.ledger.facts import Fact


def present_exactly(column: str, states: tuple[str, ...]) -> Q:
    """The date stands exactly in these states."""
    stands = Q(**{f"{column}__isnull": False})
    return (Q(state__in=states) & stands) | (~Q(state__in=states) & ~stands)


def unless_unknown(column: str, condition: Q) -> Q:
    """The condition holds where the date is known."""
    return Q(**{f"{column}__isnull": True}) | condition


def checked(name: str, condition: Q, sentence: Any) -> models.CheckConstraint:
    """A condition that no government can break, and how it is said."""
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=sentence)


class Entry(models.Model):
    """What every row of the ledger has. Written by `services.publish` only."""

    #: Governments may write this public table; the row policies decide which rows.
    tenant_writes: ClassVar[bool] = True
    fact_type: ClassVar[type[Fact]]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    government = models.CharField(max_length=40)
    path = models.CharField(max_length=400, db_collation="C")
    source_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["government", "source_id"],
                name="ledger_%(class)s_once",
                violation_error_message=_("同一事项在台账中只有一条记录。"),
            ),
        ]
        indexes = [models.Index(fields=["path", "government"], name="ledger_%(class)s_subtree")]

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.source_id} of {self.government}"

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that mirror the fact, its key aside."""
        return [field.name for field in fields(cls.fact_type) if field.name != "source_id"]

    @classmethod
    def of(cls, fact: Fact, *, government: str, path: str) -> Self:
        """Return the unsaved row that states `fact`."""
        values = {name: getattr(fact, name) for name in cls.columns()}
        return cls(government=government, path=path, source_id=fact.source_id, **values)

    def fact(self) -> Fact:
        """Return what the row states."""
        values = {name: getattr(self, name) for name in self.columns()}
        return self.fact_type(source_id=self.source_id, **values)
