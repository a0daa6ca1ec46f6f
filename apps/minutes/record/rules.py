"""Where minutes differ from the record of the session: the printed text held against what was recorded (R9.5)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from apps.minutes.record.statements import (
    Item,
    People,
    about_figures,
    about_items,
    about_outcome,
    about_people,
)

#: Unit and name, as the lists of names print them.
Person = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One section that the record asks for: a part of the agenda, or a topic with how it ended."""

    heading: str
    #: Of a topic; a part of the agenda has none.
    outcome: str = ""
    items: tuple[Item, ...] = ()
    #: Of a report: the figures that may be told, those that must be, and how many items were unfinished.
    known: frozenset[int] | None = None
    needed: frozenset[int] = frozenset()
    unfinished: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was recorded of the session."""

    entries: tuple[Entry, ...]
    lists: Mapping[str, frozenset[Person]]
    people: People
    #: The leaders of the government in the room, and whether the rule asks that one is there.
    leaders: frozenset[Person] = frozenset()
    leader_asked: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """Every agreed item of the meeting."""
        return tuple(item for entry in self.entries for item in entry.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One section as it will be printed: its heading, the words written by people, the items under it."""

    heading: str
    words: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the minutes say."""

    passages: tuple[Passage, ...]
    lists: Mapping[str, frozenset[Person]]
    #: Opening and close.
    around: tuple[str, ...] = field(default=())


def contradictions(record: Record, written: Written) -> list[str]:
    """Return every point in which the minutes differ from the record, each in words; nothing where they agree."""
    found = [
        *_sections(record, written),
        *_lists(record, written),
        *(said for entry, passage in _paired(record, written) for said in _of_section(entry, passage, record)),
        *(said for words in written.around for said in about_items(words, record.items)),
        *(said for words in _free(written) for said in about_people(words, record.people)),
    ]
    return list(dict.fromkeys(found))


def lacks_leader(record: Record, written: Written) -> bool:
    """Whether the rule asks for a leader of the government and the list of those present names none."""
    return record.leader_asked and not record.leaders & written.lists.get("出席", frozenset())


def _free(written: Written) -> list[str]:
    return [*written.around, *(passage.words for passage in written.passages)]


def _sections(record: Record, written: Written) -> Iterator[str]:
    """Every part and topic once, in the order of the agenda, and none besides."""
    wanted = Counter(entry.heading for entry in record.entries)
    there = Counter(passage.heading for passage in written.passages)
    yield from (f"缺少“{heading}”" for heading in wanted - there)
    yield from (f"多出“{heading}”" for heading in there - wanted)
    if wanted == there and [one.heading for one in record.entries] != [one.heading for one in written.passages]:
        yield "各部分的次序与议程不同"
    if written.around and not written.around[0].strip():
        yield "没有开头"
    yield from (f"“{passage.heading}”没有内容" for passage in written.passages if not passage.words.strip())


def _paired(record: Record, written: Written) -> Iterator[tuple[Entry, Passage]]:
    waiting = list(written.passages)
    for entry in record.entries:
        found = next((passage for passage in waiting if passage.heading == entry.heading), None)
        if found is not None:
            waiting.remove(found)
            yield entry, found


def _lists(record: Record, written: Written) -> Iterator[str]:
    for label in dict.fromkeys([*record.lists, *written.lists]):
        wanted, there = record.lists.get(label, frozenset()), written.lists.get(label, frozenset())
        yield from (f"{label}名单缺少{''.join(one)}" for one in sorted(wanted - there))
        yield from (f"{label}名单多出{''.join(one)}" for one in sorted(there - wanted))


def _of_section(entry: Entry, passage: Passage, record: Record) -> Iterator[str]:
    yield from _items(entry, passage)
    if entry.outcome:
        yield from about_outcome(passage.words, entry.outcome)
        yield from about_items(passage.words, entry.items)
    elif entry.known is None:
        yield from about_items(passage.words, record.items)
    else:
        yield from about_figures(passage.words, known=entry.known, needed=entry.needed, unfinished=entry.unfinished)


def _items(entry: Entry, passage: Passage) -> Iterator[str]:
    """Each item with its words, units and day, and none besides."""
    printed = list(passage.items)
    for item in entry.items:
        found = next((one for one in printed if _says(one, item)), None)
        if found is None:
            yield f"“{entry.heading}”缺少或者改动了议定事项“{item.text}”（由{item.lead}牵头，于{item.due}前完成）"
        else:
            printed.remove(found)
    yield from (f"“{entry.heading}”多出议定事项“{one}”" for one in printed)


def _says(printed: str, item: Item) -> bool:
    wanted = (f"由{item.lead}牵头", f"于{item.due}前完成", *item.supporting)
    return printed.startswith(item.text) and all(words in printed for words in wanted)
