"""The words a lifecycle is written in.

A `Lifecycle` is data: its states, and one `Action` per row of the published table. Nothing here touches a database.
A row names the functions it calls. Where a function lies in a layer above the table, or imports the table itself, the
row names it by dotted text, so that the whole procedure can be read on one screen while imports still point down
(docs/adr/0020-rooms.md).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from django.db.models import TextChoices
from django.utils.module_loading import import_string

from kernel.clock import day_of
from kernel.refusals import NotYours, Refusal, SelfApproval, Sentence

#: The model of the object an act is on. Only the type checker knows that it may be left out.
if TYPE_CHECKING:
    from typing_extensions import TypeVar as TypeVarWithDefault

    M = TypeVarWithDefault("M", default=Any)
else:
    M = TypeVar("M")

#: What was given with an act, by the names of its row's needs.
Given = dict[str, Any]


class Actor(Protocol):
    """Whoever acts: one person, on one side, with roles, as printed on that day."""

    @property
    def pk(self) -> Any: ...
    @property
    def side(self) -> str: ...
    @property
    def role_names(self) -> frozenset[str]: ...
    @property
    def printed_name(self) -> str: ...
    @property
    def printed_post(self) -> str: ...

    @property
    def under(self) -> Mapping[str, Any] | None:
        """On what this person acts for another (a delegation, a signed paper), as plain data; None for oneself."""

    @property
    def people(self) -> frozenset[Any]:
        """The keys of the person and of the one he or she stands for: nobody approves his own through another."""

    def standing_in(self, act: str, roles: Set[str], day: date, *, afresh: bool = False) -> "Actor | None":
        """Return the person as standing in for a holder of one of `roles` in `act` ("meeting.accept") on `day`."""


@dataclass(frozen=True)
class Nobody:
    """An actor without an account: the daily run, or nobody where a text is only read. No person stands behind it."""

    side: str = ""
    role_names: frozenset[str] = frozenset()
    printed_name: str = ""
    printed_post: str = ""
    pk: None = None

    @property
    def under(self) -> None:
        """Nobody acts for another through it."""
        return None

    @property
    def people(self) -> frozenset[Any]:
        """There is no person to keep apart from another."""
        return frozenset()

    def standing_in(self, act: str, roles: Set[str], day: date, *, afresh: bool = False) -> None:
        """It holds no delegation."""
        return


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of person: what kind of acts he or she may do, and for which side.

    The label tells nothing apart: to compare it would translate it each time.
    """

    name: str
    side: str
    label: Sentence = field(compare=False)


class Offered(Protocol):
    """What a choice offers: an enumeration, or a list that is only known once every table was read."""

    @property
    def choices(self) -> Sequence[tuple[str, Sentence]]: ...
    @property
    def values(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is to name an object, in which act and on what: all that a selector of admissible objects looks at."""

    by: Actor
    action: str
    #: The object the act is on; None where the act creates one.
    object: Any = None


@dataclass(frozen=True, slots=True)
class Among:
    """The objects that an act may name in one field. The engine enforces it; forms and descriptions read it.

    What is not among them is refused in one sentence, whether it is unknown, foreign, closed or not to be seen. Where
    a guard refuses an object in words of its own, `rows` let it pass and only `offered` leave it out.
    """

    #: Which objects they are, as API and documents say it.
    words: Sentence = ""
    #: The admissible objects as a QuerySet; None for a field of values, which its choices and guards judge.
    rows: Callable[[Asking], Any] | None = None
    #: Those of `rows` that a form offers; None offers all of them.
    offered: Callable[[Asking], Iterable[Any]] | None = None
    #: Keys that the object names now: to keep one of them is admissible although nobody could newly name it.
    held: Callable[[Asking], Iterable[Any]] | None = None
    #: How a form calls one of them.
    label: Callable[[Any], Any] = str
    #: Value and label of everything a form offers, for values, and for objects that are labelled all at once.
    pairs: Callable[[Asking], Iterable[tuple[Any, Any]]] | None = None


#: Kinds of fields that name objects; each says among which (`Need.among`).
NAMING = frozenset({"ref", "refs", "file", "files"})


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the person must or may give with an action; forms, API fields and checks are made from it.

    `kind` is one of text, longtext, date, moment, number, yes_no, choice, ref, refs, file, files, rows. `to` names the
    model of a ref or of files ("organizations.Unit", "documents.StoredFile"); `fields` are the columns of rows;
    `longest` is how long a line its column holds. A file is given by the id under which it was uploaded before.
    `among` says which objects may be named, by dotted text where its selector lives in a layer above the table.
    `form` returns what is wrong with a typed line (a document number), None where nothing is.
    """

    name: str
    label: Sentence
    kind: str = "text"
    required: bool = True
    choices: type[TextChoices] | Offered | None = None
    to: str = ""
    fields: tuple["Need", ...] = ()
    help: Sentence = ""
    longest: int = 300
    among: Among | str | None = None
    form: Callable[[str], Sentence | None] | None = None

    @property
    def admissible(self) -> Among | None:
        """The objects that may be named; None for a field that names none."""
        return import_string(self.among) if isinstance(self.among, str) else self.among


class Asks(Protocol):
    """A class whose fields are the inputs of an action (`kernel.lifecycle.typed.Inputs`): it knows what it asks for."""

    needs: ClassVar[tuple[Need, ...]]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A named sentence about a person and an object ("a liaison officer of the proposing unit")."""

    name: str
    test: Callable[[Any, Any], bool]
    refusal: type[Refusal] = NotYours
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class TwoSided:
    """Consent of both sides to one text; `text` returns what is consented to as plain data."""

    text: Callable[["Act"], Any]
    sides: tuple[str, str]
    #: The side that must propose first, where the procedure says who proposes and who confirms.
    proposer: str = ""


@dataclass(frozen=True, slots=True)
class ByRule:
    """Whom the work rule names for a row, in place of the roles the table gives (`design/lifecycles`: the rule wins).

    `roles` takes the object, or None for a row that creates one, and returns the roles that may act now; `among` are
    all roles that any rule may name, so that an object need not be read for somebody whom no rule names.
    """

    roles: Callable[[Any], tuple[Role, ...]]
    among: tuple[Role, ...]
    #: The rule only adds roles: it need not be asked for those of the table.
    only_adds: bool = False


@dataclass(frozen=True, slots=True)
class AnotherPerson:
    """Nobody approves what he put forward: who did one of the acts `than` on this object takes no part in the row."""

    than: tuple[str, ...]
    refusal: type[Refusal] = SelfApproval


#: What a row calls with the act: a function, or the dotted text of one that the table cannot import.
Step = Callable[["Act"], None] | str


@dataclass(frozen=True, slots=True)
class Action:
    """One row: who may take an object from which states to which, on what conditions, under which article."""

    name: str
    label: Sentence
    source: frozenset[str]
    target: str | None
    by: tuple[Role, ...]
    article: Sentence
    rule: str = ""
    needs: tuple[Need, ...] = ()
    #: The class of what is given, in place of `needs`, which are then derived from it.
    inputs: type["Asks"] | None = None
    #: Each raises a refusal or lets the act pass.
    guards: tuple[Step, ...] = ()
    whose: Predicate | None = None
    #: A condition of the moment beyond the state ("the meeting is in session"); without it there is no button either.
    when: Predicate | None = None
    consent: TwoSided | None = None
    #: Whose earlier act on the same object keeps a person, and whoever stands for that person, from this one.
    another: AnotherPerson | None = None
    #: Set by the move: `<stamp>_at` and `<stamp>_by` of the object.
    stamp: str = ""
    #: What the stamp answers to, as plain data of the object: `<stamp>_sha256` keeps its hash, and any act that changes
    #: it takes the stamp back (`kernel.lifecycle.answers`).
    about: Callable[[Any], Any] | None = None
    #: The row records a choice; the move itself is carried out by the named action of another lifecycle.
    carried_out_by: str = ""
    #: Only as a part of another act; never a button.
    internal: bool = False
    #: Whether somebody is expected to take it, so that it stands on a desk; an edit or a withdrawal is merely possible.
    #: Once one side has begun a two-sided action, the other is expected to answer in any case.
    awaited: bool = True
    #: No verb writes anything beside the move, so there is none: `take` of the engine carries the row out. Such a row
    #: asks for nothing, because nobody would store it.
    only_moves: bool = False
    #: Called inside the transaction, in order.
    inside: tuple[Step, ...] = ()
    #: Called each by itself once the transaction is committed: whom the act concerns is told.
    after: tuple[Step, ...] = ()
    #: Who may act where the work rule names others than `by`.
    by_rule: ByRule | None = None
    #: Where the act leads when the work rule leads it elsewhere than to `target`; takes the object.
    target_by_rule: Callable[[Any], str] | None = None
    #: How the row is called on an object whose work rule leads it elsewhere; takes the object.
    label_by_rule: Callable[[Any], Sentence] | None = None

    def __post_init__(self) -> None:
        """Derive the needs from the class of the inputs; a row has one of the two."""
        if self.inputs is not None:
            if self.needs not in ((), self.inputs.needs):
                raise ValueError(f"{self.name} names its inputs twice")
            object.__setattr__(self, "needs", self.inputs.needs)

    def label_on(self, instance: Any) -> Sentence:
        """Return how the row is called on this object; without one as the table calls it."""
        return self.label if instance is None or self.label_by_rule is None else self.label_by_rule(instance)

    @property
    def possible(self) -> tuple[Role, ...]:
        """Everybody who may act under some work rule."""
        return tuple(dict.fromkeys((*self.by, *self.by_rule.among))) if self.by_rule else self.by

    def open_to(self, instance: Any, role_names: frozenset[str]) -> tuple[Role, ...]:
        """Return the roles to which the row is open on this object; the rule is asked only where it matters."""
        if self.by_rule is None or not any(role.name in role_names for role in self.possible):
            return self.by
        if self.by_rule.only_adds and any(role.name in role_names for role in self.by):
            return self.by
        return self.by_rule.roles(instance)

    @property
    def creates(self) -> bool:
        """Whether the row brings the object into being."""
        return not self.source


@dataclass(slots=True)
class Act(Generic[M]):
    """One attempt: the row, the person, both moments, what was given, and the locked object.

    A guard or a verb says on what it acts (`act: Act[Topic]`), so that its use of `act.object` is checked.
    """

    lifecycle: "Lifecycle"
    action: Action
    by: Actor
    at: datetime
    recorded_at: datetime
    given: Given
    #: None only until a creating row has stored its object.
    object: M = None  # type: ignore[assignment]
    before: dict[str, Any] = field(default_factory=dict)
    #: False while a two-sided action still waits for the other side; the verb then changes nothing.
    agreed: bool = True
    version: int | None = None
    #: What the guards of this one attempt read once and look at several times.
    read: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day by which deadlines are judged: that of `recorded_at`, in Asia/Shanghai."""
        return day_of(self.recorded_at)

    @property
    def people(self) -> frozenset[Any]:
        """Whoever acts, and the one for whom he or she acts."""
        return self.by.people


#: Every lifecycle by its name, filled as the tables are read; API, pages and generated documents find them here.
LIFECYCLES: dict[str, "Lifecycle"] = {}


@dataclass(frozen=True)
class Lifecycle:
    """A named table of actions over one model's states."""

    name: str
    label: Sentence
    model: str
    states: type[TextChoices]
    actions: tuple[Action, ...]
    #: Row-independent calls made inside the transaction after every done act (publishing facts).
    always_inside: tuple[Step, ...] = ()
    verbs: dict[str, Callable[..., Any]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        """Refuse a table that names a state it does not have, or a name that is taken; note the others."""
        for row in self.actions:
            unknown = {*row.source, *([row.target] if row.target else [])} - set(self.states.values)
            if unknown:
                raise ValueError(f"{self.name}.{row.name} names unknown states {sorted(unknown)}")
            if nameless := [need.name for need in every(row.needs) if need.kind in NAMING and need.among is None]:
                raise ValueError(f"{self.name}.{row.name} does not say among which objects {nameless} are named")
            if row.only_moves and (row.creates or row.needs or row.internal):
                raise ValueError(f"{self.name}.{row.name} only moves: it creates nothing, asks for nothing, is public")
            if row.another and not {one.name for one in self.actions} >= set(row.another.than):
                raise ValueError(f"{self.name}.{row.name} is kept apart from acts that there are not")
        if self.name in LIFECYCLES:
            raise ValueError(f"There are two lifecycles called {self.name}")
        LIFECYCLES[self.name] = self

    def named(self, name: str) -> tuple[Action, ...]:
        """Return the rows of the action `name`; several when it differs by state."""
        rows = tuple(row for row in self.actions if row.name == name)
        if not rows:
            raise KeyError(f"{self.name} has no action {name}")
        return rows

    def names(self) -> tuple[str, ...]:
        """Return the names of all actions, once each, in the table's order."""
        return tuple(dict.fromkeys(row.name for row in self.actions))

    def states_from(self, name: str) -> frozenset[str]:
        """Return the states from which `name` is possible."""
        return frozenset().union(*(row.source for row in self.named(name)))


def every(needs: Iterable[Need]) -> Iterator[Need]:
    """Yield these fields, and those inside rows of rows."""
    for need in needs:
        yield need
        yield from every(need.fields)


def states(*names: str) -> frozenset[str]:
    """Return the states a row starts from; none means that the row creates the object."""
    return frozenset(str(name) for name in names)


def verb(lifecycle: Lifecycle, *names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register the function that carries out the named actions; page and API both call it."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        for name in names:
            if any(row.only_moves for row in lifecycle.named(name)):
                raise ValueError(f"{lifecycle.name}.{name} only moves and needs no verb")
            if name in lifecycle.verbs:
                raise ValueError(f"{lifecycle.name}.{name} has two verbs")
            lifecycle.verbs[name] = function
        return function

    return register


def function_of(step: Step) -> Callable[[Act], None]:
    """Return the function that a row calls."""
    if isinstance(step, str):
        named: Callable[[Act], None] = import_string(step)
        return named
    return step


def call(steps: Iterable[Step], act: Act) -> None:
    """Call what a row names with the act, in order."""
    for step in steps:
        function_of(step)(act)
