"""One meeting's year, told through the verbs: the road by which tests and the demonstration come to a state.

Nothing is assigned: every state is reached by the people who may, in the order the rule asks, on plausible days. The
clock is held at each moment, so that deadlines are judged as if the year had passed.
"""

from datetime import date
from typing import Any, Self

from apps.meetings.collection import services as collection_services
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import ATTENDANCE
from apps.meetings.models import Attendance, AttendanceState
from apps.meetings.notice import services as notice_services
from apps.meetings.session import services as session_services
from apps.minutes import services as minutes_services
from apps.minutes.lifecycle import MINUTES
from apps.organizations.models import Slot
from apps.workrules.binding import binding_rule
from apps.workrules.rules import collection_due_on
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.workcalendar.rules import plus_months
from roads.calendars import STAGES
from roads.collecting import Collecting
from roads.following import Following
from roads.texts import Resolution
from roads.texts import Topic as TopicText

#: With so many supporting units, one of them is given a part of its own.
MOST_ALIKE = 2


class Story(Collecting, Following):
    """The road of one meeting in one government. `walk("held")` goes as far as that stage."""

    def walk(self, until: str, *, not_after: date | None = None) -> Self:
        """Go on to the stage `until`, or to the last one that falls on or before `not_after`."""
        for number, stage in enumerate(STAGES[: STAGES.index(until) + 1]):
            if number < self.reached:
                continue
            if not_after is not None and self.day_of(stage) > not_after:
                break
            with self.on(self.day_of(stage)):
                getattr(self, f"_{stage}")()
                for turn in self.turns.get(stage, ()):
                    turn(self)
            self.reached = number + 1
        return self

    def walk_unevenly(self, *, not_after: date | None = None) -> Self:
        """Leave the topics of an open collection apart: consulted on, aggregated, submitted, and the last a draft."""
        everything = self.chosen
        for stage, left_behind in (("proposed", 1), ("aggregated", 2), ("consulting", 3)):
            self.chosen = everything[: max(len(everything) - left_behind, 1)]
            self.walk(stage, not_after=not_after)
        self.chosen = everything
        with self.on(self.day_of("consulting"), hour=15):
            self._draft_topic(everything[-1])
        return self

    # --- convening ---------------------------------------------------------------------------------------------------

    def _drafted(self) -> None:
        self.meeting = convening_services.draft_meeting(**self.plan(), **self.someone("union_clerk"))

    def plan(self) -> dict[str, Any]:
        """Return what the union's office writes when it asks for the meeting."""
        plan = {
            "kind": "extraordinary" if self.extraordinary else "ordinary",
            "planned_on": self.meeting_on,
            "request_text": self.pick(self.texts.request_reasons, "request"),
        }
        if self.extraordinary:
            ground = self.pick(self.texts.extraordinary_grounds, "ground")
            plan |= {"ground": ground.ground, "ground_text": ground.text}
        return plan

    def _requested(self) -> None:
        convening_services.request_meeting(meeting_id=self.meeting.pk, **self.someone("union_leader"))

    def _accepted(self) -> None:
        convening_services.accept_meeting(meeting_id=self.meeting.pk, **self.someone("gov_leader"))

    def _collecting(self) -> None:
        if self.extraordinary:
            return
        due = collection_due_on(self.meeting_on, binding_rule(self.refresh()))
        late = due is not None and clock.today() > due
        collection_services.open_collection(
            meeting_id=self.meeting.pk,
            late_reason=self.pick(self.texts.late_collection_reasons, "late") if late else None,
            closes_on=self.day_of("aggregated") if self.closes else None,
            **self.someone("union_clerk"),
        )

    # --- notice and session ------------------------------------------------------------------------------------------

    def _noticed(self) -> None:
        presider = Attendance.objects.get(meeting=self.meeting, slot=Slot.CHIEF_CONVENER_GOV)
        notice_services.issue_notice(
            meeting_id=self.meeting.pk,
            starts_at=clock.at_hour(self.meeting_on, 9, 30),
            venue=self.pick(self.texts.venues, "venue"),
            contact=f"{self.office.people['gov_clerk'].name} {self.office.texts.telephone}",
            presider=presider,
            **self.someone("gov_clerk"),
        )

    def _in_session(self) -> None:
        session_services.open_session(meeting_id=self.meeting.pk, **self.someone("union_clerk"))

    def _held(self) -> None:
        stayed_away = (AttendanceState.ON_LEAVE, AttendanceState.ABSENT)
        for row in Attendance.objects.filter(meeting=self.meeting).exclude(state__in=stayed_away):
            office = "gov_clerk" if row.side == "gov" else "union_clerk"
            take(ATTENDANCE, "check_in", attendance_id=row.pk, **self.someone(office))
        for text in self.chosen:
            self._decide(text)
        session_services.adjourn_meeting(meeting_id=self.meeting.pk, **self.someone("union_clerk"))

    def _decide(self, text: TopicText) -> None:
        units = self.office.units
        rows = [
            {
                "text": row.text,
                "lead_unit": units[row.lead],
                "supporting_units": [units[key] for key in row.supporting],
                "parts": self._own_parts(row),
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

    def _own_parts(self, row: Resolution) -> list[dict[str, Any]]:
        """The first supporting unit is given a part of its own, due with the first step; the others help throughout."""
        steps = [step for step in row.milestones if step.months]
        if len(row.supporting) < MOST_ALIKE or not steps:
            return []
        due_on = plus_months(self.meeting_on, steps[0].months)
        unit = self.office.units[row.supporting[0]]
        return [{"unit": unit, "text": self.sentences.part_of_its_own, "due_on": due_on}]

    # --- minutes -----------------------------------------------------------------------------------------------------

    def _minutes_drafted(self) -> None:
        self.minutes = minutes_services.draft_minutes(meeting=self.refresh(), **self.someone("union_clerk"))

    def _union_review(self) -> None:
        take(MINUTES, "submit_to_union", minutes_id=self.minutes.pk, **self.someone("union_clerk"))

    def _gov_review(self) -> None:
        take(MINUTES, "approve_for_union", minutes_id=self.minutes.pk, **self.someone("union_leader"))

    def _approved(self) -> None:
        take(MINUTES, "approve_for_government", minutes_id=self.minutes.pk, **self.someone("gov_leader"))

    def _following_up(self) -> None:
        minutes_services.issue_minutes(minutes_id=self.minutes.pk, **self.someone("union_clerk"))
