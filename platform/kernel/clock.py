"""Two moments and a day.

Every act stores `at` (when the person acted, given by the edge) and `recorded_at` (the database's clock, so that no
web server's clock can move a deadline). Deadlines are judged by the *day* of `recorded_at` in Asia/Shanghai.
`LIANXI_TODAY` and `frozen_at` move the clock for demo and tests, and are refused anywhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def recorded_now() -> datetime:
    """Return the moment an act is recorded: the database's clock in UTC, unless a fixed day is in force."""
    frozen = _frozen.get()
    if frozen is not None:
        return frozen
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return on_day(settings.TODAY, like=now) if settings.TODAY else now


def now() -> datetime:
    """Return the edge's clock in UTC (what a caller passes as `at`)."""
    frozen = _frozen.get()
    if frozen is not None:
        return frozen
    return on_day(settings.TODAY, like=timezone.now()) if settings.TODAY else timezone.now()


def today() -> date:
    """Return today in Asia/Shanghai by the edge's clock: for showing, never for judging a deadline."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the day in Asia/Shanghai on which `moment` falls."""
    return moment.astimezone(SHANGHAI).date()


def on_day(day: date, *, like: datetime) -> datetime:
    """Return the moment on `day` in Shanghai that has the same time of day as `like`."""
    return datetime.combine(day, like.astimezone(SHANGHAI).timetz())


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment of `day` at `hour`:`minute` in Shanghai."""
    return datetime.combine(day, time(hour, minute, tzinfo=SHANGHAI))


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Hold both clocks at `moment`; only in demo mode and tests, so that no production code can move a deadline."""
    if not settings.DEMO:
        raise ImproperlyConfigured("The clock can only be held in demo mode (LIANXI_DEMO=true).")
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
