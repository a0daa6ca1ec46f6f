"""How the interface says no: one shape for everything, and no word about what somebody may not know of."""

import uuid

import pytest

from kernel.audit.models import AuditEntry
from tests.api.conftest import HOHHOT, TMT
from tests.cast import a_story, an_office

MEMBERS = {"type", "title", "status", "detail", "rule", "article", "fields"}


def test_the_wrong_side_hears_403_with_rule_and_article(walked, caller, on):
    story = walked("requested")
    with on(story, "requested"):
        answer = caller("union_leader").post(f"meetings/{story.meeting.pk}/accept")
    assert answer.status_code == 403
    told = answer.json()
    assert set(told) == MEMBERS
    assert (told["type"], told["rule"], told["article"]) == ("urn:lianxi:problem:wrong-side", "R4.7", "第四条")
    assert told["detail"] == "这一步由另一方办理。"


def test_the_wrong_state_is_409(walked, caller, on):
    story = walked("accepted")
    with on(story, "accepted"):
        answer = caller("gov_leader").post(f"meetings/{story.meeting.pk}/accept")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:lianxi:problem:wrong-state")


def test_a_guard_that_says_no_is_409_and_names_its_field(office, caller):
    answer = caller("union_clerk").post(
        "meetings", {"kind": "ordinary", "planned_on": "2020-01-06", "request_text": "提请召开"}
    )
    assert answer.status_code == 409
    assert list(answer.json()["fields"]) == ["planned_on"]


def test_an_unknown_field_and_an_empty_one_are_named(office, caller):
    clerk = caller("union_clerk")
    unknown = clerk.post(
        "meetings", {"kind": "ordinary", "planned_on": "2030-01-07", "request_text": "x", "state": "held"}
    )
    assert unknown.status_code == 400
    assert unknown.json()["fields"] == {"state": "没有这个字段。"}
    empty = clerk.post("meetings", {"kind": "ordinary"})
    assert empty.status_code == 400
    assert set(empty.json()["fields"]) == {"planned_on", "request_text"}


def test_who_may_not_act_hears_that_before_anything_about_fields(office, caller, inside):
    answer = caller("gov_clerk").post("meetings", {"nonsense": 1})
    assert answer.status_code == 403
    with inside(TMT):
        assert AuditEntry.objects.filter(what="meeting.draft", outcome="refused").count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[1, 2]", 400),
        ('"text"', 400),
        ("[" * 100_000, 400),
        ('{"kind": NaN}', 400),
        (b"\xff\xfe", 400),
        ('{"kind": "' + "x" * 3_000_000 + '"}', 413),
        ('{"kind": ["ordinary"]}', 400),
        ('{"kind": {"a": 1}, "planned_on": 5, "ordinal": "many"}', 400),
        ('{"kind": "ordinary", "planned_on": "0001-01-01", "request_text": "\\ud800"}', 400),
        ('{"\\ud800": 1}', 400),
        ('{"kind": {"\\udfff": []}}', 400),
        ('{"kind": "ordinary", "planned_on": "2030-01-07", "request_text": "x", "ordinal": 99999999999999999999}', 400),
    ],
)
def test_what_cannot_be_read_is_refused_and_never_breaks(office, caller, body, status):
    answer = caller("union_clerk").post("meetings", body)
    assert answer.status_code == status
    assert set(answer.json()) == MEMBERS


@pytest.mark.parametrize("long", [201, 300, 301, 5000])
def test_a_title_longer_than_its_column_is_refused_in_words(office, caller, long):
    body = {"origin": "union", "title": "题" * long, "category": "worker_interests", "background": "背景"}
    answer = caller("union_unit").post("topics", body)
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == ["title"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "x", 5, ["2026-01-01"]])
def test_a_moment_beyond_every_calendar_is_refused(walked, caller, on, moment):
    story = walked("settled")
    with on(story, "settled"):
        answer = caller("gov_clerk").post(
            f"meetings/{story.meeting.pk}/issue_notice",
            {"starts_at": moment, "venue": "会议室", "contact": "联系人", "presider": str(uuid.uuid4())},
        )
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"starts_at", "presider"}


def test_another_form_than_json_is_415_and_another_method_405(office, caller):
    clerk = caller("union_clerk")
    headers = {"Authorization": f"Token {clerk.token}"}
    form = clerk.client.post("/api/v1/meetings", {"kind": "ordinary"}, headers=headers)
    assert (form.status_code, set(form.json())) == (415, MEMBERS)
    for method in ("put", "patch", "options"):
        answer = getattr(clerk.client, method)("/api/v1/meetings", headers=headers)
        assert (answer.status_code, set(answer.json())) == (405, MEMBERS)
        assert answer["Allow"] == "GET, HEAD, POST"
    assert clerk.delete("meetings").status_code == 405


def test_every_answer_forbids_storing(walked, caller):
    story = walked("drafted")
    clerk = caller("union_clerk")
    answers = [
        clerk.get("meetings"),
        clerk.get(f"meetings/{story.meeting.pk}"),
        clerk.get("nowhere"),
        clerk.post("topics", {}),
        caller().get("me"),
        caller().get("schema"),
    ]
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}


def _told(answer):
    return answer.status_code, answer.content, dict(answer.headers)


@pytest.mark.parametrize("suffix", ["", "/accept", "/edit"])
def test_unknown_foreign_invisible_and_malformed_ids_are_one_answer(walked, caller, inside, suffix):
    draft = walked("drafted").meeting.pk
    with inside(HOHHOT):
        foreign = a_story(an_office(HOHHOT)).walk("requested").meeting.pk
    ids = [uuid.uuid4(), foreign, draft, "1", "not-an-id", f"{uuid.uuid4()}x", "%00", "..", "'; --"]
    clerk = caller("gov_clerk")

    def ask(key):
        return clerk.post(f"meetings/{key}{suffix}") if suffix else clerk.get(f"meetings/{key}")

    answers = [_told(ask(key)) for key in ids]
    assert answers[0][0] == 404
    assert all(answer == answers[0] for answer in answers[1:])
    assert caller("union_clerk").get(f"meetings/{draft}").status_code == 200


def test_an_unknown_action_or_address_is_the_same_answer(walked, caller):
    meeting = walked("requested").meeting.pk
    clerk = caller("gov_clerk")
    unknown = _told(clerk.get(f"meetings/{uuid.uuid4()}"))
    for path in ("nowhere", f"meetings/{meeting}/explode", "meetings/", f"meetings/{meeting}/issue_minutes/x", ""):
        assert _told(clerk.get(path)) == unknown
    assert clerk.post(f"meetings/{meeting}/explode").status_code == 404
    assert caller().get("nowhere").status_code == 401


def test_an_action_that_only_another_act_takes_has_no_address(walked, caller):
    meeting = walked("held").meeting.pk
    assert caller("union_clerk").post(f"meetings/{meeting}/issue_minutes").status_code == 404


def test_a_reference_to_what_is_foreign_or_invisible_is_a_reference_to_nothing(walked, caller, inside):
    draft = walked("drafted").meeting.pk
    with inside(HOHHOT):
        foreign = a_story(an_office(HOHHOT)).walk("requested").meeting.pk
    clerk = caller("gov_clerk")
    person = {"name": "某人", "unit_name": "某单位", "capacity": "member"}
    answers = [
        clerk.post("attendances", {**person, "meeting": str(key)}) for key in (uuid.uuid4(), foreign, draft, "x")
    ]
    assert {answer.status_code for answer in answers} == {400}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert list(answers[0].json()["fields"]) == ["meeting"]


def test_a_stale_version_is_412_and_a_fresh_one_acts(walked, caller, on):
    story = walked("requested")
    leader, address = caller("gov_leader"), f"meetings/{story.meeting.pk}"
    with on(story, "requested"):
        seen = leader.get(address)
        assert seen["ETag"] == f'"{seen.json()["version"]}"'
        stale = leader.post(f"{address}/accept", headers={"If-Match": '"0"'})
        assert (stale.status_code, stale.json()["type"]) == (412, "urn:lianxi:problem:stale-version")
        for malformed in ("0", 'W/"2"', '"two"', '"99999999999"'):
            assert leader.post(f"{address}/accept", headers={"If-Match": malformed}).status_code == 400
        done = leader.post(f"{address}/accept", headers={"If-Match": seen["ETag"]})
    assert done.status_code == 200
    assert done["ETag"] == f'"{seen.json()["version"] + 1}"'
    assert done.json()["state"] == "accepted"


def test_nobody_hears_of_an_error_nobody_foresaw(office, caller, monkeypatch, inside):
    def broken(self, user):
        raise ZeroDivisionError

    monkeypatch.setattr("api.resources.Resource.objects", broken)
    with pytest.raises(ZeroDivisionError):
        caller("union_clerk").get("meetings")
