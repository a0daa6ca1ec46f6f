"""Which objects an act may name: asked by the engine before it acts, by forms for what they offer.

Every field that names an object says among which (`Need.among`). Every caller of a verb (a page, the interface, another
verb, a side that confirms what the other proposed) gets the same refusal for an object that is not among them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from kernel.lifecycle.inputs import NOT_FOUND, row_sentence
from kernel.lifecycle.table import NAMING, Act, Among, Asking, Need
from kernel.refusals import Malformed, Sentence

Pairs = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field stands: the field itself, and the rows it lies in with their numbers, the outermost first."""

    need: Need
    rows: tuple[tuple[Need, int], ...] = ()

    @property
    def field(self) -> str:
        """The field of the act to which a fault here belongs."""
        return self.rows[0][0].name if self.rows else self.need.name

    @property
    def sentence(self) -> Sentence:
        """What is said of an object here that may not be named."""
        sentence: Sentence = NOT_FOUND
        name = self.need.name
        for need, number in reversed(self.rows):
            sentence, name = row_sentence(need, number, {name: sentence}), need.name
        return sentence


def admit(act: Act) -> None:
    """Refuse the act when one of the objects it names is not among those it may name."""
    asking = Asking(act.by, act.action.name, act.object)
    if faults := strangers(act.action.needs, act.given, asking):
        raise Malformed(fields=faults)


def strangers(needs: Sequence[Need], given: Mapping[str, Any], asking: Asking) -> dict[str, Sentence]:
    """Return the fault of every field that names an inadmissible object, in one query for each field that names any."""
    named: dict[int, list[tuple[_Place, list[Any]]]] = {}
    for place, objects in _named(needs, given):
        named.setdefault(id(place.need), []).append((place, objects))
    faults: dict[str, Sentence] = {}
    for places in named.values():
        among = _admitted(places[0][0].need, [one for _place, objects in places for one in objects], asking)
        for place, objects in places:
            if any(_key(place.need, one) not in among for one in objects):
                faults.setdefault(place.field, place.sentence)
    return faults


def _named(
    needs: Sequence[Need], given: Mapping[str, Any], rows: tuple[tuple[Need, int], ...] = ()
) -> Iterator[tuple[_Place, list[Any]]]:
    """Yield every field that names objects, those inside rows of rows too, with what it names."""
    for need in needs:
        value = given.get(need.name)
        if need.kind == "rows":
            for number, row in enumerate(value or [], start=1):
                yield from _named(need.fields, row, (*rows, (need, number)))
        elif need.kind in NAMING and value is not None:
            objects = list(value) if need.kind in {"refs", "files"} else [value]
            if objects:
                yield _Place(need, rows), objects


def _admitted(need: Need, objects: Iterable[Any], asking: Asking) -> set[Any]:
    """Return the keys of these objects that may be named."""
    among = need.admissible
    keys = {key for one in objects if (key := _key(need, one)) is not None}
    if among is None or among.rows is None or not keys:
        return set()
    found = set(among.rows(asking).order_by().filter(pk__in=keys).values_list("pk", flat=True))
    return found if keys <= found else found | (keys & _held(among, asking))


def _key(need: Need, one: Any) -> Any:
    """Return the key of an object of the kind that the field names; None of anything else."""
    return one.pk if isinstance(one, apps.get_model(need.to)) else None


def _held(among: Among, asking: Asking) -> set[Any]:
    """Return the keys that the object names already: keeping what stands there is no new naming."""
    return set() if among.held is None or asking.object is None else set(among.held(asking)) - {None}


class Offers:
    """What one form offers, each list read once however many of its fields offer it."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._lists: dict[Any, list[Any]] = {}

    def of(self, need: Need) -> Pairs:
        """Return value and label of everything that a field offers; nothing for a field that is typed."""
        among = need.admissible
        if among is None:
            return list(need.choices.choices) if need.choices else []
        if among.pairs is not None:
            return list(among.pairs(self.asking))
        return [(one.pk, among.label(one)) for one in self._rows(need, among)]

    def _rows(self, need: Need, among: Among) -> list[Any]:
        """Return the objects offered, and behind them what the object names already and nobody could newly name."""
        read = among.offered or among.rows
        assert read is not None  # noqa: S101 - a table without it is refused when it is read
        if read not in self._lists:
            self._lists[read] = list(read(self.asking))
        offered = self._lists[read]
        kept = _held(among, self.asking) - {one.pk for one in offered}
        return [*offered, *apps.get_model(need.to)._default_manager.in_bulk(kept).values()] if kept else offered
