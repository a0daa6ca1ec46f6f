"""Fill the governments of a demonstration: an office, a work rule for most, a past, and the plan's stories.

One transaction per government: it is told whole or not at all, so whatever interrupts the telling, the next run goes on
where this one ended. Every state is reached through the verbs, on the days of the plan.
"""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import override

from apps.meetings.models import Meeting
from apps.organizations.models import User
from demonstration import content, plan
from demonstration.offices import set_up_demo_office
from demonstration.past import entered_on, import_past
from demonstration.plan import Chapter
from demonstration.workrule import adopt_own_rule, change_own_rule
from demonstration.yearly import day_of_years, see_to_years
from kernel import clock
from kernel.schema import inside
from roads.office import Office
from roads.story import Story
from roads.texts import Topic
from roads.turns.registry import turns_of
from tenants.governments.models import Government
from vocabulary.meetings import MeetingState


@dataclass(frozen=True, slots=True)
class Telling:
    """What is the same for every government of one run."""

    today: date
    password_hash: str
    seed: int
    parents: frozenset[int]


def is_untold(government: Government) -> bool:
    """Whether nobody has an account there yet."""
    with inside(government):
        return not User.objects.exists()


def tell(government: Government, telling: Telling) -> str:
    """Fill one government, and return in words where it stands."""
    with ExitStack() as at_work:
        at_work.enter_context(override(None))
        at_work.enter_context(inside(government))
        at_work.enter_context(transaction.atomic())
        office = _open(government, telling)
        import_past(government, office, telling.today)
        day = day_of_years(government.code, telling.today)
        if day == entered_on(government.code, telling.today):
            see_to_years(office, government.code, day)
        told: list[Topic] = []
        for chapter in plan.chapters_of(government.code, telling.today):
            told += _tell_chapter(office, chapter, telling, besides=told)
        if day is not None and day != entered_on(government.code, telling.today):
            see_to_years(office, government.code, day)
        if government.code in plan.RULES_CHANGED:
            change_own_rule(office, plan.RULES_CHANGED[government.code], on=telling.today - timedelta(days=1))
        return _standing(plan.rule_day(government.code, telling.today), telling.today)


def _open(government: Government, telling: Telling) -> Office:
    with clock.frozen_at(clock.at_hour(plan.OPENED_ON, 9)):
        office = set_up_demo_office(
            government,
            has_children=government.pk in telling.parents,
            password_hash=telling.password_hash,
            seed=telling.seed,
        )
    issued_on = plan.rule_day(government.code, telling.today)
    if issued_on is not None:
        adopt_own_rule(office, on=issued_on)
    return office


def _tell_chapter(office: Office, chapter: Chapter, telling: Telling, *, besides: Sequence[Topic]) -> Sequence[Topic]:
    role, last_day = chapter.role, telling.today - timedelta(days=0 if chapter.role.stage == "in_session" else 1)
    chosen = choose_topics(office, chapter, telling.seed, besides=besides)
    story = Story(
        office,
        chapter.meeting_on,
        chosen,
        seed=telling.seed,
        delays=role.delays,
        days=chapter.days,
        finish=role.finish,
        extraordinary=role.extraordinary,
        closes="topics late" in role.turns,
        turns=turns_of(role.turns),
        papers=True,
    )
    if role.stage == "consulting":
        story.walk_unevenly(not_after=last_day)
    else:
        story.walk(role.stage, not_after=last_day)
    return chosen


def choose_topics(office: Office, chapter: Chapter, seed: int, *, besides: Sequence[Topic] = ()) -> list[Topic]:
    """A topic of each origin, then a briefing, then whatever comes; one that falls due early where that is told."""
    keys = {topic.key for topic in besides}
    suitable = sorted(
        (topic for topic in content.topics(office.place) if topic.key not in keys),
        key=lambda topic: hashlib.sha256(f"{seed}:{office.place.code}:{topic.key}".encode()).digest(),
    )
    origins = [
        next(t for t in suitable if t.origin == origin and _fits(t, chapter)) for origin in ("union", "gov", "joint")
    ]
    if chapter.role.overdue:
        origins[0] = next(topic for topic in suitable if _due_early(topic) and topic.origin == "union")
    briefing = next(topic for topic in suitable if topic.is_briefing)
    others = [topic for topic in suitable if topic not in origins and not topic.is_briefing]
    return [*origins, briefing, *others][: chapter.role.topics]


def _fits(topic: Topic, chapter: Chapter) -> bool:
    return not topic.is_briefing and not (chapter.role.overdue and _due_early(topic))


def _due_early(topic: Topic) -> bool:
    return any(row.months <= plan.SHORT_MONTHS for row in topic.resolutions)


def _standing(rule_on: date | None, today: date) -> str:
    """Where the government stands this year, for the line of progress."""
    own = Meeting.objects.filter(imported=False, planned_on__year__gte=today.year - 1)
    meeting = own.order_by("-planned_on").first()
    if meeting is not None:
        return str(MeetingState(meeting.state).label)
    return "未召开" if rule_on else "未建制"


def governments_with_children() -> frozenset[int]:
    """Keys of the governments to which standing ones report: they have assessors and reviewers."""
    reporting = Government.objects.standing().exclude(reporting_parent=None)
    return frozenset(reporting.values_list("reporting_parent_id", flat=True))
