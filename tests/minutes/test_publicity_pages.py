"""A press item at the offices' browsers: begun on the page of the minutes, consented to on its own (Art. 10)."""

import pytest

from apps.minutes.models import PublicityItem
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R10.1")]


@pytest.fixture
def story(walked):
    """A meeting whose minutes are issued."""
    return walked("following_up")


def draft(client, story, **more):
    words = {"title": "联席会议召开", "channel": "政府网站", "text": "会议议定三项。", "planned_on": "2026-07-20"}
    given = {"meeting": str(story.meeting.pk), "disclosure": "public", **words, **more}
    return client.post("/publicity/new", given).headers["Location"]


def test_a_press_item_is_begun_on_the_page_of_the_minutes_and_published_by_both(story, sign_in):
    clerk = sign_in("union_clerk")
    minutes = f"/minutes/{story.minutes.pk}"
    assert f"/publicity/new?meeting={story.meeting.pk}" in clerk.get(minutes).content.decode()
    form = clerk.get(f"/publicity/new?meeting={story.meeting.pk}")
    assert form.status_code == 200
    assert str(story.meeting.pk) in form.content.decode()

    page = draft(clerk, story)
    assert "会议议定三项。" in text_of(clerk.get(page))
    assert page in clerk.get(minutes).content.decode()
    for name in ("union_clerk", "gov_clerk"):
        client = sign_in(name)
        assert f"{page}/do/publish" in client.get("/").content.decode()
        assert client.post(f"{page}/do/publish", {"version": ""}).headers["Location"] == page
    assert "已发布" in text_of(sign_in("viewer").get(page))


def test_what_is_not_public_offers_no_publishing_and_says_why(story, sign_in):
    clerk = sign_in("gov_clerk")
    page = draft(clerk, story, disclosure="withheld")
    html = clerk.get(page).content.decode()
    assert "/do/publish" not in html
    assert "依据的内容不属于主动公开，不能发布。" in html
    assert f"{page}/do/publish" not in clerk.get("/").content.decode()
    assert clerk.post(f"{page}/do/publish", {"version": ""}).status_code == 409


def test_a_draft_is_not_shown_to_others(story, sign_in, inside):
    page = draft(sign_in("union_clerk"), story)
    with inside("150121"):
        assert PublicityItem.objects.count() == 1
    assert sign_in("viewer").get(page).status_code == 404
    assert page not in sign_in("viewer").get(f"/minutes/{story.minutes.pk}").content.decode()
