"""The words of an office's registers: as they were set, else as proposed, and who else is known by one."""

from dataclasses import dataclass

from apps.documents.models import NumberSequence, NumberWord, Series
from apps.documents.rules import document_number, proposals, series
from apps.organizations.models import User
from tenants.governments.models import Government
from tenants.governments.selectors import government
from vocabulary.roles import GOV_CLERK, UNION_CLERK

#: Which clerk keeps a register; letters that follow items up are sent by both offices.
KEEPERS = {
    Series.NOTICE: {GOV_CLERK.name},
    Series.GOV_LETTER: {GOV_CLERK.name},
    Series.UNION_LETTER: {UNION_CLERK.name},
    Series.MINUTES: {UNION_CLERK.name},
    Series.ORDER: {GOV_CLERK.name, UNION_CLERK.name},
}


@dataclass(frozen=True, slots=True)
class Register:
    """One series as its page shows it."""

    series: Series
    word: str
    proposed: str
    is_set: bool
    last: int
    year: int
    others: tuple[str, ...]

    @property
    def next_number(self) -> str:
        """What the next document of this year would bear."""
        return document_number(self.word, self.year, self.last + 1)


def keeps(user: User, kind: str) -> bool:
    """Return whether a person keeps the register of a series."""
    return bool(user.role_names & KEEPERS[Series(kind)])


def word_of(kind: str) -> str:
    """Return the word of a series: as set, else the proposal."""
    known = NumberWord.objects.filter(series=kind).values_list("word", flat=True).first()
    return known or proposed(kind)


def proposed(kind: str) -> str:
    """Return the proposal for this government, which no other one's proposal equals."""
    return Tree.read().words(kind)[government().code]


@dataclass(frozen=True, slots=True)
class Tree:
    """Every government with the word of its place, those above first and then by code."""

    names: dict[str, str]
    leagues: frozenset[str]
    of_places: dict[str, str]

    @classmethod
    def read(cls) -> "Tree":
        """Read the whole tree in one statement."""
        every = Government.objects.values_list("path", "code", "name", "kind")
        rows = sorted(every, key=lambda one: (one[0].count("."), one[1]))
        leagues = frozenset(code for _path, code, _name, kind in rows if kind == "盟")
        names = {code: name for _path, code, name, _kind in rows}
        return cls(names, leagues, proposals(names.items()))

    def words(self, kind: str) -> dict[str, str]:
        """Return each government's proposal for a series."""
        return {code: series(word, kind, league=code in self.leagues) for code, word in self.of_places.items()}


def registers(user: User, *, year: int) -> list[Register]:
    """Return the registers that a person keeps, with what the next document of a year would bear."""
    kept = [kind for kind in Series if keeps(user, kind)]
    if not kept:
        return []
    known, tree, own = dict(NumberWord.objects.values_list("series", "word")), Tree.read(), government().code
    lasts = dict(NumberSequence.objects.filter(year=year).values_list("series", "last"))
    found = []
    for kind in kept:
        words = tree.words(kind)
        word = known.get(kind) or words[own]
        others = tuple(tree.names[code] for code, one in words.items() if one == word and code != own)
        found.append(Register(kind, word, words[own], kind in known, lasts.get(word, 0), year, others))
    return found
