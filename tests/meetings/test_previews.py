"""Beside the form of a notice stands the sheet that would be printed: what is typed shows, and none of it is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R7.4")]
TYPED = {
    "venue": "旗政府三楼第二会议室",
    "contact": "包丽 0471-5550000",
    "starts_at": "2027-03-05T14:30",
    "version": "3",
}


def cost(client, method, *args, **kwargs):
    """The answer, at no more than what a page may cost."""
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(*args, **kwargs)
    assert len(queries) <= 25, len(queries)
    return response


def test_what_is_typed_stands_on_the_sheet_and_in_the_form(walked, sign_in):
    story = walked("settled")
    page, clerk = f"/meetings/{story.meeting.pk}/do/issue_notice", sign_in("gov_clerk")
    assert "×××〔" in text_of(cost(clerk, "get", page))
    looked = cost(clerk, "post", page, TYPED | {"preview": "yes"})
    assert looked.status_code == 200
    assert "旗政府三楼第二会议室" in text_of(looked)
    assert "下午2:30" in text_of(looked)
    assert f'value="{TYPED["contact"]}"' in looked.content.decode()
    assert 'name="version" value="3"' in looked.content.decode()


def test_a_script_is_answered_with_the_sheets_alone(walked, sign_in):
    story = walked("settled")
    page, clerk = f"/meetings/{story.meeting.pk}/do/issue_notice", sign_in("gov_clerk")
    typed = TYPED | {"preview": "yes", "starts_at": "soon", "presider": "nobody", "venue": "<script>"}
    sheets = cost(clerk, "post", page, typed, headers={"HX-Request": "true"})
    html = sheets.content.decode()
    assert (sheets.status_code, "<html" in html, "<script" in html) == (200, False, False)
    assert "&lt;script&gt;" in html
    assert html.count("lx-a4-frame") == 5, "the notice and its four annexes"


def test_looking_issues_nothing_and_takes_no_number(walked, sign_in, inside):
    story = walked("settled")
    page = f"/meetings/{story.meeting.pk}/do/issue_notice"
    sign_in("gov_clerk").post(page, TYPED | {"preview": "yes"})
    with inside("150121"):
        story.meeting.refresh_from_db()
        assert (story.meeting.state, story.meeting.notices.count(), story.meeting.venue) == ("settled", 0, "")


def test_who_may_not_issue_the_notice_sees_no_sheet_of_it(walked, sign_in):
    story = walked("settled")
    page = f"/meetings/{story.meeting.pk}/do/issue_notice"
    for headers in ({}, {"HX-Request": "true"}):
        refused = sign_in("union_clerk").post(page, TYPED | {"preview": "yes"}, headers=headers)
        assert refused.status_code == 403
        assert "lx-a4" not in refused.content.decode()


@pytest.mark.rule("R8.5")
def test_the_agenda_is_looked_at_with_the_times_that_are_typed(walked, sign_in, inside):
    story = walked("settled")
    with inside("150121"):
        line = story.meeting.agenda.filter(part=3).order_by("position").select_related("reporter").first()
    row = {"items-0-topic": line.topic_id, "items-0-reporter": line.reporter_id, "items-0-duration": "35"}
    page = f"/meetings/{story.meeting.pk}/do/arrange_agenda"
    looked = text_of(cost(sign_in("union_clerk"), "post", page, row | {"items-count": "1", "preview": "yes"}))
    assert f"（汇报单位：{line.reporter.name}，35分钟）" in looked
