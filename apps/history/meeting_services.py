"""Past meetings as rows: when they were held, under which rule, and who came."""

from collections.abc import Sequence

from apps.history.package import PastMeeting
from apps.history.writing import Pair, Writing
from apps.meetings.attendance.rules import OTHERS
from apps.meetings.models import Attendance, Capacity, Convener, Meeting
from apps.organizations.models import Slot
from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024
from kernel.canonical import Plain
from vocabulary.meetings import MeetingState
from vocabulary.roles import Side


def write_meetings(writing: Writing) -> list[Pair]:
    """Write the meetings and their people; each beside what is declared of it."""
    rules = list(WorkRule.objects.exclude(effective_on=None))
    meetings = [(past, _meeting(writing, past, rules)) for past in writing.package.meetings]
    Meeting.objects.bulk_create(meeting for _past, meeting in meetings)
    writing.note("meeting", [meeting for _past, meeting in meetings])
    _write_people(writing, meetings)
    return meetings


def _meeting(writing: Writing, past: PastMeeting, rules: list[WorkRule]) -> Meeting:
    return Meeting(
        year=past.held_on.year,
        kind=past.kind,
        ordinal=past.ordinal,
        planned_on=past.planned_on,
        first_planned_on=past.planned_on,
        ground=past.ground,
        ground_text=past.ground_text,
        rule=_rule_on(past, rules),
        session_on=past.held_on,
        venue=past.venue,
        held_on=past.held_on,
        minutes_issued_on=past.minutes_on,
        declared_concluded_on=past.concluded_on,
        declared_attendance=past.counts,
        imported=True,
        imported_at=writing.recorded_at,
        **writing.state(_state(past)),
    )


def _state(past: PastMeeting) -> str:
    if past.concluded_on:
        return MeetingState.CLOSED
    return MeetingState.FOLLOWING_UP if past.minutes_on else MeetingState.HELD


def _rule_on(past: PastMeeting, rules: list[WorkRule]) -> Plain:
    """Title and number of the rule that bound it (R13.2); its figures are nobody's to claim afterwards."""
    day = past.planned_on
    for rule in rules:
        if rule.effective_on and rule.effective_on <= day and (rule.repealed_on is None or day < rule.repealed_on):
            return {"title": rule.title, "document_number": rule.document_number}
    if day >= REGIONAL_2024.effective_on:
        return {"title": REGIONAL_2024.title, "document_number": REGIONAL_2024.document_number}
    return {}


def _write_people(writing: Writing, meetings: Sequence[Pair]) -> None:
    Convener.objects.bulk_create(
        Convener(meeting=meeting, slot=one.slot, name=one.name, title=one.title, imported=True)
        for past, meeting in meetings
        for one in past.conveners
    )
    people = [row for past, meeting in meetings for row in _attendances(writing, past, meeting)]
    Attendance.objects.bulk_create(people)
    presiding = []
    for past, meeting in meetings:
        if past.presider:
            meeting.presider = next(row for row in people if row.meeting_id == meeting.pk and row.name == past.presider)
            presiding.append(meeting)
    Meeting.objects.bulk_update(presiding, ["presider"])


def _attendances(writing: Writing, past: PastMeeting, meeting: Meeting) -> list[Attendance]:
    organs: dict[str, str] = {Side.GOV: writing.place.gov_name, Side.UNION: writing.place.union_name}
    rows = [
        Attendance(
            meeting=meeting, name=one.name, unit_name=organs[Slot(one.slot).side], title=one.title,
            side=Slot(one.slot).side, capacity=Capacity.MEMBER, slot=one.slot,
            **writing.state("checked_in" if one.present else "absent"),
        )
        for one in past.conveners
        if one.present is not None
    ]  # fmt: skip
    rows += [
        Attendance(
            meeting=meeting, name=one.name, unit_name=one.unit, title=one.title, side=one.side,
            capacity=one.capacity, category=one.category or (OTHERS if one.capacity == Capacity.GUEST else ""),
            leave_reason=one.leave_reason, leave_approver=one.leave_approver, substitute_name=one.substitute_name,
            substitute_title=one.substitute_title,
            **writing.state(one.state),
        )
        for one in past.people
    ]  # fmt: skip
    for position, row in enumerate(rows, start=1):
        row.position = position
    return rows
