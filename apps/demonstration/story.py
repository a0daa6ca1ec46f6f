"""One meeting's year, told through the verbs: the road by which demonstration data and tests come to a state.

Nothing is assigned: every state is reached by the people who may, in the order the rule asks, on plausible days. The
clock is held at each moment, so that deadlines are judged as if the year had passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from apps.demonstration import content, phrases
from apps.demonstration.calendars import STAGES, USUAL_DAYS, day_of_stage
from apps.demonstration.content import Topic as TopicText
from apps.demonstration.office import Office
from apps.demonstration.papers import paper
from apps.followups import services as followups
from apps.followups.models import AgreedItem
from apps.meetings import attendance_services, session_services
from apps.meetings import services as meetings
from apps.meetings.models import Attendance, AttendanceState, Meeting
from apps.minutes import services as minutes_services
from apps.minutes.models import Minutes
from apps.organizations.models import Slot, User
from apps.topics import services as topics
from apps.topics.models import Topic
from apps.workrules.rules import collection_due_on
from kernel import clock
from kernel.workcalendar.rules import plus_months


@dataclass
class Story:
    """The road of one meeting in one government. `walk("held")` goes as far as that stage."""

    office: Office
    meeting_on: date
    chosen: Sequence[TopicText]
    seed: int = 0
    #: Days added to a stage: a late collection, late minutes.
    delays: Mapping[str, int] = field(default_factory=dict)
    #: Days from the meeting to each stage.
    days: Mapping[str, int] = field(default_factory=lambda: USUAL_DAYS)
    #: How many of the agreed items are finished; None: all.
    finish: int | None = None
    #: Whether the first topic and the first completion come with a paper.
    papers: bool = False
    meeting: Meeting = field(init=False)
    minutes: Minutes = field(init=False)
    topics: dict[str, Topic] = field(default_factory=dict, init=False)
    reached: int = field(default=0, init=False)

    def walk(self, until: str, *, not_after: date | None = None) -> "Story":
        """Go on to the stage `until`, or to the last one that falls on or before `not_after`."""
        for number, stage in enumerate(STAGES[: STAGES.index(until) + 1]):
            if number < self.reached:
                continue
            if not_after is not None and self.day_of(stage) > not_after:
                break
            with self.on(self.day_of(stage)):
                getattr(self, f"_{stage}")()
            self.reached = number + 1
        return self

    def day_of(self, stage: str) -> date:
        """Return the working day on which a stage is reached."""
        return day_of_stage(stage, self.meeting_on, days=self.days, delays=self.delays)

    def walk_unevenly(self, *, not_after: date | None = None) -> "Story":
        """Leave the topics of an open collection apart: consulted on, aggregated, submitted, and the last a draft."""
        everything = self.chosen
        for stage, left_behind in (("proposed", 1), ("aggregated", 2), ("consulting", 3)):
            self.chosen = everything[: max(len(everything) - left_behind, 1)]
            self.walk(stage, not_after=not_after)
        self.chosen = everything
        with self.on(self.day_of("consulting"), hour=15):
            self._draft_topic(everything[-1])
        return self

    @contextmanager
    def on(self, day: date, hour: int = 9) -> Iterator[None]:
        """Hold the clock at a moment of a day."""
        with clock.frozen_at(clock.at_hour(day, hour)):
            yield

    @property
    def texts(self) -> phrases.MeetingTexts:
        """The phrases of this place."""
        return phrases.meeting_texts(self.office.place)

    def someone(self, username: str) -> dict[str, Any]:
        """Return `by` and `at` for an act of that account now."""
        return {"by": self.office.people[username], "at": clock.now()}

    def speaker(self, unit_key: str) -> dict[str, Any]:
        """Return `by` and `at` for an act of a unit's liaison officer now."""
        by: User = self.office.speaker_for(unit_key)
        return {"by": by, "at": clock.now()}

    def pick(self, options: Sequence[Any], what: str) -> Any:
        """Choose a phrase, the same one each time."""
        return phrases.choose(options, code=self.office.place.code, what=f"{what}-{self.meeting_on}", seed=self.seed)

    def refresh(self) -> Meeting:
        """Read the meeting again."""
        self.meeting = Meeting.objects.select_related("presider").get(pk=self.meeting.pk)
        return self.meeting

    # --- convening ---------------------------------------------------------------------------------------------------

    def _drafted(self) -> None:
        self.meeting = meetings.draft_meeting(
            kind="ordinary",
            planned_on=self.meeting_on,
            request_text=self.pick(self.texts.request_reasons, "request"),
            **self.someone("union_clerk"),
        )

    def _requested(self) -> None:
        meetings.request_meeting(meeting_id=self.meeting.pk, **self.someone("union_leader"))

    def _accepted(self) -> None:
        meetings.accept_meeting(meeting_id=self.meeting.pk, **self.someone("gov_leader"))

    def _collecting(self) -> None:
        due = collection_due_on(self.meeting_on, self.refresh().parameters)
        late = due is not None and clock.today() > due
        meetings.open_collection(
            meeting_id=self.meeting.pk,
            late_reason=self.pick(self.texts.late_collection_reasons, "late") if late else None,
            **self.someone("union_clerk"),
        )

    # --- topics ------------------------------------------------------------------------------------------------------

    def _proposed(self) -> None:
        for text in self.chosen:
            self.topics[text.key] = self._propose(text)

    def _propose(self, text: TopicText) -> Topic:
        topic = self._draft_topic(text)
        if text.co_proposer:
            topics.confirm_joint(topic_id=topic.pk, **self.speaker(text.co_proposer))
        return topics.submit_topic(topic_id=topic.pk, **self.speaker(text.proposer))

    def _draft_topic(self, text: TopicText) -> Topic:
        units, who = self.office.units, self.speaker(text.proposer)
        reports = self.papers and text is self.chosen[0] and not text.is_briefing
        return topics.draft_topic(
            title=text.title,
            origin=text.origin,
            main_side=text.main_side,
            category=text.category,
            category_reason=text.category_reason,
            proposer=units[text.proposer],
            co_proposer=units[text.co_proposer] if text.co_proposer else None,
            background=text.background,
            research=text.research,
            argumentation=text.argumentation,
            proposed_decision=text.proposed_decision,
            suggested_lead=units[text.lead],
            suggested_supporting=[units[key] for key in text.supporting],
            suggested_due_on=plus_months(self.meeting_on, text.months) if text.months else None,
            research_files=[paper("调研报告", text.title, text.research, **who)] if reports else None,
            **who,
        )

    def _clerk_of(self, text: TopicText) -> dict[str, Any]:
        return self.someone(f"{text.main_side or text.origin}_clerk")

    def _aggregated(self) -> None:
        for text in self.chosen:
            topics.aggregate_topic(topic_id=self.topics[text.key].pk, **self._clerk_of(text))

    def _consulting(self) -> None:
        for text in self.chosen:
            if text.replies:
                topics.consult_on_topic(
                    topic_id=self.topics[text.key].pk,
                    units=[self.office.units[reply.unit] for reply in text.replies],
                    reply_by=clock.today() + timedelta(days=10),
                    **self._clerk_of(text),
                )

    def _prepared(self) -> None:
        for text in self.chosen:
            if text.replies:
                self._replies(text)
                topics.finish_consultation(topic_id=self.topics[text.key].pk, **self._clerk_of(text))

    def _replies(self, text: TopicText) -> None:
        asked = {row.unit_id: row for row in self.topics[text.key].consultations.all()}
        for reply in text.replies:
            row = asked[self.office.units[reply.unit].pk]
            topics.reply_to_consultation(
                consultation_id=row.pk, reply=reply.stance, text=reply.text, **self.speaker(reply.unit)
            )
            if reply.stance == "disagree" and reply.coordination:
                topics.coordinate_disagreement(
                    consultation_id=row.pk, coordination=reply.coordination, **self._clerk_of(text)
                )
            elif reply.stance == "disagree":
                topics.print_dissent(consultation_id=row.pk, **self._clerk_of(text))

    def _settled(self) -> None:
        for text in self.chosen:
            topics.table_topic(topic_id=self.topics[text.key].pk, **self.someone("union_clerk"))
        meetings.settle_list(meeting_id=self.meeting.pk, **self.someone("union_clerk"))
        meetings.settle_list(meeting_id=self.meeting.pk, **self.someone("gov_clerk"))

    # --- notice and session ------------------------------------------------------------------------------------------

    def _noticed(self) -> None:
        presider = Attendance.objects.get(meeting=self.meeting, slot=Slot.CHIEF_CONVENER_GOV)
        meetings.issue_notice(
            meeting_id=self.meeting.pk,
            starts_at=clock.at_hour(self.meeting_on, 9, 30),
            venue=self.pick(self.texts.venues, "venue"),
            contact=f"{self.office.people['gov_clerk'].name} {phrases.telephone(self.office.place)}",
            presider=presider,
            **self.someone("gov_clerk"),
        )

    def _in_session(self) -> None:
        meetings.open_session(meeting_id=self.meeting.pk, **self.someone("union_clerk"))

    def _held(self) -> None:
        for row in Attendance.objects.filter(meeting=self.meeting).exclude(state=AttendanceState.ON_LEAVE):
            attendance_services.check_in(attendance_id=row.pk, **self.someone(f"{row.side}_clerk"))
        for text in self.chosen:
            self._decide(text)
        meetings.adjourn_meeting(meeting_id=self.meeting.pk, **self.someone("union_clerk"))

    def _decide(self, text: TopicText) -> None:
        units = self.office.units
        rows = [
            {
                "text": row.text,
                "lead_unit": units[row.lead],
                "supporting_units": [units[key] for key in row.supporting],
                "responsible_person": self.office.speaker_for(row.lead).name,
                "due_on": plus_months(self.meeting_on, row.months),
                "milestones": [
                    {"text": step.text, "due_on": plus_months(self.meeting_on, step.months)} for step in row.milestones
                ],
            }
            for row in text.resolutions
        ]
        session_services.decide_topic(
            topic_id=self.topics[text.key].pk,
            outcome="noted" if text.is_briefing else "agreed",
            note=text.noted,
            resolutions=rows,
            **self.someone("union_clerk"),
        )

    # --- minutes -----------------------------------------------------------------------------------------------------

    def _minutes_drafted(self) -> None:
        self.minutes = minutes_services.draft_minutes(meeting=self.refresh(), **self.someone("union_clerk"))

    def _union_review(self) -> None:
        minutes_services.submit_to_union(minutes_id=self.minutes.pk, **self.someone("union_clerk"))

    def _gov_review(self) -> None:
        minutes_services.approve_for_union(minutes_id=self.minutes.pk, **self.someone("union_leader"))

    def _approved(self) -> None:
        minutes_services.approve_for_government(minutes_id=self.minutes.pk, **self.someone("gov_leader"))

    def _following_up(self) -> None:
        minutes_services.issue_minutes(minutes_id=self.minutes.pk, **self.someone("union_clerk"))

    # --- follow-up ---------------------------------------------------------------------------------------------------

    def _items(self, *, finished: bool = False) -> list[tuple[AgreedItem, content.Resolution]]:
        """Return the listed items beside their texts; with `finished`, only those the story finishes."""
        texts = [row for text in self.chosen for row in text.resolutions]
        items = (
            AgreedItem.objects.filter(meeting=self.meeting).order_by("resolution__position").select_related("lead_unit")
        )
        pairs = list(zip(items, texts, strict=True))
        return pairs[: self.finish] if finished else pairs

    def _in_progress(self) -> None:
        for item, text in self._items():
            followups.acknowledge_item(agreed_item_id=item.pk, **self.speaker(text.lead))
            for part, key in zip(self._parts(item, text), text.supporting, strict=True):
                followups.acknowledge_part(supporting_part_id=part, **self.speaker(key))
            if text.progress:
                first = text.progress[0]
                followups.report_progress(
                    agreed_item_id=item.pk, text=first.text, percentage=first.percentage, **self.speaker(text.lead)
                )

    def _parts(self, item: AgreedItem, text: content.Resolution) -> list[Any]:
        parts = {part.unit_id: part.pk for part in item.parts.all()}
        return [parts[self.office.units[key].pk] for key in text.supporting]

    def _reported(self) -> None:
        finished = self._items(finished=True)
        first = finished[0][0] if finished else None
        for item, text in finished:
            for part, key in zip(self._parts(item, text), text.supporting, strict=True):
                followups.report_part_completion(supporting_part_id=part, report=text.evidence, **self.speaker(key))
            who = self.speaker(text.lead)
            proof = [paper("佐证材料", item.text, text.evidence, **who)] if self.papers and item == first else None
            followups.report_completion(agreed_item_id=item.pk, evidence=text.evidence, files=proof, **who)

    def _checked(self) -> None:
        for item, text in self._items(finished=True):
            followups.check_item(agreed_item_id=item.pk, effect=text.effect, **self.someone("union_clerk"))

    def _closed_out(self) -> None:
        for item, _text in self._items(finished=True):
            followups.close_out_item(agreed_item_id=item.pk, **self.someone("gov_clerk"))

    def _closed(self) -> None:
        meetings.conclude_meeting(meeting_id=self.meeting.pk, **self.someone("union_clerk"))
        meetings.conclude_meeting(meeting_id=self.meeting.pk, **self.someone("gov_clerk"))
