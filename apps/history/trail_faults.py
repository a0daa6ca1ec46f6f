"""What contradicts itself in what went before a decision and what followed it."""

from collections.abc import Iterator
from dataclasses import asdict

from apps.history.package import PastConsultation, PastMeeting, PastPerson, PastResolution, PastRule, PastTopic
from apps.meetings.models import AttendanceState
from apps.topics.models import Reply
from apps.workrules.guards import contradict, deviations_of
from kernel.refusals import Refusal


def faults_of_trails(meeting: PastMeeting) -> Iterator[str]:
    """Every contradiction of one meeting, each with its place."""
    yield from _faults_of_notice(meeting)
    for one in meeting.preparations:
        if one.done_on > meeting.held_on:
            yield f"{one.place}.done_on: lies after the meeting it prepared."
    for person in meeting.people:
        yield from _faults_of_person(person)
    for topic in meeting.topics:
        yield from _faults_of_consultations(topic, meeting)
        for row in topic.resolutions:
            yield from _faults_of_parts(row, meeting)
            yield from _faults_of_extensions(row, meeting)
            yield from _faults_of_letters(row, meeting)


def _faults_of_person(one: PastPerson) -> Iterator[str]:
    if one.category and one.capacity == "member":
        yield f"{one.place}.category: belongs to guests and observers (R5.4)."
    if (one.leave_reason or one.leave_approver) and one.state != AttendanceState.ON_LEAVE:
        yield f"{one.place}.leave_reason: belongs to somebody on leave (R5.5)."
    if (one.substitute_name or one.substitute_title) and one.state != AttendanceState.SUBSTITUTED:
        yield f"{one.place}.substitute_name: belongs to somebody who was substituted (R5.5)."


def _faults_of_consultations(topic: PastTopic, meeting: PastMeeting) -> Iterator[str]:
    if len({one.unit for one in topic.consultations}) < len(topic.consultations):
        yield f"{topic.place}.consultations: a unit is asked once about a topic."
    for one in topic.consultations:
        if one.replied_on > meeting.held_on:
            yield f"{one.place}.replied_on: lies after the meeting."
        yield from _faults_of_disagreement(one)


def _faults_of_disagreement(one: PastConsultation) -> Iterator[str]:
    if one.reply != Reply.DISAGREE and (one.coordination or one.dissent_printed):
        yield f"{one.place}.coordination: only a disagreement is coordinated or printed (R6.8)."
    if one.coordination and one.dissent_printed:
        yield f"{one.place}.dissent_printed: what was coordinated is no dissent any more (R6.8)."


def _faults_of_parts(row: PastResolution, meeting: PastMeeting) -> Iterator[str]:
    if len({one.unit for one in row.parts}) < len(row.parts):
        yield f"{row.place}.parts: a unit has one part of an item."
    for one in row.parts:
        if one.unit not in row.supporting_units:
            yield f"{one.place}.unit: is no supporting unit of the item."
        if one.due_on <= meeting.held_on:
            yield f"{one.place}.due_on: does not lie after the meeting (R8.7)."


def _faults_of_extensions(row: PastResolution, meeting: PastMeeting) -> Iterator[str]:
    due_on = row.due_on
    for one in row.extensions:
        if one.granted_on > due_on or (meeting.minutes_on and one.granted_on < meeting.minutes_on):
            yield f"{one.place}.granted_on: more time is granted before the deadline, and after the minutes (R11.6)."
        if one.new_due_on <= due_on:
            yield f"{one.place}.new_due_on: does not lie after the deadline it extends (R11.6)."
        due_on = max(due_on, one.new_due_on)


def _faults_of_letters(row: PastResolution, meeting: PastMeeting) -> Iterator[str]:
    said = [(one.kind, row.due_on_day(one.issued_on)) for one in row.letters]
    if len(set(said)) < len(said):
        yield f"{row.place}.letters: each kind is issued once about a deadline (R11.7)."
    for one in row.letters:
        if meeting.minutes_on and one.issued_on < meeting.minutes_on:
            yield f"{one.place}.issued_on: lies before the minutes that put the item on the list."
        if one.kind != "reminder" and one.issued_on <= row.due_on_day(one.issued_on):
            yield f"{one.place}.issued_on: a chase-up or order follows the deadline (R11.7)."
        if one.received_on and one.received_on < one.issued_on:
            yield f"{one.place}.received_on: lies before the day of issue."


def _faults_of_notice(meeting: PastMeeting) -> Iterator[str]:
    notice = meeting.notice
    if notice is None:
        return
    if notice.issued_on > meeting.held_on:
        yield f"{notice.place}.issued_on: lies after the meeting."
    if len({one.unit for one in notice.receipts}) < len(notice.receipts):
        yield f"{notice.place}.receipts: a unit signs once for a notice (R7.5)."
    for one in notice.receipts:
        if not notice.issued_on <= one.acknowledged_on <= meeting.held_on:
            yield f"{one.place}.acknowledged_on: lies before the notice or after the meeting (R7.5)."


def faults_of_deviations(rule: PastRule) -> Iterator[str]:
    """What the parameters refuse: an unreadable value, two that contradict each other (R12.1)."""
    try:
        contradict(deviations_of([asdict(one) for one in rule.deviations]))
    except Refusal as refusal:
        yield f"{rule.place}.deviations: {refusal.sentence}"
