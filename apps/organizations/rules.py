"""Sign-in and posts as plain arithmetic."""

from collections.abc import Mapping
from datetime import datetime, timedelta


def session_is_over(
    *, signed_in_at: datetime, last_seen_at: datetime, now: datetime, idle: timedelta, absolute: timedelta
) -> bool:
    """Return whether a session ended by idleness or by age."""
    return now - last_seen_at > idle or now - signed_in_at > absolute


def held_twice(holders: Mapping[str, object]) -> bool:
    """Return whether one person fills two of the slots (R4.2)."""
    return len(set(holders.values())) < len(holders)
