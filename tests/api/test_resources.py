"""Lists, objects and actions: whatever the tables have, and nothing else."""

import hashlib
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from api.resources import Resource, resources
from apps.meetings.models import Attendance, Meeting
from apps.notifications.models import Message
from apps.organizations.models import Unit
from apps.topics.models import Topic
from apps.topics.proposing.services import draft_topic
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle.engine import verb_of
from kernel.lifecycle.table import LIFECYCLES
from tests.api.conftest import TMT


def _addresses():
    return {entry.name for entry in get_resolver("api.v1.urls").url_patterns}


def test_every_row_that_people_take_has_an_address_and_a_verb():
    of_name = {resource.lifecycle.name: resource for resource in resources() if resource.lifecycle}
    assert set(of_name) == set(LIFECYCLES)
    for lifecycle in LIFECYCLES.values():
        resource = of_name[lifecycle.name]
        for name in lifecycle.names():
            rows = lifecycle.named(name)
            if all(row.internal for row in rows):
                assert f"{resource.path}.object.{name}" not in _addresses()
                continue
            assert callable(verb_of(lifecycle, name))
            assert rows[0].creates or f"{resource.path}.object.{name}" in _addresses()


def test_no_address_ends_in_a_slash():
    patterns = [str(entry.pattern) for entry in get_resolver("api.v1.urls").url_patterns]
    assert patterns
    assert not [pattern for pattern in patterns if pattern.endswith("/")]


#: Who reads a list that the offices do not.
READERS = {"audit-entries": ("audit_officer",)}


def test_a_row_shows_exactly_the_fields_that_are_declared(walked, caller):
    walked("following_up")
    for resource in resources():
        (reader,) = READERS.get(resource.path, ("union_clerk",))
        rows = caller(reader).get(resource.path, page_size=1).json()["results"]
        head = (
            {"id", "state", "state_label", "state_since", "version", "actions", "awaited"}
            if resource.lifecycle
            else {"id"}
        )
        fields = {field.name for field in resource.fields}
        labels = {f"{field.name}_label" for field in resource.fields if field.kind == "choice"}
        if rows:
            assert set(rows[0]) == head | fields | labels
    offices = [resource.path for resource in resources() if resource.path not in READERS]
    shown = [path for path in offices if caller("union_clerk").get(path).json()["count"]]
    assert set(shown) >= {"meetings", "topics", "attendances", "minutes", "agreed-items", "units", "documents"}


def test_a_meeting_shows_everything_that_hangs_on_it(walked, caller):
    story = walked("following_up")
    shown = caller("gov_clerk").get(f"meetings/{story.meeting.pk}").json()
    assert shown["state"] == "following_up"
    assert len(shown["conveners"]) == 4
    assert [item["part"] for item in shown["agenda"]] == [1, 2, *[3] * 3, 4]
    assert [entry["screening"] for entry in shown["round"]["entries"]] == ["tabled"] * 3
    assert shown["resolutions"][0]["milestones"]
    assert shown["resolutions"][0]["lead_unit"]["name"]
    assert {document["kind"] for document in shown["documents"]} >= {"request_letter", "meeting_notice", "minutes"}
    assert shown["notices"][0]["document"]["id"] in [document["id"] for document in shown["documents"]]
    assert shown["prior_report"]["has_prior_meeting"] is False
    assert {row["state"] for row in shown["attendances"]} >= {"checked_in"}
    assert shown["presider"]["name"]


def test_the_next_meeting_shows_the_report_on_the_one_before(walked, caller, on):
    story = walked("following_up")
    clerk = caller("union_clerk")
    with on(story, "following_up"):
        made = clerk.post("meetings", {"kind": "ordinary", "planned_on": "2027-05-14", "request_text": "提请召开"})
    assert made.status_code == 201, made.json()
    report = made.json()["prior_report"]
    assert report["has_prior_meeting"] is True
    assert report["listed"] == len(report["items"]) > 0
    assert report["closed"] == 0
    assert made["ETag"] == f'"{made.json()["version"]}"'


def test_topics_minutes_and_items_show_what_hangs_on_them(walked, caller):
    walked("in_progress")
    clerk = caller("union_clerk")
    topic = clerk.get("topics", page_size=1).json()["results"][0]
    assert clerk.get(f"topics/{topic['id']}").json()["consultations"]
    assert clerk.get(f"topics/{topic['id']}").json()["rounds"][0]["screening"] == "tabled"
    [minutes] = clerk.get("minutes").json()["results"]
    minutes = clerk.get(f"minutes/{minutes['id']}").json()
    assert [row["side"] for row in minutes["approvals"]] == ["union", "gov"]
    assert all(row["of_this_text"] and row["sha256"] == minutes["sha256"] for row in minutes["approvals"])
    assert len(minutes["sections"]) == 3
    assert [row["part"] for row in minutes["parts"]] == ["prior_report", "topics_report", "deploy"]
    assert len(minutes["distribution"]) > 1
    assert all(row["unit_name"] and row["items"] and row["signed_at"] for row in minutes["distribution"])
    item = clerk.get(f"agreed-items/{clerk.get('agreed-items').json()['results'][0]['id']}").json()
    assert item["milestones"]
    assert {"parts", "progress_reports", "explanations"} <= set(item)


def test_actions_are_those_of_the_caller_with_what_each_needs(walked, caller, on):
    story = walked("requested")
    address = f"meetings/{story.meeting.pk}"
    with on(story, "requested"):
        offered = {a["name"]: a for a in caller("gov_leader").get(address).json()["actions"]}
        assert set(offered) == {"propose_other_date", "accept", "decline"}
        assert caller("gov_unit").get(address).status_code == 404
    other_date = offered["propose_other_date"]
    assert [(need["name"], need["kind"], need["required"]) for need in other_date["needs"]] == [
        ("date", "date", True),
        ("reason", "longtext", True),
    ]
    assert offered["accept"] == {
        "name": "accept", "label": "同意召开", "article": "第四条", "rule": "R4.7", "two_sided": False, "needs": [],
    }  # fmt: skip


def test_the_needs_of_rows_and_choices_are_told_in_full(walked, caller, on):
    story = walked("in_session")
    with on(story, "in_session"):
        topic = caller("union_clerk").get("topics", state="tabled").json()["results"][0]
    [decide] = [action for action in topic["actions"] if action["name"] == "decide"]
    needs = {need["name"]: need for need in decide["needs"]}
    assert {choice["value"] for choice in needs["outcome"]["choices"]} >= {"agreed", "noted"}
    assert [field["name"] for field in needs["resolutions"]["fields"]][:2] == ["text", "lead_unit"]
    assert needs["resolutions"]["fields"][1]["to"] == "organizations.Unit"


def test_both_sides_settle_a_list_over_the_interface(walked, caller, on):
    story = walked("prepared")
    address = f"meetings/{story.meeting.pk}"
    union, government = caller("union_clerk"), caller("gov_clerk")
    with on(story, "settled", hour=8):
        for entry in union.get(address).json()["round"]["entries"]:
            answer = union.post(f"topics/{entry['topic']['id']}/table")
            assert answer.status_code == 200, answer.json()
        first = union.post(f"{address}/settle").json()
        assert first["state"] == "collecting"
        [settle] = [row for row in first["consents"] if row["action"] == "settle"]
        assert {side["side"]: side["valid"] for side in settle["sides"]} == {"gov": False, "union": True}
        assert next(side for side in settle["sides"] if side["side"] == "union")["sha256"]
        assert "settle" not in [action["name"] for action in first["actions"]]
        assert union.post(f"{address}/settle").status_code == 409
        second = government.post(f"{address}/settle").json()
    assert second["state"] == "settled"
    assert len(second["agenda"]) == 6


def test_a_topic_is_drafted_and_submitted_over_the_interface(walked, caller, on, inside):
    story = walked("collecting")
    unit = caller("union_unit")
    body = {
        "origin": "union", "title": "关于高温作业劳动保护的议题", "category": "worker_interests", "background": "背景",
        "research": "调研", "proposed_decision": "建议", "suggested_due_on": "2026-12-31",
    }  # fmt: skip
    with on(story, "collecting"):
        with inside(TMT):
            lead = Unit.objects.get(pk=story.office.units["hrss"].pk)
        made = unit.post("topics", {**body, "suggested_lead": str(lead.pk), "suggested_supporting": [str(lead.pk)]})
        assert made.status_code == 201, made.json()
        shown = made.json()
        assert shown["suggested_lead"] == {"id": str(lead.pk), "name": lead.name}
        assert shown["suggested_supporting"] == [{"id": str(lead.pk), "name": lead.name}]
        assert {action["name"] for action in shown["actions"]} == {"edit", "submit", "withdraw"}
        assert caller("gov_clerk").get(f"topics/{shown['id']}").status_code == 404
        assert caller("union_unit_2").post(f"topics/{shown['id']}/submit").status_code == 404
        sent = unit.post(f"topics/{shown['id']}/submit")
    assert (sent.status_code, sent.json()["state"]) == (200, "submitted")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"page": "0"}, 400), ({"page": "x"}, 400), ({"page_size": "-1"}, 400), ({"page": "9" * 30}, 400),
        ({"page": "99"}, 404), ({"state": "no"}, 400), ({"year": "x"}, 400), ({"year": "99999"}, 400),
        ({"year": "2026"}, 200), ({"sort": "name"}, 400), ({"meeting": "x"}, 400),
        ({"meeting": str(uuid.uuid4())}, 200),
        ({"unit": "\x00"}, 400), ({"side": "gov"}, 200),
        ({"page_size": "200"}, 200), ({"page_size": "201"}, 400), ({"page_size": "5000"}, 400),
    ],
)  # fmt: skip
def test_a_list_reads_its_parameters_strictly(office, caller, query, status):
    answer = caller("union_clerk").get("topics", **query)
    assert answer.status_code == status
    if status == 400:
        assert list(answer.json()["fields"]) == list(query)


def test_filters_narrow_and_pages_follow_each_other(walked, caller):
    story = walked("following_up")
    clerk = caller("union_clerk")
    everybody = clerk.get("attendances", meeting=story.meeting.pk).json()
    ours = clerk.get("attendances", meeting=story.meeting.pk, side="union").json()
    assert 0 < ours["count"] < everybody["count"]
    assert {row["side"] for row in ours["results"]} == {"union"}
    seen, page = [], clerk.get("attendances", page_size=3).json()
    assert page["previous"] is None
    while True:
        seen += [row["id"] for row in page["results"]]
        if page["next"] is None:
            break
        assert page["next"].startswith("http://150121.")
        page = clerk.client.get(page["next"], headers={"Authorization": f"Token {clerk.token}"}).json()
    assert len(seen) == len(set(seen)) == everybody["count"]
    for path in (
        "topics",
        "agreed-items",
        "minutes",
        "documents",
        "consultations",
        "supporting-parts",
        "collection-rounds",
    ):
        found = clerk.get(path, meeting=story.meeting.pk).json()["count"] if path != "consultations" else 1
        assert found, path
        assert clerk.get(path, year="2019").json()["count"] == 0
    topic = clerk.get("topics").json()["results"][0]["id"]
    asked = clerk.get("consultations", topic=topic).json()
    assert 0 < asked["count"] < clerk.get("consultations").json()["count"]
    unit = clerk.get("agreed-items").json()["results"][0]["lead_unit"]["id"]
    assert clerk.get("agreed-items", unit=unit).json()["count"] >= 1


def _statements(ask):
    ask()
    with CaptureQueriesContext(connection) as seen:
        answer = ask()
    assert answer.status_code == 200
    return len(seen), len(answer.json()["results"])


@pytest.mark.parametrize("path", [resource.path for resource in resources()])
def test_a_list_of_many_costs_as_many_statements_as_a_list_of_few(walked, caller, path, inside, office):
    walked("in_progress", topics=5)
    for who in READERS.get(path, ("union_clerk", "gov_clerk", "gov_unit")):
        someone = caller(who)
        few, short = _statements(lambda someone=someone: someone.get(path, page_size=1))
        many, long = _statements(lambda someone=someone: someone.get(path, page_size=50))
        assert many == few, (who, short, long)
        assert many <= 14


def test_five_topics_and_twenty_cost_the_same_on_list_and_desk(office, caller, inside):
    unit = caller("union_unit")

    def draft(count):
        with inside(TMT):
            for _ in range(count):
                draft_topic(
                    by=office.people["union_unit"], at=clock.now(), origin="union", title="议题",
                    category="worker_interests", background="背景",
                )  # fmt: skip

    draft(5)
    list_few, five = _statements(lambda: unit.get("topics"))
    desk_few, _ = _statements(lambda: unit.get("desk"))
    draft(15)
    list_many, twenty = _statements(lambda: unit.get("topics"))
    desk_many, waiting = _statements(lambda: unit.get("desk"))
    assert (five, twenty, waiting) == (5, 20, 20)
    assert list_few == list_many
    assert desk_few == desk_many


def test_an_act_that_takes_the_object_out_of_sight_is_not_told_as_unknown(walked, caller, on, inside, monkeypatch):
    story = walked("requested")
    seen = Resource.objects
    monkeypatch.setattr(Resource, "objects", lambda self, user: seen(self, user).filter(state="requested"))
    with on(story, "requested"):
        answer = caller("gov_leader").post(f"meetings/{story.meeting.pk}/accept")
    assert (answer.status_code, answer.content) == (204, b"")
    with inside(TMT):
        assert Meeting.objects.get().state == "accepted"


def test_messages_are_ones_own_and_are_marked_once(office, caller, inside):
    with inside(TMT):
        for number in range(2):
            Message.objects.create(
                recipient=office.people["gov_clerk"],
                text=f"会议：提请召开 {number}",
                object_kind="meeting",
                object_id=uuid.uuid4(),
                sent_at=clock.now(),
            )
    clerk = caller("gov_clerk")
    found = clerk.get("messages", unread="true").json()
    assert found["count"] == 2
    key = found["results"][0]["id"]
    assert caller("gov_clerk_2").get("messages").json()["count"] == 0
    assert caller("gov_clerk_2").get(f"messages/{key}").status_code == 404
    assert caller("gov_clerk_2").post(f"messages/{key}/read").status_code == 404
    first = clerk.post(f"messages/{key}/read").json()
    assert first["read_at"]
    assert clerk.post(f"messages/{key}/read").json()["read_at"] == first["read_at"]
    assert clerk.get("messages", unread="true").json()["count"] == 1


def test_a_document_is_downloaded_byte_for_byte(walked, caller, inside):
    walked("requested")
    clerk = caller("union_clerk")
    [document] = clerk.get("documents", kind="request_letter").json()["results"]
    for form, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = clerk.get(f"documents/{document['id']}/{form}")
        assert answer.content.startswith(start)
        assert hashlib.sha256(answer.content).hexdigest() == document[f"{form}_sha256"]
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox"
        assert answer["Cache-Control"] == "no-store"
        assert caller("system_officer").get(f"documents/{document['id']}/{form}").status_code == 404
        assert caller().get(f"documents/{document['id']}/{form}").status_code == 401


def test_an_act_over_the_interface_is_recorded_with_the_address_it_came_from(walked, caller, on, inside):
    story = walked("requested")
    with on(story, "requested"):
        caller("gov_leader").post(f"meetings/{story.meeting.pk}/accept")
    with inside(TMT):
        entry = AuditEntry.objects.get(what="meeting.accept")
        assert (entry.address, entry.actor_name) == ("127.0.0.1", story.office.people["gov_leader"].name)
        assert Meeting.objects.get().state == "accepted"
        assert Attendance.objects.count() == 0
        assert Topic.objects.count() == 0
