"""From JSON to a package: nothing is guessed, every fault has its place, and one fault refuses the whole."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import IO, Any

from apps.history import trail_reading
from apps.history.consistency import faults_within
from apps.history.package import (
    NO_CELLS,
    BrokenPackage,
    Cells,
    Package,
    PastConvener,
    PastExplanation,
    PastMeeting,
    PastPerson,
    PastPlan,
    PastPublicity,
    PastResolution,
    PastRule,
    PastTopic,
    PastUnit,
)
from apps.history.source import Source
from apps.history.workbook.reading import read_workbook
from apps.history.year_reading import past_explanation, past_plan
from apps.meetings.models import AttendanceState, Capacity, Ground
from apps.organizations.models import Slot, UnitKind
from apps.topics.models import MainSide, Origin, TopicOutcome
from kernel import canonical
from vocabulary.categories import Category
from vocabulary.meetings import MeetingKind
from vocabulary.roles import BOTH_SIDES, Side

FORMAT = "lianxi-history/1"
WORKBOOK = ".xlsx"
#: How somebody's attendance ended.
ENDED = tuple(
    one.value
    for one in (
        AttendanceState.CHECKED_IN, AttendanceState.ABSENT, AttendanceState.ON_LEAVE, AttendanceState.SUBSTITUTED,
    )
)  # fmt: skip


def _names(kind: type[Any], *more: str) -> set[str]:
    return {field.name for field in fields(kind)} - {"place"} | set(more)


TOP_NAMES = ("format", "government", "source", "units", "work_rules", "meetings", "year_plans", "year_explanations")
MEETING_NAMES = _names(PastMeeting, "attendance", "minutes") - {"people", "counts", "minutes_number", "minutes_on"}


def read_file(file: Path, *, today: date) -> Package:
    """Read a file of either form, or refuse it with everything that is wrong with it."""
    if file.suffix.lower() != WORKBOOK:
        return read(read_json(file), today=today)
    try:
        with file.open("rb") as stream:
            return read_stream(file.name, stream, today=today)
    except OSError as fault:
        raise BrokenPackage([f"{file.name}: cannot be read as a workbook ({fault})."]) from fault


def read_stream(name: str, stream: IO[bytes], *, today: date) -> Package:
    """Read a workbook that lies anywhere."""
    value, cells = read_workbook(name, stream)
    return read(value, today=today, cells=cells)


def read_json(file: Path) -> Any:
    """The words of a JSON package, not yet judged."""
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as fault:
        raise BrokenPackage([f"{file.name}: cannot be read as JSON in UTF-8 ({fault})."]) from fault


def read(value: object, *, today: date, cells: Cells = NO_CELLS) -> Package:
    """Read a package, or refuse it with everything that is wrong with it."""
    faults: list[str] = []
    top = Source(value, "", faults, known=TOP_NAMES)
    top.choice("format", [FORMAT])
    package = Package(
        government=top.text("government", longest=40),
        source=top.text("source", longest=200),
        sha256=canonical.digest(value) if not _has_floats(value) else "",
        units=tuple(_unit(row, today) for row in top.rows("units", known=_names(PastUnit))),
        rules=tuple(_rule(row, today) for row in top.rows("work_rules", known=_names(PastRule))),
        meetings=tuple(_meeting(row, today) for row in top.rows("meetings", known=MEETING_NAMES)),
        plans=tuple(past_plan(row, today) for row in top.rows("year_plans", known=_names(PastPlan))),
        explanations=tuple(
            past_explanation(row, today) for row in top.rows("year_explanations", known=_names(PastExplanation))
        ),
        cells=cells,
    )
    if not (package.rules or package.meetings or package.plans or package.explanations):
        faults.append("meetings: the package holds neither a meeting nor a work rule.")
    faults = faults or faults_within(package)
    if faults:
        raise BrokenPackage(faults, cells)
    return package


def _has_floats(value: object) -> bool:
    """Numbers with a point have no one text, so nothing that is hashed may hold them."""
    if isinstance(value, dict):
        return any(_has_floats(one) for one in value.values())
    return any(_has_floats(one) for one in value) if isinstance(value, list) else isinstance(value, float)


def _unit(row: Source, today: date) -> PastUnit:
    return PastUnit(
        place=row.place,
        name=row.text("name", longest=120),
        short_name=row.text("short_name", longest=60, required=False),
        side=row.choice("side", [*BOTH_SIDES]),
        kind=row.choice("kind", UnitKind.values),
        closed_on=row.needed_day("closed_on", not_after=today),
    )


def _rule(row: Source, today: date) -> PastRule:
    issued_on = row.needed_day("issued_on", not_after=today)
    return PastRule(
        place=row.place,
        title=row.text("title", longest=200),
        document_number=row.text("document_number", longest=60),
        issued_on=issued_on,
        effective_on=row.day("effective_on") or issued_on,
        repealed_on=row.day("repealed_on", not_after=today),
        deviations=trail_reading.deviations(row),
    )


def _meeting(row: Source, today: date) -> PastMeeting:
    kind = row.choice("kind", MeetingKind.values)
    held_on = row.needed_day("held_on", not_after=today)
    minutes = row.child("minutes", known={"number", "issued_on"})
    people, counts = _attendance(row)
    return PastMeeting(
        place=row.place,
        ordinal=row.number("ordinal"),
        kind=kind,
        ground=row.choice("ground", Ground.values) if kind == MeetingKind.EXTRAORDINARY else None,
        ground_text=row.text("ground_text", required=kind == MeetingKind.EXTRAORDINARY),
        planned_on=row.day("planned_on", not_after=today) or held_on,
        held_on=held_on,
        venue=row.text("venue", longest=200, required=False),
        presider=row.text("presider", longest=60, required=False),
        conveners=tuple(_conveners(row)),
        people=people,
        counts=counts,
        topics=tuple(_topic(one, today) for one in row.rows("topics", known=_names(PastTopic))),
        preparations=trail_reading.preparations(row, today),
        notice=trail_reading.notice(row, today),
        minutes_number=minutes.text("number", longest=60) if minutes else "",
        minutes_on=minutes.needed_day("issued_on", not_after=today) if minutes else None,
        publicity=tuple(_publicity(one, today) for one in row.rows("publicity", known=_names(PastPublicity))),
        concluded_on=row.day("concluded_on", not_after=today),
    )


def _publicity(row: Source, today: date) -> PastPublicity:
    return PastPublicity(
        place=row.place,
        title=row.text("title", longest=200),
        channel=row.text("channel", longest=100),
        published_on=row.needed_day("published_on", not_after=today),
        text=row.text("text", required=False),
        link=row.text("link", longest=300, required=False),
    )


def _conveners(row: Source) -> Iterator[PastConvener]:
    slots = row.child("conveners", known=Slot.values)
    for slot in Slot.values if slots else []:
        one = slots.child(slot, known={"name", "title", "present"}) if slots else None
        if one:
            yield PastConvener(
                slot, one.text("name", longest=60), one.text("title", longest=120), one.yes_no("present")
            )


def _attendance(row: Source) -> tuple[tuple[PastPerson, ...], dict[str, int]]:
    """Either a list of names, or how many came."""
    if isinstance(row.values.get("attendance"), list):
        known = _names(PastPerson, "status") - {"state"}
        return tuple(_person(one) for one in row.rows("attendance", known=known)), {}
    kinds = (*BOTH_SIDES, "guests")
    counts = row.child("attendance", known=kinds)
    return (), {kind: counts.number(kind, required=False) for kind in kinds} if counts else {}


def _person(row: Source) -> PastPerson:
    capacity = row.choice("capacity", Capacity.values)
    guest, state = capacity == Capacity.GUEST, row.choice("status", ENDED, default=ENDED[0])
    on_leave, substituted = state == AttendanceState.ON_LEAVE, state == AttendanceState.SUBSTITUTED
    return PastPerson(
        place=row.place,
        name=row.text("name", longest=60),
        unit=row.text("unit", longest=120),
        title=row.text("title", longest=120, required=False),
        side=row.choice("side", [Side.NONE], default=Side.NONE) if guest else row.choice("side", [*BOTH_SIDES]),
        capacity=capacity,
        state=state,
        category=row.text("category", longest=60, required=False),
        leave_reason=row.text("leave_reason", required=on_leave),
        leave_approver=row.text("leave_approver", longest=60, required=on_leave),
        substitute_name=row.text("substitute_name", longest=60, required=substituted),
        substitute_title=row.text("substitute_title", longest=120, required=False),
    )


def _topic(row: Source, today: date) -> PastTopic:
    origin = row.choice("origin", Origin.values)
    joint = origin == Origin.JOINT
    category = row.choice("category", Category.values)
    return PastTopic(
        place=row.place,
        title=row.text("title", longest=200),
        origin=origin,
        main_side=row.choice("main_side", MainSide.values) if joint else None,
        category=category,
        category_reason=row.text("category_reason", required=category == Category.OTHER),
        proposer=row.text("proposer", longest=120),
        co_proposer=row.text("co_proposer", longest=120, required=joint),
        outcome=row.choice("outcome", TopicOutcome.values),
        outcome_note=row.text("outcome_note", required=False),
        consultations=trail_reading.consultations(row, today),
        resolutions=tuple(_resolution(one, today) for one in row.rows("resolutions", known=_names(PastResolution))),
    )


def _resolution(row: Source, today: date) -> PastResolution:
    terminated_on = row.day("terminated_on", not_after=today)
    return PastResolution(
        place=row.place,
        text=row.text("text"),
        lead_unit=row.text("lead_unit", longest=120),
        supporting_units=row.words("supporting_units"),
        responsible_person=row.text("responsible_person", longest=60, required=False),
        due_on=row.needed_day("due_on"),
        closed_on=row.day("closed_on", not_after=today),
        terminated_on=terminated_on,
        reason=row.text("reason", required=terminated_on is not None),
        parts=trail_reading.parts(row),
        extensions=trail_reading.extensions(row, today),
        letters=trail_reading.letters(row, today),
    )
