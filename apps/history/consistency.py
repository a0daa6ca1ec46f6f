"""What contradicts itself inside a package, whatever the government holds."""

from collections.abc import Iterator

from apps.history.package import Package, PastMeeting, PastResolution, PastRule, PastTopic
from apps.history.trail_faults import faults_of_deviations, faults_of_trails
from apps.topics.models import TopicOutcome


def faults_within(package: Package) -> list[str]:
    """Return every contradiction with its place."""
    return [
        *(f"{rule.place}.{fault}" for rule in package.rules for fault in _faults_of_rule(rule)),
        *(f"{meeting.place}.{fault}" for meeting in package.meetings for fault in _faults_of_meeting(meeting)),
        *(f"{row.place}: {fault}" for meeting in package.meetings for row, fault in _faults_of_decisions(meeting)),
        *(fault for meeting in package.meetings for fault in _faults_of_publicity(meeting)),
        *(fault for meeting in package.meetings for fault in faults_of_trails(meeting)),
        *(fault for rule in package.rules for fault in faults_of_deviations(rule)),
    ]


def _faults_of_rule(rule: PastRule) -> Iterator[str]:
    if rule.effective_on < rule.issued_on:
        yield "effective_on: lies before the day of issue (R13.1)."
    if rule.repealed_on is not None and rule.repealed_on <= rule.effective_on:
        yield "repealed_on: does not lie after the day it took effect."


def _faults_of_meeting(meeting: PastMeeting) -> Iterator[str]:
    if meeting.ordinal < 1:
        yield "ordinal: ordinals begin with 1."
    if meeting.minutes_on and meeting.minutes_on < meeting.held_on:
        yield "minutes.issued_on: lies before the meeting."
    if meeting.concluded_on and (meeting.minutes_on is None or meeting.concluded_on < meeting.minutes_on):
        yield "concluded_on: a meeting is concluded after its minutes were issued."
    if meeting.concluded_on and any(row.ended_on is None for row in meeting.resolutions):
        yield "concluded_on: an item is still open, so the meeting is not concluded."
    if meeting.resolutions and meeting.minutes_on is None:
        yield "minutes: what was resolved is listed with the minutes; give their number and day."
    names = {one.name for one in meeting.people} | {one.name for one in meeting.conveners if one.present is not None}
    if meeting.presider and meeting.presider not in names:
        yield "presider: is on no list of attendance; a convener needs `present`."
    if len({(one.name, one.unit) for one in meeting.people}) < len(meeting.people):
        yield "attendance: names somebody twice."
    if len({one.name for one in meeting.conveners}) < len(meeting.conveners):
        yield "conveners: one person fills two slots (R4.2)."
    twice = {one.name for one in meeting.people} & {one.name for one in meeting.conveners if one.present is not None}
    if twice:
        yield f"attendance: {', '.join(sorted(twice))} stands among the conveners already."
    if not meeting.topics:
        yield "topics: a meeting without a topic is not a joint meeting (R8.2)."


def _faults_of_decisions(meeting: PastMeeting) -> Iterator[tuple[PastTopic | PastResolution, str]]:
    for topic in meeting.topics:
        if topic.resolutions and not TopicOutcome(topic.outcome).binds:
            yield topic, f"the outcome {topic.outcome} yields no agreed item (R8.6)."
        for row in topic.resolutions:
            yield from ((row, fault) for fault in _faults_of_resolution(row, meeting))


def _faults_of_resolution(row: PastResolution, meeting: PastMeeting) -> Iterator[str]:
    if row.due_on <= meeting.held_on:
        yield "due_on does not lie after the meeting (R8.7)."
    if row.closed_on and row.terminated_on:
        yield "an item is either closed or terminated."
    if row.ended_on and meeting.minutes_on and row.ended_on < meeting.minutes_on:
        yield "it ended before the minutes put it on the list."
    if row.lead_unit in row.supporting_units:
        yield "the lead unit does not support itself."


def _faults_of_publicity(meeting: PastMeeting) -> Iterator[str]:
    """Press items follow the minutes, whose words they rest on (R10.1)."""
    for row in meeting.publicity:
        if meeting.minutes_on is None or row.published_on < meeting.held_on:
            yield f"{row.place}.published_on: what is published follows a meeting with minutes (R10.1)."
