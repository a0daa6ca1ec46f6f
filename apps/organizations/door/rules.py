"""The length of a session as plain arithmetic."""

from datetime import datetime, timedelta


def session_is_over(
    *, signed_in_at: datetime, last_seen_at: datetime, now: datetime, idle: timedelta, absolute: timedelta
) -> bool:
    """Return whether a session ended by idleness or by age."""
    return now - last_seen_at > idle or now - signed_in_at > absolute
