"""The procedure around topics as arithmetic: no Django, no database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

#: What every title may begin or end with; it makes no two topics alike.
FRAME = re.compile(r"^关于(?:进一步)?|的?(?:议题|建议|提案|报告|通报|问题|事宜|情况)$")
#: From how much of their letters in common two titles count as alike.
ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class ListedTopic:
    """What the list check looks at."""

    number: str
    screening: str | None
    is_briefing: bool
    state: str
    has_research: bool
    has_decision_text: bool
    #: False where the partner of a joint topic has not confirmed the text as it stands.
    is_confirmed: bool = True


def unscreened(topics: Iterable[ListedTopic]) -> list[str]:
    """Return the numbers of topics without a screening result (R6.10)."""
    return [topic.number for topic in topics if topic.screening is None]


def unprepared(topics: Iterable[ListedTopic], *, research: bool = True, consulted: bool = True) -> list[str]:
    """Return the numbers of tabled topics that lack consultation, or the research that is asked first (R6.6, R6.7).

    Where the rule puts research after settlement, a topic nobody was asked about may be tabled as it is; where it asks
    for no research at all, units are still consulted.
    """
    if not research and consulted:
        return [topic.number for topic in _deliberated(topics) if topic.state != "prepared"]
    if not research:
        return [topic.number for topic in _deliberated(topics) if topic.state == "consulting"]
    return [
        topic.number for topic in _deliberated(topics) if topic.state != "prepared" or topic.number in _lacking(topic)
    ]


def unconfirmed(topics: Iterable[ListedTopic]) -> list[str]:
    """Return the numbers of tabled joint topics whose text the partner has not confirmed as it stands (R6.3)."""
    return [topic.number for topic in topics if topic.screening == "tabled" and not topic.is_confirmed]


def unresearched(topics: Iterable[ListedTopic]) -> list[str]:
    """Return the numbers of tabled topics without research report or decision text (R6.6)."""
    return [number for topic in _deliberated(topics) for number in _lacking(topic)]


def _deliberated(topics: Iterable[ListedTopic]) -> list[ListedTopic]:
    return [topic for topic in topics if topic.screening == "tabled" and not topic.is_briefing]


def _lacking(topic: ListedTopic) -> list[str]:
    return [] if topic.has_research and topic.has_decision_text else [topic.number]


def days_late(*, starts_on: date, due_starts_on: date) -> int:
    """Return how many days after its due day collection began; 0 when in time (R6.4)."""
    return max(0, (starts_on - due_starts_on).days)


def may_finish(*, replies: Mapping[str, bool], reply_by: date, today: date) -> bool:
    """Return whether consultation may end: everybody answered, or the reply-by day has passed (R6.7)."""
    return all(replies.values()) or today > reply_by


def similar_titles(title: str, others: Mapping[str, str]) -> list[str]:
    """Return the numbers of topics whose titles are much the same, whatever frames them (R6.11)."""
    core = FRAME.sub("", title.strip())
    return [
        number
        for number, other in others.items()
        if SequenceMatcher(None, core, FRAME.sub("", other.strip()), autojunk=False).ratio() >= ALIKE
    ]
