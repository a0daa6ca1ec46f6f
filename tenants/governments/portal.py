"""The list from which one finds one's government: by name, pinyin, first letters or code."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest

from tenants.governments.models import Government, Level


@dataclass(frozen=True)
class Entry:
    """A government as the portal shows it, with those that answer to it."""

    code: str
    name: str
    name_pinyin: str
    initials: str
    name_en: str
    gov_name: str
    kind: str
    level: str
    url: str
    parent_name: str
    below: list["Entry"] = field(default_factory=list)

    @property
    def banners(self) -> list["Entry"]:
        """Those below, as a league calls them."""
        return self.below

    def is_meant_by(self, words: str) -> bool:
        """Whether a search means this one. Blanks, apostrophes and case do not matter."""
        sought = _plain(words)
        anywhere = (self.name, self.name_en, self.name_pinyin)
        at_the_beginning = (self.initials, self.code)
        return any(sought in _plain(text) for text in anywhere) or any(
            text.startswith(sought) for text in at_the_beginning
        )


def entries_of(governments: Iterable[Government], request: HttpRequest) -> list[Entry]:
    """An entry per government, in the order of the tree and hung below the one it answers to."""
    entries: dict[int, Entry] = {}
    for government in governments:
        above = entries.get(government.reporting_parent_id or 0)
        entry = _entry(government, request, parent_name=above.name if above else "")
        entries[government.pk] = entry
        if above:
            above.below.append(entry)
    return list(entries.values())


def at_level(level: Level, entries: Iterable[Entry]) -> list[Entry]:
    """The entries of one level."""
    return [entry for entry in entries if entry.level == level]


def _entry(government: Government, request: HttpRequest, *, parent_name: str) -> Entry:
    _, colon, port = request.get_host().rpartition(":")
    return Entry(
        code=government.code,
        name=government.name,
        name_pinyin=government.name_pinyin,
        initials=government.initials,
        name_en=government.name_en,
        gov_name=government.gov_name,
        kind=government.kind,
        level=government.level,
        url=f"{request.scheme}://{government.host}{colon}{port if colon else ''}/",
        parent_name=parent_name,
    )


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character not in " '’·-")
