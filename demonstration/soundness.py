"""Whether a topic of the demonstration can be told at all: its sides, its units, its class."""

from typing import Any

from roads.texts import BRIEFINGS
from vocabulary.categories import Category

CATEGORIES = tuple(Category.values)


class BadContent(ValueError):
    """The files contradict themselves; the sentence says where."""


def faults_of(topic: dict[str, Any], sides: dict[str, str]) -> list[str]:
    """Name what makes a topic impossible to tell; an empty list is a sound topic."""
    responsible = {topic["lead"], *topic["supporting"]}
    asked = {reply["unit"] for reply in topic["replies"]}
    named = responsible | asked | {topic["proposer"]} | {r["lead"] for r in topic["resolutions"]}
    unknown = sorted(named - sides.keys())
    if unknown:
        return [f"unknown units {unknown}"]
    home = topic["main_side"] if topic["origin"] == "joint" else topic["origin"]
    other = sides.get(topic["co_proposer"] or "")
    checks = {
        "unknown category": topic["category"] in CATEGORIES,
        "category other needs a reason": (topic["category"] == "other") == bool(topic["category_reason"]),
        "proposed by the wrong side": sides[topic["proposer"]] == home,
        "a joint topic needs a co-proposer of the other side": (topic["origin"] == "joint")
        == (other is not None and other != home),
        "a responsible unit was not consulted": responsible <= asked,
        "a briefing is noted, everything else is resolved": (topic["category"] in BRIEFINGS)
        == bool(topic["noted"])
        == (not topic["resolutions"]),
    }
    return [fault for fault, holds in checks.items() if not holds]
