"""What the stages of a story stand on: the office, the day, the chosen texts, and who acts at which moment."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from apps.meetings.models import Meeting
from apps.minutes.models import Minutes
from apps.organizations.models import User
from apps.topics.models import Topic
from kernel import clock
from roads.calendars import USUAL_DAYS, day_of_stage
from roads.office import Office
from roads.texts import MeetingTexts, Sentences, choose
from roads.texts import Topic as TopicText

#: What happens besides, by the stage after which it does; see `turns`.
Turns = Mapping[str, Sequence[Callable[[Any], object]]]


@dataclass
class Road:
    """One meeting in one government, with everything that its telling has come to so far."""

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
    #: Called for a special reason, without collecting topics (R4.7, R6.12).
    extraordinary: bool = False
    #: Whether the collection has a closing day, after which topics come late (R6.4).
    closes: bool = False
    turns: Turns = field(default_factory=dict)
    meeting: Meeting = field(init=False)
    minutes: Minutes = field(init=False)
    topics: dict[str, Topic] = field(default_factory=dict, init=False)
    #: Topics that come and go beside the chosen ones, by what they are there for.
    besides: dict[str, Topic] = field(default_factory=dict, init=False)
    reached: int = field(default=0, init=False)

    def day_of(self, stage: str) -> date:
        """Return the working day on which a stage is reached."""
        return day_of_stage(stage, self.meeting_on, days=self.days, delays=self.delays)

    @contextmanager
    def on(self, day: date, hour: int = 9) -> Iterator[None]:
        """Hold the clock at a moment of a day."""
        with clock.frozen_at(clock.at_hour(day, hour)):
            yield

    @property
    def texts(self) -> MeetingTexts:
        """The phrases of this place."""
        return self.office.texts.meeting

    @property
    def sentences(self) -> Sentences:
        """What is always said here in the same words."""
        return self.office.texts.sentences

    def someone(self, username: str) -> dict[str, Any]:
        """Return `by` and `at` for an act of that account now."""
        return {"by": self.office.people[username], "at": clock.now()}

    def speaker(self, unit_key: str) -> dict[str, Any]:
        """Return `by` and `at` for an act of a unit's liaison officer now."""
        by: User = self.office.speaker_for(unit_key)
        return {"by": by, "at": clock.now()}

    def pick(self, options: Sequence[Any], what: str) -> Any:
        """Choose a phrase, the same one each time."""
        return choose(options, code=self.office.place.code, what=f"{what}-{self.meeting_on}", seed=self.seed)

    def refresh(self) -> Meeting:
        """Read the meeting again."""
        self.meeting = Meeting.objects.select_related("presider").get(pk=self.meeting.pk)
        return self.meeting

    def earlier(self) -> QuerySet[Meeting]:
        """The government's other meetings of its own."""
        return Meeting.objects.filter(imported=False).exclude(pk=self.meeting.pk)
