"""Which topics a government had before the platform: in an order of its own that no story of it follows."""

import hashlib

from demonstration import content
from roads.texts import Place, Topic


def past_topics(place: Place) -> list[Topic]:
    """Topics that were deliberated; what was only taken note of is not kept in the archives."""
    told = [topic for topic in content.topics(place) if not topic.is_briefing]
    return sorted(told, key=lambda topic: hashlib.sha256(f"past:{place.code}:{topic.key}".encode()).digest())


def number(key: str, below: int) -> int:
    """A number of the key's own, the same each time."""
    return int.from_bytes(hashlib.sha256(f"past:{key}".encode()).digest()[:4], "big") % below
