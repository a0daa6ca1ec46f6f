"""Past decisions as rows: topics with their outcome, what was resolved, and what became of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from apps.documents.services import next_serials
from apps.followups import permissions as followups_may
from apps.followups.models import AgreedItem, PartState, SupportingPart
from apps.history.inspection import numbers
from apps.history.package import PastMeeting, PastResolution, PastTopic
from apps.history.trail_services import write_consultations, write_trails
from apps.history.writing import Pair, Writing
from apps.meetings.models import AgendaItem, Meeting, Resolution
from apps.topics.models import Topic, TopicState
from vocabulary.items import ItemState


@dataclass(frozen=True, slots=True)
class _Decided:
    """A topic's row beside what is declared of it and of its meeting."""

    past: PastMeeting
    meeting: Meeting
    declared: PastTopic
    topic: Topic


def write_decisions(writing: Writing, meetings: Sequence[Pair]) -> None:
    """Write topics, agenda, resolutions and agreed items; what is still open is handed to its units."""
    decided: list[_Decided] = []
    for year, group in groupby(meetings, key=lambda pair: pair[1].year):
        listed = [(past, meeting, one) for past, meeting in group for one in past.topics]
        serials = next_serials("topic", year, len(listed))
        decided += [
            _Decided(past, meeting, one, _topic(writing, one, year, serial))
            for serial, (past, meeting, one) in zip(serials, listed, strict=True)
        ]
    writing.note("topic", Topic.objects.bulk_create(one.topic for one in decided))
    AgendaItem.objects.bulk_create(_on_agenda(one) for one in decided)
    write_consultations(writing, [(one.declared, one.topic) for one in decided])
    _write_resolutions(writing, decided)


def _topic(writing: Writing, one: PastTopic, year: int, serial: int) -> Topic:
    return Topic(
        year=year,
        serial=serial,
        title=one.title,
        origin=one.origin,
        main_side=one.main_side,
        category=one.category,
        category_reason=one.category_reason,
        proposer=writing.units[one.proposer],
        co_proposer=writing.units[one.co_proposer] if one.main_side else None,
        outcome=one.outcome,
        outcome_note=one.outcome_note,
        imported=True,
        **writing.state(TopicState.DECIDED),
    )


def _on_agenda(one: _Decided) -> AgendaItem:
    return AgendaItem(
        meeting=one.meeting,
        part=3,
        position=one.past.topics.index(one.declared) + 1,
        text=one.topic.title,
        topic=one.topic,
        outcome=one.topic.outcome,
        outcome_note=one.topic.outcome_note,
    )


def _write_resolutions(writing: Writing, decided: Sequence[_Decided]) -> None:
    rows = _rows(writing, decided)
    Resolution.objects.bulk_create(resolution for _declared, resolution, _item in rows)
    Resolution.supporting_units.through.objects.bulk_create(
        Resolution.supporting_units.through(resolution=resolution, unit=writing.units[name])
        for declared, resolution, _item in rows
        for name in declared.supporting_units
    )
    writing.note("agreed_item", AgreedItem.objects.bulk_create(item for _declared, _resolution, item in rows))
    write_trails(writing, rows)
    for declared, _resolution, item in rows:
        if declared.ended_on is None:
            _hand_over(writing, declared, item)


def _rows(writing: Writing, decided: Sequence[_Decided]) -> list[tuple[PastResolution, Resolution, AgreedItem]]:
    """Positions and numbers run through a meeting, whatever topic a resolution belongs to."""
    numbered = {one.meeting.pk: list(numbers(one.past)) for one in decided}
    last: dict[uuid.UUID, int] = {}
    rows = []
    for one in decided:
        for declared in one.declared.resolutions:
            position = last[one.meeting.pk] = last.get(one.meeting.pk, 0) + 1
            resolution = _resolution(writing, declared, one, position)
            item = _item(writing, one.past, declared, resolution)
            item.number = numbered[one.meeting.pk][position - 1]
            rows.append((declared, resolution, item))
    return rows


def _resolution(writing: Writing, declared: PastResolution, one: _Decided, position: int) -> Resolution:
    return Resolution(
        meeting=one.meeting,
        topic=one.topic,
        position=position,
        text=declared.text,
        lead_unit=writing.units[declared.lead_unit],
        responsible_person=declared.responsible_person,
        due_on=declared.due_on,
    )


def _item(writing: Writing, past: PastMeeting, declared: PastResolution, resolution: Resolution) -> AgreedItem:
    return AgreedItem(
        resolution=resolution,
        meeting=resolution.meeting,
        year=resolution.meeting.year,
        text=declared.text,
        lead_unit=resolution.lead_unit,
        responsible_person=declared.responsible_person,
        listed_on=past.minutes_on or past.held_on,
        original_due_on=declared.due_on,
        due_on=declared.last_due_on,
        extensions=len(declared.extensions),
        percentage=100 if declared.closed_on else 0,
        reason=declared.reason,
        declared_ended_on=declared.ended_on,
        imported=True,
        **writing.state(_state(declared)),
    )


def _state(declared: PastResolution) -> str:
    if declared.closed_on:
        return ItemState.CLOSED
    return ItemState.TERMINATED if declared.terminated_on else ItemState.ASSIGNED


def _hand_over(writing: Writing, declared: PastResolution, item: AgreedItem) -> None:
    """What is still open goes on here: its units sign for it and report like any other."""
    followups_may.give_to_lead(item)
    given = {one.unit: one for one in declared.parts}
    for name in declared.supporting_units:
        own = given.get(name)
        part = SupportingPart(
            item=item,
            unit=writing.units[name],
            text=own.text if own else "",
            due_on=own.due_on if own else item.due_on,
            **writing.state(PartState.ASSIGNED),
        )
        part.save(force_insert=True)
        followups_may.give_to_supporting(part)
