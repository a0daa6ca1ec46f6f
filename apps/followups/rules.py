"""Deadlines, lights, due reports and the ladder as arithmetic: no Django, no database."""

import itertools
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kernel.workcalendar.rules import plus_months

#: Days before the deadline at which an item turns yellow and a reminder is due (R11.7).
NEAR_DAYS = 15


class Light(StrEnum):
    """How an open item stands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    DONE = "done"


def light(*, is_open: bool, due_on: date, today: date) -> Light:
    """Return the light: red past the deadline, yellow within fifteen days of it, green before."""
    if not is_open:
        return Light.DONE
    if today > due_on:
        return Light.RED
    return Light.YELLOW if due_on - today <= timedelta(days=NEAR_DAYS) else Light.GREEN


def days_left(*, due_on: date, today: date) -> int:
    """Return the days until the deadline; negative when overdue."""
    return (due_on - today).days


def item_number(*, year: int, ordinal: int, position: int) -> str:
    """Return the human number, e.g. 2026-1-7: year, meeting, item."""
    return f"{year}-{ordinal}-{position}"


@dataclass(frozen=True, slots=True)
class DueReport:
    """One report that a unit owes at the end of one cycle, and the day on which it came."""

    number: int
    #: The first day on which it may come.
    opens_on: date
    due_on: date
    reported_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether it came after its day, or is missing although its day has passed."""
        return (self.reported_on or today) > self.due_on

    def is_missing(self, today: date) -> bool:
        """Whether its day has passed without it."""
        return self.reported_on is None and today > self.due_on

    def is_expected(self, today: date) -> bool:
        """Whether it is time to write it: its day is near or has passed."""
        return self.reported_on is None and today >= max(self.opens_on, self.due_on - timedelta(days=NEAR_DAYS))


@dataclass(frozen=True, slots=True)
class Cycle:
    """How often units report: every so many days, or calendar months (R11.4)."""

    every: int
    in_months: bool = False

    def end(self, starts_on: date, number: int) -> date:
        """Return the last day of a cycle, the first of which has number 1; that of number 0 is the start itself."""
        count = self.every * number
        return plus_months(starts_on, count) if self.in_months else starts_on + timedelta(days=count)

    def ends(self, starts_on: date, until: date) -> list[date]:
        """Return the last days of all full cycles up to a day."""
        days = (self.end(starts_on, number) for number in itertools.count(1))
        return list(itertools.takewhile(lambda day: day <= until, days))


def due_reports(*, starts_on: date, until: date, cycle: Cycle, reported: Iterable[date]) -> list[DueReport]:
    """Return the reports owed from `starts_on` up to `until`, one at the end of each full cycle (R11.4).

    A report makes up for all that are overdue on its day; when none is, it is that of the running cycle. After the
    deadline no more fall due: the ladder of letters and the explanation to the next meeting take over.
    """
    days = cycle.ends(starts_on, until)
    before = dict(zip(days, [starts_on, *days], strict=False))
    came: dict[date, date] = {}
    for report in sorted(reported):
        overdue = [day for day in days if day < report and day not in came]
        running = [day for day in days if before[day] < report <= day]
        for day in overdue or running:
            came.setdefault(day, report)
    return [
        DueReport(number, before[day] + timedelta(days=1), day, came.get(day))
        for number, day in enumerate(days, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Ladder:
    """When the letters about an item are due; no figure stands in the rule, these are our defaults (R11.7)."""

    #: Days before the deadline.
    reminder_days: int = 15
    #: Days from one step to the next once the deadline has passed.
    supervision_days: int = 15
    #: Which letters the rule knows; in the region all of them.
    letters: tuple[str, ...] = ("reminder", "chase_up", "supervision_order", "escalation")

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps after the deadline, in order."""
        return tuple(kind for kind in self.letters if kind != "reminder")

    def before(self, kind: str) -> str:
        """Return the step that must have been taken before `kind`; empty when there is none."""
        at = self.steps.index(kind) if kind in self.steps else 0
        return self.steps[at - 1] if at else ""

    def due_from(self, kind: str, *, due_on: date, issued: Mapping[str, date]) -> date | None:
        """Return the first day on which `kind` may be issued; None while the step before it was not taken.

        What the rule does not know is never due.
        """
        if kind not in self.letters:
            return None
        if kind == "reminder":
            return due_on - timedelta(days=self.reminder_days)
        first = due_on + timedelta(days=1)
        if not self.before(kind):
            return first
        step = issued.get(self.before(kind))
        return None if step is None else max(first, step) + timedelta(days=self.supervision_days)

    def next_step(
        self, *, due_on: date, issued: Mapping[str, date], today: date, among: Container[str] | None = None
    ) -> str | None:
        """Return the letter that is due today; None while there is none, or where `among` does not name it."""
        wanted: Iterable[str] = ("reminder",) if today <= due_on else self.steps
        if among is not None:
            wanted = [kind for kind in wanted if kind in among]
        for kind in (kind for kind in wanted if kind in self.letters):
            if kind in issued:
                continue
            day = self.due_from(kind, due_on=due_on, issued=issued)
            return kind if day is not None and today >= day else None
        return None


#: What people write as evidence where there is none, once marks are left out.
NO_EVIDENCE = {"", "无", "没有", "暂无", "略", "见附件", "同上", "none", "na", "x", "1"}


def says_nothing(evidence: str) -> bool:
    """Return whether words given as evidence name nothing that a reader could look up (R11.5)."""
    return "".join(letter for letter in evidence.casefold() if letter.isalnum()) in NO_EVIDENCE
