"""The declaration of a kind: one `Kind` per kind of object, beside its lifecycle table.

Everything that differs from kind to kind stands here: who reads the objects, how they are called, their page, what is
due on them and until when, what their forms begin with, what programs read of them, which days concern them. A kind
says only what applies to it; every part has a default that means "none".
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import Sentence
from kinds.drafts import Draft
from kinds.fields import Field
from kinds.filters import Filter
from kinds.occasions import Occasions
from kinds.todos import Awaited, ToDo

#: First values of a form's fields, by the names of the needs.
Values = dict[str, Any]
#: A4 sheets as the preview template shows them.
Sheets = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How an object of the kind comes into being by a page: the creating row, and where one returns without doing it.

    `context` gives the template what its form stands on (the work rule of the day).
    """

    action: str
    back: str
    template: str = "meetings/action.html"
    context: Callable[[], Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Where people read objects of the kind. `slug` is the first part of the addresses of all its acts."""

    slug: str
    #: The address of the section of the navigation to which these pages belong.
    section: str
    title: Callable[[Any], str] = str
    #: The object's own page, or that of the object it is a part of; `/<slug>/<id>` where nothing is said.
    url: Callable[[Any], str] | None = None
    beginning: Beginning | None = None

    def of(self, instance: Any) -> str:
        """Return where the object is read."""
        return self.url(instance) if self.url else self.address(instance)

    def address(self, instance: Any) -> str:
        """Return the base of the addresses of its acts."""
        return f"/{self.slug}/{instance.pk}"


@dataclass(frozen=True, slots=True)
class Part:
    """Some fields of a long form under one heading; a folded part opens by itself when something stands in it."""

    label: Sentence
    names: tuple[str, ...]
    folded: bool = False


#: What an edit begins with; the functions of `Forms.initial` get the object and the row.
Initial = Callable[[Any, Action], Values]
#: Described fields in another arrangement: takes the fields, the typed values and the faults.
Arranged = Callable[[list[dict[str, Any]], Mapping[str, Any], Mapping[str, Sentence]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Forms:
    """What the forms of the kind's acts begin with and show, by the names of the actions."""

    #: First values of the creating form; takes the person.
    new: Callable[[Any], Values] | None = None
    initial: Mapping[str, Initial] = field(default_factory=dict)
    #: The parts of a long form in the order of the page; fields that no part names stand above them.
    parts: tuple[Part, ...] = ()
    #: The sheets that an act would print; takes object, row, typed values and person.
    previews: Mapping[str, Callable[[Any, Action, Mapping[str, Any], Any], Sheets]] = field(default_factory=dict)
    #: Facts beside a form; takes the action's name, the object and the person.
    facts: Callable[[str, Any, Any], list[dict[str, Any]]] | None = None
    #: The form's fields in another arrangement.
    arranged: Arranged | None = None
    #: The canonical text of a consent as lines that a clerk reads; every word in its order where nothing is said.
    readable: Callable[[str], list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """When a possible act is due and until when: the one answer for buttons, to-dos, calendar, alerts and programs.

    `due` holds, per action, whether the act is expected on a day although its row stays possible before and after;
    an action without an entry is due whenever its row is awaited. `ready` holds, per action, whether an expected act
    can be done now, as far as a list can know it without asking the guards of every object. `until` takes the object,
    the action's name and the day, and returns the last day for the act, or None.
    """

    due: Mapping[str, Callable[[Any, date], bool]] = field(default_factory=dict)
    ready: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)
    until: Callable[[Any, str, date], date | None] | None = None


@dataclass(frozen=True, slots=True)
class Unbegun:
    """Acts that are expected although their object is not there yet; `find` takes the person.

    `meeting_states`: nothing is looked for unless a meeting stands in one of these states; empty: always.
    """

    find: Callable[[Any], Iterable[ToDo]]
    meeting_states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How the kind stands on a desk. A kind without it never waits for anybody."""

    #: The objects among which to-dos are looked for, where these are others than the kind lists; takes the person.
    candidates: Callable[[Any], QuerySet[Any]] | None = None
    #: False where only acts without an object wait (`unbegun`).
    on_objects: bool = True
    title: Callable[[Any], str] = str
    #: There mostly is none of it: one statement looks for all rare kinds together before any is read.
    rare: bool = False
    #: There is only something while a meeting stands in one of these states; empty: always.
    meeting_states: frozenset[str] = frozenset()
    unbegun: Unbegun | None = None
    #: What others are to do, as far as the person may see; takes the person and the day.
    others: Callable[[Any, date], Iterable[Awaited]] | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What programs read of the kind under `/api/v1/<path>`."""

    path: str
    fields: tuple[Field, ...]
    #: What only the object's own address shows: the rows that hang on it.
    details: tuple[Field, ...] = ()
    filters: tuple[Filter, ...] = ()
    #: Columns that are never loaded (the bytes of documents).
    never: tuple[str, ...] = ()
    #: Relations that are read with each object beside those of `fields`.
    also: tuple[str, ...] = ()
    #: Whether requests may name its objects without reading them: a handover names people whose accounts are not shown.
    directory: bool = False
    #: What an act leaves on its object for the person who did it, told in that answer only and never kept.
    told_once: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of object: who reads it, its lifecycle, and how pages, desk, calendar and programs show it."""

    model: str
    label: Sentence
    visible_to: Callable[[Any], QuerySet[Any]]
    lifecycle: Lifecycle | None = None
    #: As `visible_to`, read with everything that `steps` looks at, so that a list costs no statement per object.
    listed_to: Callable[[Any], QuerySet[Any]] | None = None
    page: Page | None = None
    forms: Forms = Forms()
    steps: Steps = Steps()
    waiting: Waiting | None = None
    offered: Offered | None = None
    occasions: Occasions | None = None
    #: Papers that are printed from its record.
    drafts: tuple[Draft, ...] = ()
    #: Whether numbered documents are issued about its objects: who reads the object reads its documents.
    issues: bool = False
    #: Whether files hang on its objects: who reads the object reads its files.
    holds_files: bool = False
    #: Whether its acts are rights and accounts themselves, of which the audit officer reads every word.
    open_to_audit: bool = False
    #: The name of a kind without a lifecycle; otherwise the lifecycle names it.
    named: str = ""

    def in_lists(self, reader: Any) -> QuerySet[Any]:
        """Return what `reader` may read, with everything that `steps` looks at."""
        return self.listed_to(reader) if self.listed_to else self.visible_to(reader)

    @cached_property
    def name(self) -> str:
        """The kind's name in the singular, as the tables call it."""
        return self.lifecycle.name if self.lifecycle else self.named or self.model.split(".")[1].lower()
