"""Who stands where in the demonstration on a given day: pure dates and names, computed anew for every day of the year.

Whatever is told has happened before today; only the meeting that is in session takes place today. A meeting falls
into today's year wherever the calendar allows it, so that the roll-up of the year has something to show.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kernel.workcalendar.rules import minus_months
from roads.calendars import (
    HURRIED_DAYS,
    STAGES,
    USUAL_DAYS,
    Days,
    day_of_stage,
    meeting_day_for,
    workday_from,
    workday_until,
)

#: Before this day there is no year to tell: the regional rule is of February 2024.
EARLIEST = date(2025, 1, 1)
#: The platform opened with all accounts; every work rule came later.
OPENED_ON = date(2024, 1, 8)
REGIONAL_RULE_ON = date(2024, 2, 8)
FIRST_RULE_ON = date(2024, 2, 26)
#: The government whose whole year is told.
MODEL = "150121"
#: Governments that have not issued a work rule of their own.
WITHOUT_RULE = frozenset({"150206", "150526", "150727", "152224", "152923"})
#: Governments whose rule was changed lately: replaced by another, with a third in the making; or repealed.
RULES_CHANGED: Mapping[str, str] = {"150300": "replaced", "150822": "repealed"}
#: Governments that did not meet last year and are asked why: the explanation waits, came back, or was even corrected.
YEARS_TOLD: Mapping[str, str] = {"150303": "corrected", "150403": "returned", "150703": "waits"}
#: The agreed item of an overdue story was due this long after the meeting, and has been overdue for some weeks.
SHORT_MONTHS, OVERDUE_DAYS = 5, 20


@dataclass(frozen=True, slots=True)
class Role:
    """What one government is to show, whatever the day."""

    stage: str
    topics: int = 3
    delays: Days = field(default_factory=dict)
    #: How many of the agreed items are finished; None: all.
    finish: int | None = None
    overdue: bool = False
    extraordinary: bool = False
    #: What happens besides, by the names of turns.registry.
    turns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One meeting of one government, and how far it has come today."""

    role: Role
    meeting_on: date
    days: Days = field(default_factory=lambda: USUAL_DAYS)

    def day_of(self, stage: str) -> date:
        """Return the day on which a stage was reached."""
        return day_of_stage(stage, self.meeting_on, days=self.days, delays=self.role.delays)


#: The governments that show one stage each, and what may happen besides.
ROLES: Mapping[str, Role] = {
    "150000": Role("in_progress", topics=5, turns=("release published",)),
    "150100": Role("following_up", topics=4, delays={"union_review": 14}, turns=("release drafted", "minutes filed")),
    "150103": Role("consulting", topics=4, delays={"collecting": 6}, turns=("joint topics unconfirmed",)),
    "150104": Role("gov_review", delays={"minutes_drafted": 16}, turns=("minutes returned",)),
    "150105": Role("in_session", turns=("invitations answered", "somebody absent")),
    "150122": Role("settled", topics=4, turns=("topics screened out", "list reopened")),
    "150123": Role("in_progress", overdue=True, turns=("minutes filed", "letters sent")),
    "150124": Role("requested"),
    "150125": Role("closed_out", topics=4, finish=1, turns=("minutes countersigned", "minutes filed")),
    "150200": Role(
        "noticed",
        topics=4,
        turns=("preparations kept", "invitations answered", "notice reissued", "notice signed for"),
    ),
    "150202": Role("accepted", turns=("draft given up", "another date agreed")),
    "150203": Role("aggregated"),
    "150221": Role("collecting"),
    "150302": Role("held"),
    "150303": Role("requested", turns=("declined",)),
    "150402": Role("minutes_drafted"),
    "150403": Role("settled", topics=2, turns=("cancelled",)),
    "150404": Role("settled", topics=2, turns=("postponed",)),
    "150423": Role("gov_review", topics=2, turns=("minutes left returned",)),
    "150502": Role("reported", turns=("item sent back",)),
    "150523": Role("approved", topics=2),
    "150602": Role("checked"),
    "150621": Role("in_progress", topics=2, extraordinary=True),
    "150702": Role("closed"),
    "150703": Role("requested", turns=("date countered",)),
    "150781": Role("noticed", turns=("topics came back", "open items explained")),
    "150802": Role("drafted"),
    "150821": Role("closed_out", turns=("item reopened",)),
    "150902": Role("union_review"),
    "150921": Role("following_up", topics=2, turns=("correction begun",)),
    "152200": Role("in_progress", topics=4, overdue=True),
    "152201": Role("prepared", turns=("topics late", "topic contested")),
    "152500": Role("held", topics=4),
    "152501": Role("following_up", turns=("minutes corrected",)),
    "152502": Role("in_progress", turns=("time asked for", "item given up")),
    "152900": Role(
        "proposed",
        topics=4,
        turns=("topic returned", "topic left returned", "topic withdrawn", "joint topics unconfirmed"),
    ),
    "152921": Role("closed"),
}
#: Governments whose meeting follows one of this year that left items open and topics for later.
FOLLOWS: Mapping[str, Role] = {
    "150781": Role("closed_out", finish=1, turns=("topic contested", "topics screened out")),
}
#: What most of the others show, in turn; some have not met.
_USUAL_ROLES = (
    Role("closed", topics=2), None, Role("in_progress", topics=2), None, None, None,
    Role("closed_out", topics=2, finish=1), None, None, None,
    Role("in_progress", topics=2, delays={"union_review": 10}), None,
)  # fmt: skip
#: Left alone on purpose, so that a visitor can hold a meeting there from the beginning.
UNTOUCHED = frozenset({"150102"})
_YEAR_TOLD, _NEXT_MEETING = Role("closed", topics=5, turns=("minutes filed",)), Role("consulting", topics=5)
_MEETING_OF_THIS_YEAR = Role("closed", topics=2)


def chapters_of(code: str, today: date) -> tuple[Chapter, ...]:
    """Return the meetings of one government, the earlier first; none for a government that has not begun."""
    if code == MODEL:
        return _model_year(today)
    role = role_of(code)
    if role is None:
        return ()
    chapter = _chapter(role, code, today)
    if code in FOLLOWS:
        return (_before(chapter, code, FOLLOWS[code]), chapter)
    if chapter.meeting_on.year > today.year:  # whoever prepares next year's meeting has held this year's
        return (_before(chapter, code), chapter)
    return (chapter,)


def role_of(code: str) -> Role | None:
    """Return what a government shows; None where no meeting was called."""
    if code in ROLES or code in UNTOUCHED or code in WITHOUT_RULE:
        return ROLES.get(code)
    return _USUAL_ROLES[_number(code, len(_USUAL_ROLES))]


def rule_day(code: str, today: date) -> date | None:
    """Return the day on which a government issued its work rule, None where it has not yet."""
    if code in WITHOUT_RULE:
        return None
    if code.endswith("0000"):
        return REGIONAL_RULE_ON
    span = 60 if code == MODEL or role_of(code) else 290
    return workday_from(FIRST_RULE_ON + timedelta(days=_number(code, span)))


def _model_year(today: date) -> tuple[Chapter, ...]:
    """The last meeting but this one is closed before the next is drafted, in spring if the calendar allows it."""
    following = Chapter(_NEXT_MEETING, meeting_day_for("consulting", today - timedelta(days=2)))
    latest = meeting_day_for("closed", following.day_of("drafted") - timedelta(days=1))
    spring = workday_from(date(today.year, 4, 9))
    return (Chapter(_YEAR_TOLD, min(latest, spring)), following)


def _chapter(role: Role, code: str, today: date) -> Chapter:
    by = today - timedelta(days=1 + _number(code, 3 if code in ROLES else 50))
    if role.stage == "in_session":
        return Chapter(role, today)
    if role.overdue:
        short_due = today - timedelta(days=OVERDUE_DAYS + _number(code, 10))
        return Chapter(role, workday_until(minus_months(short_due, SHORT_MONTHS)))
    usual = Chapter(role, meeting_day_for(role.stage, by, delays=role.delays))
    if usual.meeting_on.year <= today.year:
        return usual
    hurried = meeting_day_for(role.stage, by, days=HURRIED_DAYS, delays=role.delays)
    return Chapter(role, hurried, HURRIED_DAYS) if hurried.year <= today.year else usual


def _before(chapter: Chapter, code: str, role: Role = _MEETING_OF_THIS_YEAR) -> Chapter:
    """A smaller meeting, come to its end well before the next one was drafted."""
    by = chapter.day_of("drafted") - timedelta(days=20 + _number(code, 60))
    return Chapter(role, meeting_day_for(role.stage, by))


def weight(chapters: tuple[Chapter, ...]) -> int:
    """How long the telling takes, roughly: an office counts 2."""
    return 2 + sum((STAGES.index(chapter.role.stage) + 1) * chapter.role.topics for chapter in chapters)


def _number(code: str, below: int) -> int:
    """A number of the government's own, the same each time."""
    return int.from_bytes(hashlib.sha256(f"plan:{code}".encode()).digest()[:4], "big") % below
