"""Dates inside sentences that are put together in code."""

from typing import Any

from web.templatetags.display import short_date


def short(day: Any) -> str:
    """Return 3月5日, or a dash."""
    return str(short_date(day))
