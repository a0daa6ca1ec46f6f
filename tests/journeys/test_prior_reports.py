"""What a meeting hears about earlier decisions stands as of a stated moment, whatever comes later (Art. 3)."""

import pytest

from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.followups.prior_reports.report import live_report, prior_report
from apps.meetings.closing import services as closing_services
from apps.meetings.notice import services as notice_services
from kernel import clock
from tests.cast import a_story, an_office
from tests.journeys.test_next_meeting import NEXT_ON, explain_all, notice

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8.3", "R3.4")]


@pytest.fixture
def second(inside):
    """The second meeting just noticed, its report fixed; the first left items open."""
    with inside("150121"):
        office = an_office()
        first = a_story(office)
        first.finish = 1
        first.walk("closed_out")
        story = a_story(office, meeting_on=NEXT_ON).walk("settled")
        with story.on(story.day_of("noticed")):
            explain_all(story, story.meeting)
            notice(story)
            yield story


def told(report):
    return [(row.item.number, row.item.state, row.item.due_on, row.explanation is not None) for row in report.items]


def end_one_item(story):
    item = AgreedItem.objects.open().first()
    for name in ("union_clerk", "gov_clerk"):
        followups.terminate_item(agreed_item_id=item.pk, reason="政策调整", **story.someone(name))
    return item


def test_the_report_stands_as_of_the_notice(second):
    meeting = second.refresh()
    before = prior_report(meeting)
    assert before.as_of == meeting.noticed_at == meeting.report_as_of
    assert told(before) == told(live_report(meeting))
    open_then = len(before.unimplemented)
    item = end_one_item(second)

    after = prior_report(second.refresh())
    assert told(after) == told(before)
    assert len(after.unimplemented) == open_then
    assert len(live_report(meeting).unimplemented) == open_then - 1
    kept = next(row for row in after.items if row.item.pk == item.pk)
    assert kept.explanation.opinion == "继续推进"
    assert AgreedItem.objects.get(pk=item.pk).state == "terminated"


def test_a_later_notice_states_a_later_moment(second):
    item = end_one_item(second)
    was = second.refresh().report_as_of
    with second.on(clock.today(), 17):
        notice_services.reissue_notice(
            meeting_id=second.meeting.pk,
            starts_at=clock.at_hour(NEXT_ON, 10),
            venue="会议室",
            contact="办公室",
            presider=second.refresh().presider,
            what_changed="时间改为十时",
            **second.someone("gov_clerk"),
        )
    report = prior_report(second.refresh())
    assert report.as_of > was
    assert {row.item.pk: row.item.state for row in report.items}.get(item.pk) in {None, "terminated"}
    assert len(report.unimplemented) == AgreedItem.objects.open().count()


def test_a_postponed_meetings_report_moves_again(second):
    for name in ("union_clerk", "gov_clerk"):
        given = {"date": NEXT_ON.replace(day=25), "reason": "材料未齐"}
        closing_services.postpone_meeting(meeting_id=second.meeting.pk, **given, **second.someone(name))
    meeting = second.refresh()
    assert (meeting.report_as_of, meeting.report_rows) == (None, [])
    end_one_item(second)
    assert told(prior_report(meeting)) == told(live_report(meeting))


def test_the_page_states_the_moment(second, client_of):
    page = client_of("150121")
    page.force_login(second.office.people["gov_clerk"])
    html = page.get(f"/followups/prior-report/{second.meeting.pk}").content.decode()
    assert "随会议通知固定" in html
