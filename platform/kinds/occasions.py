"""Days that concern an object: what the calendar, its feed and the interface show. Nothing of it is stored."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from kernel.refusals import Sentence
from kernel.workcalendar.rules import rests_on_unpublished


@dataclass(frozen=True, slots=True)
class OccasionKind:
    """What happens on the day ("印发通知期限"); `name` is the word that programs read."""

    name: str
    label: Sentence


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion on one day; `starts_at` where the hour is known.

    `model` and `id` name the object, `url` its page.
    """

    day: date
    kind: OccasionKind
    title: str
    model: str
    id: uuid.UUID
    url: str
    starts_at: datetime | None = None

    @property
    def provisional(self) -> bool:
        """Whether the day was counted over working days that are not published yet."""
        return rests_on_unpublished(self.day)


@dataclass(frozen=True, slots=True)
class Occasions:
    """The occasions of one kind: which sorts there are, and how those of a person between two days are read."""

    kinds: tuple[OccasionKind, ...]
    between: Callable[[Any, date, date], Iterable[Occasion]]


def occasion(
    url: str, about: Model, title: str, kind: OccasionKind, day: date, *, starts_at: datetime | None = None
) -> Occasion:
    """Return an occasion that concerns the object `about`."""
    return Occasion(day, kind, title, about._meta.label, about.pk, url, starts_at)
