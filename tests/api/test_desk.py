"""What waits for whom: everything expected of a person, and nothing that is merely possible."""

import pytest

from tests.api.conftest import TMT


def _waiting(caller, who):
    rows = caller(who).get("desk").json()["results"]
    return {(row["kind"], action["name"]) for row in rows for action in row["actions"]}


def test_a_request_waits_for_the_other_sides_leader_only(walked, caller, on):
    story = walked("requested")
    with on(story, "requested"):
        [todo] = caller("gov_leader").get("desk").json()["results"]
        assert _waiting(caller, "union_leader") == set()
        assert _waiting(caller, "gov_clerk") == set()
    assert (todo["kind"], todo["resource"], todo["id"]) == ("meeting", "meetings", str(story.meeting.pk))
    assert (todo["title"], todo["state"], todo["state_label"]) == ("第1次联席会议", "requested", "已提请")
    assert [action["name"] for action in todo["actions"]] == ["accept"]


def test_a_consultation_waits_for_the_unit_that_is_asked(walked, caller, on):
    story = walked("consulting")
    with on(story, "consulting"):
        asked = set(story.office.liaisons.values())
        waiting = {who for who in sorted(asked) if ("consultation", "reply") in _waiting(caller, who)}
        assert waiting
        assert waiting != asked
        assert ("topic", "finish_consultation") in _waiting(caller, "gov_clerk")


def test_a_two_sided_step_that_one_side_began_waits_for_the_other(walked, caller, on):
    story = walked("settled")
    address, body = f"meetings/{story.meeting.pk}/postpone", {"date": "2026-07-10", "reason": "会期调整"}
    with on(story, "settled", hour=15):
        assert ("meeting", "postpone") not in _waiting(caller, "gov_clerk")
        assert caller("union_clerk").post(address, body).status_code == 200
        assert ("meeting", "postpone") in _waiting(caller, "gov_clerk")
        assert ("meeting", "postpone") not in _waiting(caller, "union_clerk")


def test_a_topic_waits_until_the_list_says_what_becomes_of_it(walked, caller, on):
    story = walked("prepared")
    with on(story, "settled", hour=8):
        clerk = caller("gov_clerk")
        before = [row for row in clerk.get("desk").json()["results"] if row["kind"] == "topic"]
        assert len(before) == 3
        assert clerk.post(f"topics/{before[0]['id']}/table").status_code == 200
        after = [row["id"] for row in clerk.get("desk").json()["results"] if row["kind"] == "topic"]
    assert after == [row["id"] for row in before[1:]]


def test_the_list_waits_for_consent_only_once_every_topic_is_screened(walked, caller, on):
    story = walked("prepared")
    with on(story, "settled", hour=8):
        clerk = caller("gov_clerk")
        assert ("meeting", "settle") not in _waiting(caller, "gov_clerk")
        for topic in story.topics.values():
            assert clerk.post(f"topics/{topic.pk}/table").status_code == 200
        assert ("meeting", "settle") in _waiting(caller, "gov_clerk")


@pytest.mark.parametrize(("stage", "waits"), [("checked", False), ("closed_out", True)])
def test_a_meeting_waits_to_be_concluded_only_once_its_items_are_settled(walked, caller, on, stage, waits):
    story = walked(stage)
    with on(story, stage):
        assert (("meeting", "conclude") in _waiting(caller, "union_clerk")) is waits


def test_a_meeting_that_was_held_waits_for_its_minutes(walked, caller, on):
    story = walked("held")
    with on(story, "held"):
        assert ("meeting", "draft") in _waiting(caller, "union_clerk")
        assert ("meeting", "draft") not in _waiting(caller, "gov_clerk")
        made = caller("union_clerk").post("minutes", {"meeting": str(story.meeting.pk)})
        assert made.status_code == 201
        assert ("meeting", "draft") not in _waiting(caller, "union_clerk")
        assert ("minutes", "submit_to_union") in _waiting(caller, "union_clerk")


def test_items_wait_for_their_units_and_then_for_each_office(walked, caller, on, inside):
    story = walked("following_up")
    with on(story, "following_up"):
        liaisons = story.office.liaisons.values()
        assert any(("agreed_item", "acknowledge") in _waiting(caller, who) for who in liaisons)
    with inside(TMT):
        story.walk("reported")
    with on(story, "reported"):
        assert ("agreed_item", "check") in _waiting(caller, "union_clerk")
        assert ("agreed_item", "close_out") not in _waiting(caller, "gov_clerk")


def test_nothing_waits_for_who_only_looks_on(walked, caller):
    walked("following_up")
    for who in ("viewer", "system_officer", "audit_officer"):
        assert _waiting(caller, who) == set()
