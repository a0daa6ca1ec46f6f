"""Delegations, handovers and signed papers through the interface."""

from datetime import timedelta

import pytest

from apps.organizations.models import Post
from kernel import clock
from tests.deputies import scan

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R4.4")]


def test_a_leader_lends_an_act_and_the_meeting_says_who_stood_in(walked, caller, office):
    story = walked("requested")
    leader, clerk = caller("gov_leader"), caller("gov_clerk")
    path = f"meetings/{story.meeting.pk}"
    assert "accept" not in {one["name"] for one in clerk.get(path).json()["actions"]}
    body = {
        "delegate": str(office.people["gov_clerk"].pk), "acts": [{"act": "meeting.accept"}], "ground": "赴外地学习",
        "starts_on": f"{clock.today()}", "ends_on": f"{clock.today() + timedelta(days=5)}",
    }  # fmt: skip
    made = leader.post("delegations", body)
    assert made.status_code == 201, made.content
    assert made.json()["acts"] == [{"act": "meeting.accept", "label": "会议：同意召开"}]
    assert {one["name"] for one in made.json()["actions"]} == {"revoke"}
    again = leader.post("delegations", body)
    assert (again.status_code, again.json()["rule"], list(again.json()["fields"])) == (409, "R4.4", ["acts"])

    assert clerk.get(f"delegations/{made.json()['id']}").json()["actions"] == []
    assert caller("union_leader").get(f"delegations/{made.json()['id']}").status_code == 404
    accepted = clerk.post(f"{path}/accept")
    assert accepted.json()["state"] == "accepted"
    [row] = accepted.json()["acts_for_others"]
    assert (row["act"], row["kind"], row["under"]) == ("meeting.accept", "delegation", made.json()["id"])
    assert f"（受{office.people['gov_leader'].name}委托，" in row["name"]
    taken = leader.post(f"delegations/{made.json()['id']}/revoke", {"reason": "提前返回"})
    assert taken.json()["state"] == "revoked"


def test_a_paper_is_recorded_and_confirmed_by_two_people(walked, caller, office, inside):
    story = walked("requested")
    with inside("150121"):
        sheet = scan(story)
    first, second = caller("gov_clerk"), caller("gov_clerk_2")
    body = {
        "act": "meeting.accept", "meeting": str(story.meeting.pk), "scan": str(sheet.pk),
        "signer": str(office.people["gov_leader"].pk), "signed_on": f"{clock.today()}",
    }  # fmt: skip
    made = first.post("paper-approvals", body)
    assert made.status_code == 201, made.content
    path = f"paper-approvals/{made.json()['id']}"
    assert {one["name"] for one in first.get(path).json()["actions"]} == {"withdraw"}
    refused = first.post(f"{path}/confirm")
    assert (refused.status_code, refused.json()["rule"]) == (409, "R4.7")
    assert [one["kind"] for one in second.get("desk").json()["results"]] == ["paper_approval"]
    assert caller("union_clerk").get(path).status_code == 404
    assert second.post(f"{path}/confirm").json()["state"] == "confirmed"
    meeting = caller("union_clerk").get(f"meetings/{story.meeting.pk}").json()
    assert meeting["state"] == "accepted"
    assert [(row["act"], row["kind"]) for row in meeting["acts_for_others"]] == [("meeting.accept", "paper")]


def test_the_security_officer_hands_a_post_over(walked, caller, office, inside):
    walked("drafted")
    with inside("150121"):
        post = Post.objects.get(slot="convener_gov")
    body = {
        "post": str(post.pk), "to_user": str(office.people["gov_clerk_2"].pk), "on_day": f"{clock.today()}",
        "basis": "任免通知",
    }  # fmt: skip
    assert caller("gov_leader").post("handovers", body).status_code == 403
    made = caller("security_officer").post("handovers", body)
    assert made.status_code == 201, made.content
    assert made.json()["to_user"]["id"] == str(office.people["gov_clerk_2"].pk)
    assert caller("gov_clerk").get("handovers").json()["count"] == 1
    assert caller("union_clerk").get("handovers").json()["count"] == 0
    assert caller("system_officer").get("handovers").json()["count"] == 0


@pytest.mark.rule("R5.2")
def test_a_clerk_sets_a_post_up_and_reads_who_holds_it(walked, caller, office):
    walked("drafted")
    clerk = caller("gov_clerk")
    body = {"title": "副旗长", "portfolio": [{"category": "other"}], "units": [str(office.units["hrss"].pk)]}
    made = clerk.post("posts", body)
    assert made.status_code == 201, made.content
    assert made.json()["portfolio"] == [{"category": "other", "label": "其他"}]
    assert [unit["name"] for unit in made.json()["units"]] == [office.units["hrss"].name]
    assert made.json()["holder"] is None
    path = f"posts/{made.json()['id']}"
    assert clerk.post(f"{path}/assign", {}).json()["units"] == []
    assert caller("union_clerk").get(path).status_code == 404
    held = [row["id"] for row in clerk.get("posts").json()["results"] if row["slot"] == "convener_gov"]
    assert clerk.get(f"posts/{held[0]}").json()["holder"]["name"] == office.people["gov_leader_2"].name


@pytest.mark.rule("R1.3")
def test_the_security_officer_writes_down_who_was_sent_and_no_password_is_told(walked, caller):
    walked("drafted")
    officer, today = caller("security_officer"), clock.today()
    body = {
        "username": "sent", "role": "audit_officer", "person_name": "其其格", "person_post": "科员",
        "document_number": "呼政办发〔2026〕9号", "starts_on": f"{today}", "ends_on": f"{today + timedelta(days=9)}",
    }  # fmt: skip
    assert caller("system_officer").post("officer-mandates", body).status_code == 403
    made = officer.post("officer-mandates", body)
    assert made.status_code == 201, made.content
    assert (made.json()["username"], made.json()["role"]) == ("sent", "audit_officer")
    assert not [name for name in made.json() if "password" in name]
    assert caller("gov_leader").get("officer-mandates").json()["count"] == 0
    back = officer.post(f"officer-mandates/{made.json()['id']}/revoke", {"reason": "回原单位"})
    assert back.json()["state"] == "revoked"
