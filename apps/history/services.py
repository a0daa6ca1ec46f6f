"""Writing history down. The one place that makes meetings and items which no verb has led there: all flagged imported.

Days stand as they are declared; the only recorded moment is that of the import. Everything is told to the audit chain
and to the ledger in the same transaction, many rows at a time.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from apps.documents.models import Disclosure, DocumentKind, IssuedDocument
from apps.documents.services import next_serials
from apps.followups import facts as followup_facts
from apps.followups import permissions as followups_may
from apps.followups.models import AgreedItem, ItemState, PartState, SupportingPart
from apps.history.inspection import faults_against, numbers
from apps.history.package import BrokenPackage, Package, PastMeeting, PastResolution, PastTopic
from apps.meetings import facts as meeting_facts
from apps.meetings.letters import meeting_title
from apps.meetings.models import AgendaItem, Attendance, Capacity, Convener, Meeting, MeetingState, Resolution
from apps.minutes.models import Minutes, MinutesState
from apps.organizations import services as organizations
from apps.organizations.models import Slot, Unit
from apps.organizations.selectors import government
from apps.organizations.services import NewUnit
from apps.topics.models import Topic, TopicState
from apps.workrules import facts as workrule_facts
from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.rules import REGIONAL_2024
from kernel import canonical, clock
from kernel.audit import services as audit
from tenants.ledger.services import publish_all


@transaction.atomic
def import_package(package: Package, *, at: datetime) -> int:
    """Write the whole package or nothing of it; how many objects were written."""
    faults = faults_against(package, government())
    if faults:
        raise BrokenPackage(faults)
    return _Writing(package, at=at).write()


class _Writing:
    """One import: rows are gathered first, then written kind by kind."""

    def __init__(self, package: Package, *, at: datetime) -> None:
        self.package, self.place = package, government()
        self.at, self.recorded_at = at, clock.recorded_now()
        self.written: list[tuple[str, Any]] = []

    def write(self) -> int:
        """Write in the order of the references, then tell chain and ledger."""
        self._write_units()
        self.units = {unit.name: unit for unit in Unit.objects.select_related("group")}
        self._write_rules()
        self.rules = list(WorkRule.objects.exclude(effective_on=None))
        meetings = [(past, self._meeting(past)) for past in self.package.meetings]
        Meeting.objects.bulk_create(meeting for _past, meeting in meetings)
        self._note("meeting", [meeting for _past, meeting in meetings])
        self._write_people(meetings)
        self._write_decisions(meetings)
        self._write_minutes(meetings)
        self._tell([meeting for _past, meeting in meetings])
        return len(self.written)

    def _note(self, kind: str, rows: Sequence[Any]) -> None:
        self.written += [(kind, row) for row in rows]

    def _write_units(self) -> None:
        wanted = self.package.units
        made = organizations.establish_units(
            [NewUnit(one.name, one.short_name or one.name[:60], one.side, one.kind) for one in wanted],
            closed_on=[one.closed_on for one in wanted],
        )
        self._note("unit", made)

    def _write_rules(self) -> None:
        rows = [
            WorkRule(
                title=one.title,
                document_number=one.document_number,
                issued_on=one.issued_on,
                effective_on=one.effective_on,
                repealed_on=one.repealed_on,
                imported=True,
                **self._state(WorkRuleState.REPEALED if one.repealed_on else WorkRuleState.ISSUED),
            )
            for one in self.package.rules
        ]
        self._note("work_rule", WorkRule.objects.bulk_create(rows))

    def _state(self, state: str) -> dict[str, Any]:
        return {"state": state, "state_since": self.recorded_at}

    # --- meetings ----------------------------------------------------------------------------------------------------

    def _meeting(self, past: PastMeeting) -> Meeting:
        state = (
            MeetingState.CLOSED if past.concluded_on
            else MeetingState.FOLLOWING_UP if past.minutes_on else MeetingState.HELD
        )  # fmt: skip
        return Meeting(
            year=past.held_on.year,
            kind=past.kind,
            ordinal=past.ordinal,
            planned_on=past.planned_on,
            first_planned_on=past.planned_on,
            ground=past.ground,
            ground_text=past.ground_text,
            rule=self._rule_on(past),
            session_on=past.held_on,
            venue=past.venue,
            held_on=past.held_on,
            minutes_issued_on=past.minutes_on,
            declared_concluded_on=past.concluded_on,
            declared_attendance=past.counts,
            imported=True,
            imported_at=self.recorded_at,
            **self._state(state),
        )

    def _rule_on(self, past: PastMeeting) -> dict[str, Any]:
        """Title and number of the rule that bound it (R13.2); its figures are nobody's to claim afterwards."""
        day = past.planned_on
        for rule in self.rules:
            if rule.effective_on and rule.effective_on <= day and (rule.repealed_on is None or day < rule.repealed_on):
                return {"title": rule.title, "document_number": rule.document_number}
        if day >= REGIONAL_2024.effective_on:
            return {"title": REGIONAL_2024.title, "document_number": REGIONAL_2024.document_number}
        return {}

    def _write_people(self, meetings: Sequence[tuple[PastMeeting, Meeting]]) -> None:
        conveners = [
            Convener(meeting=meeting, slot=one.slot, name=one.name, title=one.title, imported=True)
            for past, meeting in meetings
            for one in past.conveners
        ]
        Convener.objects.bulk_create(conveners)
        people = [row for past, meeting in meetings for row in self._attendances(past, meeting)]
        Attendance.objects.bulk_create(people)
        presiding = []
        for past, meeting in meetings:
            if past.presider:
                meeting.presider = next(
                    row for row in people if row.meeting_id == meeting.pk and row.name == past.presider
                )
                presiding.append(meeting)
        Meeting.objects.bulk_update(presiding, ["presider"])

    def _attendances(self, past: PastMeeting, meeting: Meeting) -> list[Attendance]:
        organs = {"gov": self.place.gov_name, "union": self.place.union_name}
        rows = [
            Attendance(
                meeting=meeting, name=one.name, unit_name=organs[Slot(one.slot).side], title=one.title,
                side=Slot(one.slot).side, capacity=Capacity.MEMBER, slot=one.slot,
                **self._state("checked_in" if one.present else "absent"),
            )
            for one in past.conveners
            if one.present is not None
        ]  # fmt: skip
        rows += [
            Attendance(
                meeting=meeting, name=one.name, unit_name=one.unit, title=one.title, side=one.side,
                capacity=one.capacity, **self._state(one.state),
            )
            for one in past.people
        ]  # fmt: skip
        for position, row in enumerate(rows, start=1):
            row.position = position
        return rows

    # --- decisions ---------------------------------------------------------------------------------------------------

    def _write_decisions(self, meetings: Sequence[tuple[PastMeeting, Meeting]]) -> None:
        topics: list[Topic] = []
        agenda: list[AgendaItem] = []
        decided: list[tuple[PastMeeting, Meeting, PastTopic, Topic]] = []
        for year, group in groupby(meetings, key=lambda pair: pair[1].year):
            listed = [(past, meeting, one) for past, meeting in group for one in past.topics]
            serials = next_serials("topic", year, len(listed))
            for serial, (past, meeting, one) in zip(serials, listed, strict=True):
                topic = self._topic(one, year, serial)
                topics.append(topic)
                position = past.topics.index(one) + 1
                agenda.append(_on_agenda(meeting, topic, position))
                decided.append((past, meeting, one, topic))
        self._note("topic", Topic.objects.bulk_create(topics))
        AgendaItem.objects.bulk_create(agenda)
        self._write_resolutions(decided)

    def _topic(self, one: PastTopic, year: int, serial: int) -> Topic:
        return Topic(
            year=year,
            serial=serial,
            title=one.title,
            origin=one.origin,
            main_side=one.main_side,
            category=one.category,
            category_reason=one.category_reason,
            proposer=self.units[one.proposer],
            co_proposer=self.units[one.co_proposer] if one.main_side else None,
            outcome=one.outcome,
            outcome_note=one.outcome_note,
            imported=True,
            **self._state(TopicState.DECIDED),
        )

    def _write_resolutions(self, decided: Sequence[tuple[PastMeeting, Meeting, PastTopic, Topic]]) -> None:
        numbered = {past.place: list(numbers(past)) for past, *_rest in decided}
        written: dict[uuid.UUID, int] = {}
        rows: list[tuple[PastResolution, Resolution, AgreedItem]] = []
        for past, meeting, one, topic in decided:
            for declared in one.resolutions:
                position = written[meeting.pk] = written.get(meeting.pk, 0) + 1
                resolution = self._resolution(declared, meeting, topic, position)
                number = numbered[past.place][position - 1]
                rows.append((declared, resolution, self._item(past, declared, resolution, number)))
        Resolution.objects.bulk_create(resolution for _declared, resolution, _item in rows)
        Resolution.supporting_units.through.objects.bulk_create(
            Resolution.supporting_units.through(resolution=resolution, unit=self.units[name])
            for declared, resolution, _item in rows
            for name in declared.supporting_units
        )
        self._note("agreed_item", AgreedItem.objects.bulk_create(item for _declared, _resolution, item in rows))
        for declared, _resolution, item in rows:
            if declared.ended_on is None:
                self._hand_over(declared, item)

    def _resolution(self, declared: PastResolution, meeting: Meeting, topic: Topic, position: int) -> Resolution:
        return Resolution(
            meeting=meeting,
            topic=topic,
            position=position,
            text=declared.text,
            lead_unit=self.units[declared.lead_unit],
            responsible_person=declared.responsible_person,
            due_on=declared.due_on,
        )

    def _item(self, past: PastMeeting, declared: PastResolution, resolution: Resolution, number: str) -> AgreedItem:
        state = (
            ItemState.CLOSED if declared.closed_on
            else ItemState.TERMINATED if declared.terminated_on else ItemState.ASSIGNED
        )  # fmt: skip
        return AgreedItem(
            resolution=resolution,
            meeting=resolution.meeting,
            year=resolution.meeting.year,
            number=number,
            text=declared.text,
            lead_unit=resolution.lead_unit,
            responsible_person=declared.responsible_person,
            listed_on=past.minutes_on or past.held_on,
            original_due_on=declared.due_on,
            due_on=declared.due_on,
            percentage=100 if declared.closed_on else 0,
            reason=declared.reason,
            declared_ended_on=declared.ended_on,
            imported=True,
            **self._state(state),
        )

    def _hand_over(self, declared: PastResolution, item: AgreedItem) -> None:
        """What is still open goes on here: its units sign for it and report like any other."""
        followups_may.give_to_lead(item)
        for name in declared.supporting_units:
            part = SupportingPart(
                item=item, unit=self.units[name], due_on=item.due_on, **self._state(PartState.ASSIGNED)
            )
            part.save(force_insert=True)
            followups_may.give_to_supporting(part)

    # --- minutes, chain and ledger -----------------------------------------------------------------------------------

    def _write_minutes(self, meetings: Sequence[tuple[PastMeeting, Meeting]]) -> None:
        pairs = [self._issued(past, meeting) for past, meeting in meetings if past.minutes_on]
        self._note("document", IssuedDocument.objects.bulk_create(document for document, _minutes in pairs))
        self._note("minutes", Minutes.objects.bulk_create(minutes for _document, minutes in pairs))

    def _issued(self, past: PastMeeting, meeting: Meeting) -> tuple[IssuedDocument, Minutes]:
        """The paper is the original: what stands here is its number and day, without a file."""
        content = {"source": self.package.source, "number": past.minutes_number, "issued_on": past.minutes_on}
        document = IssuedDocument(
            kind=DocumentKind.MINUTES,
            subject_id=meeting.pk,
            number=past.minutes_number,
            year=past.minutes_on.year if past.minutes_on else meeting.year,
            title=f"{meeting_title(meeting, self.place)}纪要",
            issuer=self.place.union_name,
            disclosure=Disclosure.ON_REQUEST,
            issued_at=self.recorded_at,
            issued_by_name="",
            content_sha256=canonical.digest(content),
            content=canonical.plain(content),
            docx=b"",
            pdf=b"",
            imported=True,
            declared_on=past.minutes_on,
        )
        minutes = Minutes(
            meeting=meeting,
            opening=f"本纪要在平台启用前印发，此处为补录，以{past.minutes_number}原件为准。",
            number=past.minutes_number,
            document=document,
            issued_at=self.recorded_at,
            imported=True,
            **self._state(MinutesState.ISSUED),
        )
        return document, minutes

    def _tell(self, meetings: Sequence[Meeting]) -> None:
        origin = {"source": self.package.source, "package": self.package.sha256}
        audit.append_all(
            [
                audit.entry(
                    what=f"{kind}.import",
                    at=self.at,
                    recorded_at=self.recorded_at,
                    by=None,
                    object_kind=kind,
                    object_id=row.pk,
                    changes=origin | {"declares": str(row)},
                )
                for kind, row in self.written
            ]
        )
        of_meetings = [meeting_facts.fact_of(meeting) for meeting in meetings]
        publish_all(fact for fact in of_meetings if fact is not None)
        publish_all(followup_facts.fact_of(row) for kind, row in self.written if kind == "agreed_item")
        of_rules = [workrule_facts.fact_of(row) for kind, row in self.written if kind == "work_rule"]
        publish_all(fact for fact in of_rules if fact is not None)


def _on_agenda(meeting: Meeting, topic: Topic, position: int) -> AgendaItem:
    return AgendaItem(
        meeting=meeting, part=3, position=position, text=topic.title, topic=topic,
        outcome=topic.outcome, outcome_note=topic.outcome_note,
    )  # fmt: skip
