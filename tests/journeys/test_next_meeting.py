"""The second meeting of a banner: what the first left open, deferred or remitted comes before it (Arts. 3, 6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.followups.prior_reports.refusals import PriorReportIncomplete
from apps.followups.prior_reports.report import prior_report
from apps.meetings.closing import services as closing_services
from apps.meetings.collection import services as collection_services
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Attendance, Meeting
from apps.meetings.notice import services as notice_services
from apps.meetings.session import services as session_services
from apps.meetings.topic_list import services as topic_list_services
from apps.topics.models import RoundEntry, Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.lifecycle.engine import take
from roads.story import Story
from tests.cast import MEETING_ON, a_story, an_office
from tests.lifecycles.moments import side_road
from tests.road import refused

pytestmark = pytest.mark.django_db
NEXT_ON = date(2027, 6, 11)
UNION, GOV, JOINT = "heat_outdoor", "injury_prevention", "wage_arrears_projects"


def explain_all(story: Story, meeting: Meeting, *, besides: int = 0) -> None:
    keys = {unit.pk: key for key, unit in story.office.units.items()}
    items = list(AgreedItem.objects.open().order_by("number"))
    for item in items[: len(items) - besides]:
        words = {"explanation": "资金未到位", "opinion": "继续推进", "new_date": NEXT_ON + timedelta(days=90)}
        speaker = story.speaker(keys[item.lead_unit_id])
        followups.explain_item(agreed_item_id=item.pk, meeting=meeting, **words, **speaker)


def notice(story: Story, **more: Any) -> Meeting:
    presider = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_gov")
    given = {
        "starts_at": clock.at_hour(NEXT_ON, 9),
        "venue": "会议室",
        "contact": "办公室",
        "presider": presider,
        **more,
    }
    return notice_services.issue_notice(meeting_id=story.meeting.pk, **given, **story.someone("gov_clerk"))


@contextmanager
def moved(story, day: date) -> Iterator[None]:
    """Both sides agreed on another day; the road of a postponed meeting is walked in tests/meetings."""
    before = story.refresh().planned_on
    Meeting.objects.filter(pk=story.meeting.pk).update(planned_on=day)
    yield
    Meeting.objects.filter(pk=story.meeting.pk).update(planned_on=before)


@pytest.mark.rule("R3.3!notice", "R3.4")
def test_what_the_first_meeting_left_open_is_explained_to_the_second(inside):
    with inside("150121"):
        office = an_office()
        first = a_story(office)
        first.finish = 1
        first.walk("closed_out")
        left = AgreedItem.objects.open().count()
        second = a_story(office, meeting_on=NEXT_ON).walk("settled")
        assert second.refresh().ordinal == first.refresh().ordinal + 1

        with second.on(second.day_of("noticed")):
            report = prior_report(second.meeting)
            assert (report.has_prior_meeting, report.closed, len(report.unimplemented)) == (True, 1, left)
            with refused(PriorReportIncomplete):
                notice(second)
            explain_all(second, second.meeting, besides=1)
            with refused(PriorReportIncomplete):
                notice(second)
            explain_all(second, second.meeting)
            with moved(second, NEXT_ON + timedelta(days=90)), refused(PriorReportIncomplete):
                notice(second, starts_at=clock.at_hour(NEXT_ON + timedelta(days=90), 9))
            deadlines = set(AgreedItem.objects.values_list("due_on", "original_due_on"))
            assert all(due == original for due, original in deadlines), "an explanation moves no deadline"
            issued = notice(second)
            with moved(second, NEXT_ON + timedelta(days=120)), refused(PriorReportIncomplete):
                notice_services.reissue_notice(
                    meeting_id=issued.pk,
                    starts_at=clock.at_hour(NEXT_ON + timedelta(days=120), 9),
                    venue="会议室",
                    contact="办公室",
                    presider=issued.presider,
                    what_changed="改期",
                    **second.someone("gov_clerk"),
                )
            for name in ("union_clerk", "gov_clerk"):
                take(MEETING, "conclude", meeting_id=first.meeting.pk, **first.someone(name))
            assert first.refresh().state == "closed"


@pytest.mark.rule("R3.3!notice", "R3.4")
def test_a_meeting_that_slipped_behind_the_one_before_it_still_hears_its_report(inside):
    """Planned earlier than the other was held in the end, but held after it."""
    with inside("150121"):
        office = an_office()
        first = a_story(office, topics=1)
        second = a_story(office, meeting_on=MEETING_ON - timedelta(days=7), topics=1).walk("settled")
        first.walk("following_up")
        with first.on(first.day_of("in_progress")), moved(second, clock.today() + timedelta(days=10)):
            later = clock.at_hour(clock.today() + timedelta(days=10), 9)
            with refused(PriorReportIncomplete):
                notice(second, starts_at=later)
            explain_all(second, second.meeting)
            assert notice(second, starts_at=later).state == "noticed"


@pytest.mark.rule("R6.11")
def test_deferred_and_remitted_topics_come_back_by_themselves(inside):
    with inside("150121"):
        office = an_office()
        first = a_story(office)
        with side_road():
            _meet(first, defer=UNION, remit=GOV)
            second = a_story(office, meeting_on=NEXT_ON, topics=1).walk("collecting")
            entries = RoundEntry.objects.filter(round__meeting_id=second.meeting.pk).order_by("position")
            assert [(e.topic.title, e.topic.state, e.carried_over) for e in entries] == [
                (first.topics[UNION].title, "prepared", True),
                (first.topics[GOV].title, "prepared", True),
            ]
            remitted = entries[1].topic
            assert (remitted.outcome, remitted.decided_at) == (None, None)
            with second.on(second.day_of("proposed")):
                proposing_services.withdraw_topic(topic_id=remitted.pk, reason="不再提出", **second.speaker("hrss"))
                assert entries.all().count() == 1


@pytest.mark.rule("R6.6")
def test_a_topic_deferred_before_it_was_consulted_on_comes_back_unprepared(inside):
    with inside("150121"):
        office = an_office()
        first = a_story(office).walk("aggregated")
        with first.on(first.day_of("consulting")):
            clerk = first.someone("gov_clerk")
            screening_services.defer_topic(topic_id=first.topics[GOV].pk, reason="尚需调研", **clerk)
        chosen, first.chosen = first.chosen, [text for text in first.chosen if text.key != GOV]
        first.walk("settled")
        assert len(chosen) == len(first.chosen) + 1
        a_story(office, meeting_on=NEXT_ON, topics=1).walk("collecting")
        assert Topic.objects.get(pk=first.topics[GOV].pk).state == "aggregated"


@pytest.mark.rule("R6.9")
def test_a_list_opened_again_leaves_alone_what_another_round_took_over(inside):
    with inside("150121"):
        office = an_office()
        first = a_story(office)
        _settle(first, defer=UNION)
        second = a_story(office, meeting_on=NEXT_ON, topics=1)
        with first.on(first.day_of("settled"), 15):
            plan = {"kind": "ordinary", "planned_on": NEXT_ON, "request_text": "例会"}
            second.meeting = convening_services.draft_meeting(**plan, **second.someone("union_clerk"))
            convening_services.request_meeting(meeting_id=second.meeting.pk, **second.someone("union_leader"))
            convening_services.accept_meeting(meeting_id=second.meeting.pk, **second.someone("gov_leader"))
            collection_services.open_collection(meeting_id=second.meeting.pk, **second.someone("union_clerk"))
            topic_list_services.reopen_list(meeting_id=first.meeting.pk, reason="补充", **first.someone("gov_clerk"))
        taken = RoundEntry.objects.filter(topic=first.topics[UNION]).get()
        assert taken.round.meeting_id == second.meeting.pk
        assert {t.state for t in Topic.objects.all()} == {"prepared"}


@pytest.mark.rule("R6.11")
@pytest.mark.parametrize("stage", ["aggregated", "prepared", "noticed", "in_session"])
def test_no_topic_of_a_cancelled_meeting_is_stranded(inside, stage):
    with inside("150121"):
        office = an_office()
        first = a_story(office).walk(stage)
        with first.on(first.day_of(stage), 15):
            for name in ("union_clerk", "gov_clerk"):
                closing_services.cancel_meeting(meeting_id=first.meeting.pk, reason="情况有变", **first.someone(name))
        second = a_story(office, meeting_on=NEXT_ON, topics=1).walk("collecting")
        entries = RoundEntry.objects.filter(round__meeting_id=second.meeting.pk)
        assert {entry.topic_id for entry in entries} == {topic.pk for topic in first.topics.values()}
        states = {entry.topic.state for entry in entries}
        assert states == ({"aggregated"} if stage == "aggregated" else {"prepared"})


def _settle(story: Story, *, defer: str) -> None:
    story.walk("prepared")
    with story.on(story.day_of("settled")):
        by = story.someone("union_clerk")
        for key, topic in story.topics.items():
            if key == defer:
                screening_services.defer_topic(topic_id=topic.pk, reason="条件尚不成熟", **by)
            else:
                screening_services.table_topic(topic_id=topic.pk, **by)
        for name in ("union_clerk", "gov_clerk"):
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(name))


def _meet(story: Story, *, defer: str, remit: str) -> None:
    """Hold the meeting without the deferred topic; one topic is remitted."""
    _settle(story, defer=defer)
    everything, story.chosen = story.chosen, [text for text in story.chosen if text.key not in {defer, remit}]
    story.reached += 1
    story.walk("in_session")
    with story.on(story.meeting_on, 10):
        given = {"outcome": "remitted", "resolutions": [], **story.someone("union_clerk")}
        session_services.decide_topic(topic_id=story.topics[remit].pk, **given)
    story.walk("held")
    story.chosen = everything
