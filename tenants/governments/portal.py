"""The list from which one finds one's government: by name, pinyin, first letters or code."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest

from tenants.governments.models import Government, Level


@dataclass(frozen=True)
class Entry:
    """A government as the portal shows it, with those below it."""

    code: str
    name: str
    name_pinyin: str
    initials: str
    name_en: str
    kind: str
    level: str
    url: str
    below: list["Entry"] = field(default_factory=list)

    @property
    def banners(self) -> list["Entry"]:
        """Those below, as a league calls them."""
        return self.below

    def answers_to(self, words: str) -> bool:
        """Whether the search means this one. Blanks, apostrophes and case do not matter."""
        sought = _plain(words)
        names = (self.name, self.name_en, self.name_pinyin, self.initials, self.code)
        return any(sought in _plain(name) for name in names[:3]) or any(
            _plain(name).startswith(sought) for name in names[3:]
        )


def tree_of(governments: Iterable[Government], request: HttpRequest, *, words: str = "") -> list[Entry]:
    """Top entries first: the region, then each league with its banners; searched, only what was meant.

    A league that was meant shows all its banners; a banner that was meant shows under its league.
    """
    roots: list[Entry] = []
    entries: dict[int, Entry] = {}
    for government in governments:
        entry = _entry(government, request)
        entries[government.pk] = entry
        above = entries.get(government.reporting_parent_id or 0)
        (roots if above is None or above.level == Level.REGION else above.below).append(entry)
    return [shown for root in roots if (shown := _narrowed(root, words))] if _plain(words) else roots


def _narrowed(entry: Entry, words: str) -> Entry | None:
    if entry.answers_to(words):
        return entry
    below = [shown for one in entry.below if (shown := _narrowed(one, words))]
    return Entry(**{**entry.__dict__, "below": below}) if below else None


def _entry(government: Government, request: HttpRequest) -> Entry:
    port = request.get_port()
    usual = "443" if request.is_secure() else "80"
    host = government.host if port == usual else f"{government.host}:{port}"
    return Entry(
        code=government.code,
        name=government.name,
        name_pinyin=government.name_pinyin,
        initials=government.initials,
        name_en=government.name_en,
        kind=government.kind,
        level=government.level,
        url=f"{request.scheme}://{host}/",
    )


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character not in " '’·-")
