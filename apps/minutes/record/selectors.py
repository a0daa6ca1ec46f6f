"""The record of a session and the text of its minutes, each read into the form in which they are compared (R9.5)."""

from collections.abc import Iterable
from datetime import date, timedelta

from apps.documents.rendering.content import Block, Paragraph, Participants, RollCall, Section
from apps.documents.rendering.content import Minutes as MinutesDocument
from apps.documents.rendering.wording import chinese_date
from apps.meetings.attendance.leaders import leaders_present, leaders_wanted
from apps.meetings.attendance.letters import unit_in_print
from apps.meetings.models import Attendance, AttendanceState, Capacity, Meeting, Resolution
from apps.meetings.session.selectors import resolutions_of
from apps.minutes import parts, texts
from apps.minutes.models import AgendaPart, Minutes
from apps.minutes.ports import prior_told
from apps.minutes.record.rules import Entry, Passage, Person, Record, Written
from apps.minutes.record.statements import Item, People
from apps.topics.rounds.selectors import collected
from tenants.governments.selectors import government


def record_of(meeting: Meeting) -> Record:
    """Return what was recorded: who came, which parts and topics there were, how they ended, what was agreed."""
    rows = meeting.attendances.in_order()
    came = [row for row in rows if row.state == AttendanceState.CHECKED_IN]
    return Record(
        entries=tuple(_entries(meeting)),
        lists={
            "出席": _people(row for row in came if row.capacity == Capacity.MEMBER),
            "请假": frozenset((unit_in_print(row), row.name) for row in rows if row.state == AttendanceState.ON_LEAVE),
            "列席": _people(row for row in came if row.capacity != Capacity.MEMBER),
        },
        people=_by_name(meeting, rows, came),
        leaders=_people(leaders_present(meeting)),
        leader_asked=leaders_wanted(meeting),
    )


def _people(rows: Iterable[Attendance]) -> frozenset[Person]:
    return frozenset((unit_in_print(row), row.present_name) for row in rows)


def _by_name(meeting: Meeting, rows: list[Attendance], came: list[Attendance]) -> People:
    here = frozenset(row.present_name for row in came)
    return People(
        here=here,
        away=frozenset(row.name for row in rows) - here,
        presiders=tuple(one.present_name for one in meeting.presiders),
        excused=sum(row.state == AttendanceState.ON_LEAVE for row in rows),
        held_on=chinese_date(meeting.held_on) if meeting.held_on else "",
    )


def _entries(meeting: Meeting) -> Iterable[Entry]:
    headings = parts.headings_of(meeting)
    figures = {AgendaPart.PRIOR_REPORT: _prior, AgendaPart.TOPICS_REPORT: _collected}
    for part in (AgendaPart.PRIOR_REPORT, AgendaPart.TOPICS_REPORT):
        if part in headings:
            yield figures[part](meeting, headings[part])
    resolved = resolutions_of(meeting.pk)
    for line in meeting.agenda.filter(part=3).order_by("position"):
        items = tuple(_item(row) for row in resolved if row.topic_id == line.topic_id)
        yield Entry(heading=line.text, outcome=line.outcome or "", items=items)
    if AgendaPart.DEPLOY in headings:
        yield Entry(heading=headings[AgendaPart.DEPLOY])


def _prior(meeting: Meeting, heading: str) -> Entry:
    told = prior_told(meeting)
    counted = {told.listed, told.closed, told.terminated, len(told.unfinished)}
    needed = {told.listed, told.closed, len(told.unfinished)} - {0}
    return Entry(
        heading=heading, known=frozenset(counted), needed=frozenset(needed), unfinished=len(told.unfinished)
    )  # fmt: skip


def _collected(meeting: Meeting, heading: str) -> Entry:
    counts = collected(meeting.pk).values()
    total = [sum(row[at] for row in counts) for at in range(3)]
    known = {figure for row in (*counts, total) for figure in row}
    return Entry(heading=heading, known=frozenset(known), needed=frozenset(total) - {0})


def _item(row: Resolution) -> Item:
    lead = row.lead_unit.name
    days = [row.due_on, *(step.due_on for step in row.milestones.all()), *(part.due_on for part in row.parts.all())]
    return Item(
        lead=lead,
        units=(lead, f"{government().name}{lead}"),
        supporting=tuple(unit.name for unit in row.supporting_units.all()),
        due=chinese_date(row.due_on),
        days=frozenset(said for day in days for said in _days_said(day)),
        text=texts.item_in_print(row),
        recorded=row.text,
    )


def _days_said(day: date) -> list[str]:
    """Return how a day is written: the last of a month also as 月底."""
    last = (day + timedelta(days=1)).month != day.month
    return [chinese_date(day), *([f"{day.year}年{day.month}月底", f"{day.year}年{day.month}月末"] if last else [])]


def written_of(minutes: Minutes) -> Written:
    """Return what the minutes would print as they stand."""
    document = texts.document_of(minutes, number=texts.UNNUMBERED, issued_on=texts.UNDATED)
    return written_in(document, around=(minutes.opening, minutes.closing))


def written_in(document: MinutesDocument, *, around: tuple[str, ...]) -> Written:
    """Return what a document says: its sections with the first words under each, its items and lists of names."""
    return Written(passages=tuple(_passages(document.body)), lists=_lists(document.roll_call), around=around)


def _passages(body: Iterable[Block]) -> list[Passage]:
    found: list[Passage] = []
    for block in body:
        match block:
            case Section(level=1):
                found.append(Passage(heading=block.heading))
            case Section() if found:
                last = found[-1]
                found[-1] = Passage(heading=last.heading, words=last.words, items=(*last.items, block.heading))
            case Paragraph() if found and not found[-1].words:
                found[-1] = Passage(heading=found[-1].heading, words=block.text, items=found[-1].items)
    return found


def _lists(called: RollCall) -> dict[str, frozenset[Person]]:
    return {"出席": _named(called.present), "请假": _named(called.excused), "列席": _named(called.attending)}


def _named(participants: Iterable[Participants]) -> frozenset[Person]:
    return frozenset((each.unit, name) for each in participants for name in each.names)
