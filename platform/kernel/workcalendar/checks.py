"""What makes an arrangement impossible, beyond the form of its rows."""

from collections.abc import Iterator

from kernel.workcalendar.arrangements import Arranged, RowFault, read_table
from kernel.workcalendar.rules import is_holiday


def checked_table(content: bytes) -> tuple[Arranged, ...]:
    """Return the rows of a file that can be taken; raises every fault with its row."""
    return read_table(content, _impossible)


def _impossible(row: Arranged) -> Iterator[RowFault]:
    """A weekday that is no holiday is worked anyway: whoever writes it down has the wrong date."""
    if row.is_workday and row.day.weekday() < 5 and not is_holiday(row.day):
        yield RowFault(row.line, "plain_workday", row.day.isoformat())
    if row.published_on.year > row.year:
        yield RowFault(row.line, "published_late", row.published_on.isoformat())
