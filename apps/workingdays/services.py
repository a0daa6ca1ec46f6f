"""Loading an arrangement and correcting a day: one verb each, for the page, the interface and the command.

The tables are shared, so every government counts by them at once. What was written down by the days before is counted
anew by a job in each government.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction

from apps.meetings.tasks import recount
from apps.organizations.models import User
from apps.workingdays.refusals import ArrangementFaulty, NotAtTheTop, NothingCorrected, PlainDayCorrected
from kernel import clock
from kernel.audit import services as audit
from kernel.reading import forget
from kernel.refusals import MissingField, Refusal, WrongRole
from kernel.workcalendar.arrangements import Arranged, BrokenTable
from kernel.workcalendar.checks import checked_table
from kernel.workcalendar.models import ArrangedDay, CalendarOverride
from kernel.workcalendar.rules import is_workday
from kernel.workcalendar.selectors import schedule
from tenants.governments.selectors import government
from vocabulary.roles import SYSTEM_OFFICER

KIND = "working_days"
LOAD, CORRECT, WITHDRAW = f"{KIND}.load", f"{KIND}.correct", f"{KIND}.withdraw"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a table would change, or changed: its rows, the years they arrange, and the days that become others."""

    rows: tuple[Arranged, ...]
    years: tuple[int, ...]
    changed: tuple[date, ...]


def is_at_the_top() -> bool:
    """Return whether nothing lies above the government at hand."""
    return "." not in government().path


def keeps_working_days(by: User) -> bool:
    """Return whether a person keeps the working days of all governments."""
    return SYSTEM_OFFICER.name in by.role_names and is_at_the_top()


def check_working_days(content: bytes) -> Loaded:
    """Return what loading a file would change; raises ArrangementFaulty with every fault. Nothing is written."""
    try:
        rows = checked_table(content)
    except BrokenTable as broken:
        raise ArrangementFaulty.with_faults(broken.faults) from None
    return Loaded(rows, tuple(sorted({row.year for row in rows})), _changed(rows))


def _changed(rows: Iterable[Arranged]) -> tuple[date, ...]:
    known = schedule()
    return tuple(row.day for row in rows if is_workday(row.day, known) != row.is_workday)


def load_working_days(*, content: bytes, by: User | None, at: datetime) -> Loaded:
    """Take the arrangement of the years that a file names, in place of what was known of them; by None an operator."""
    return _recorded(LOAD, lambda: _load(content, by, at), by=by, at=at)


@transaction.atomic
def _load(content: bytes, by: User | None, at: datetime) -> Loaded:
    _require(by)
    found = check_working_days(content)
    ArrangedDay.objects.filter(year__in=found.years).delete()
    ArrangedDay.objects.filter(day__in=[row.day for row in found.rows]).delete()
    ArrangedDay.objects.bulk_create(
        ArrangedDay(
            day=row.day, year=row.year, is_workday=row.is_workday, name=row.name, document=row.document,
            published_on=row.published_on,
        )
        for row in found.rows
    )  # fmt: skip
    documents = sorted({row.document for row in found.rows})
    changes = {"years": list(found.years), "entries": len(found.rows), "documents": documents, "days": found.changed}
    _close(LOAD, changes, by=by, at=at)
    return found


def correct_day(*, day: date, is_workday: bool, reason: str, by: User | None, at: datetime) -> CalendarOverride:
    """Say of one day that it is worked or free, whatever the arrangement says, and why."""
    return _recorded(CORRECT, lambda: _correct(day, is_workday, reason.strip(), by, at), by=by, at=at)


@transaction.atomic
def _correct(day: date, worked: bool, reason: str, by: User | None, at: datetime) -> CalendarOverride:
    _require(by)
    if not reason:
        raise MissingField.beside("reason")
    before = is_workday(day, schedule())
    if before == worked:
        raise PlainDayCorrected.beside("day")
    one, _created = CalendarOverride.objects.update_or_create(
        day=day, defaults={"is_workday": worked, "reason": reason}
    )
    _close(CORRECT, {"days": [day], "is_workday": [before, worked], "reason": reason}, by=by, at=at)
    return one


def withdraw_correction(*, day: date, by: User | None, at: datetime) -> None:
    """Take a correction back: the arrangement holds again."""
    _recorded(WITHDRAW, lambda: _withdraw(day, by, at), by=by, at=at)


@transaction.atomic
def _withdraw(day: date, by: User | None, at: datetime) -> None:
    _require(by)
    if not CalendarOverride.objects.filter(day=day).delete()[0]:
        raise NothingCorrected
    _close(WITHDRAW, {"days": [day]}, by=by, at=at)


def _require(by: User | None) -> None:
    if by is not None and SYSTEM_OFFICER.name not in by.role_names:
        raise WrongRole
    if not is_at_the_top():
        raise NotAtTheTop


def _close(what: str, changes: Mapping[str, object], *, by: User | None, at: datetime) -> None:
    """Write the entry, forget what this request has read, and have all governments count anew."""
    audit.append(what=what, at=at, recorded_at=clock.recorded_now(), by=by, object_kind=KIND, changes=changes)
    forget()
    recount.defer_everywhere()


def _recorded(what: str, do: Callable[[], T], *, by: User | None, at: datetime) -> T:
    """Do it; a refusal is written down after everything else was rolled back."""
    try:
        return do()
    except Refusal as refusal:
        audit.append_refusal(refusal, what=what, at=at, by=by, object_kind=KIND)
        raise
