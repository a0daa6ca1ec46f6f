"""What is expected of a person, and what is expected of others: the rows that desk and interface show."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import Sentence


@dataclass(frozen=True, slots=True)
class ToDo:
    """One object on which something is expected of the person now, with the rows of the table that say what.

    `url` is the form of the first of these acts, `page` where the object is read. `is_there` is False where the act
    brings the object into being. `until` is the day by which the act is due (a day in Asia/Shanghai), if any.
    """

    lifecycle: Lifecycle
    object: Any
    actions: tuple[Action, ...]
    title: str
    state: str
    state_label: Sentence
    since: datetime
    url: str
    page: str
    until: date | None = None
    is_there: bool = True

    @property
    def kind(self) -> str:
        """The object's kind, as the tables call it."""
        return self.lifecycle.name

    @property
    def id(self) -> uuid.UUID:
        """The object's key."""
        key: uuid.UUID = self.object.pk
        return key


@dataclass(frozen=True, slots=True)
class Awaited:
    """An act that is expected of somebody else: who is to do what, since when, and until which day."""

    who: str
    label: Sentence
    title: str
    url: str
    since: datetime
    until: date | None = None
