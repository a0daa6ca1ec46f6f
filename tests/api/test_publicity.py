"""Press items through the interface (Art. 10)."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R10.1")]


def test_a_press_item_is_drafted_edited_and_published_through_the_interface(walked, caller):
    meeting = walked("following_up").meeting
    words = {"title": "联席会议召开", "channel": "政府网站", "text": "会议议定三项。", "planned_on": "2026-07-20"}
    body = {"meeting": meeting.pk, "disclosure": "on_request", **words}
    union, government = caller("union_clerk"), caller("gov_clerk")
    item = union.post("publicity-items", body)
    assert item.status_code == 201, item.content
    path = f"publicity-items/{item.json()['id']}"

    refused = union.post(f"{path}/publish")
    assert (refused.status_code, refused.json()["rule"]) == (409, "R10.2")
    assert government.post(f"{path}/edit", {"disclosure": "public", **words}).status_code == 200
    assert union.post(f"{path}/publish").json()["state"] == "draft"
    assert government.post(f"{path}/publish").json()["state"] == "published"
    assert [one["title"] for one in caller("viewer").get("publicity-items").json()["results"]] == ["联席会议召开"]
