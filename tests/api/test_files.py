"""Files over the interface: uploaded once, hung on something by their id, handed out to its readers only."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.documents.models import StoredFile
from apps.topics.models import Topic
from roads.story import Story
from tests.api.conftest import Caller
from tests.documents import made_files as made


def send(
    caller: Caller, content: bytes | None = None, *, name: str = "调研报告.docx", headers: dict[str, str] | None = None
) -> Any:
    body = {"file": SimpleUploadedFile(name, content or made.docx())}
    return caller.client.post("/api/v1/files", body, headers=caller._headers(headers or {}))


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def union_topic(story: Story) -> Topic:
    return next(topic for topic in story.topics.values() if topic.origin == "union")


def edited(topic: Topic, **more: Any) -> dict[str, Any]:
    """Every word of a topic as it stands, as an edit sends them back."""
    names = ("title", "category", "category_reason", "background", "research", "argumentation", "proposed_decision")
    words = {name: getattr(topic, name) for name in names}
    return {**words, "suggested_lead": topic.suggested_lead_id, "suggested_due_on": topic.suggested_due_on, **more}


def test_an_upload_answers_with_id_name_size_and_hash_and_comes_back_byte_for_byte(
    office: Any, caller: Callable[..., Caller]
) -> None:
    clerk = caller("union_clerk")
    answer = send(clerk)

    assert answer.status_code == 201
    told = answer.json()
    assert (told["name"], told["size"]) == ("调研报告.docx", len(made.docx()))
    assert len(told["sha256"]) == 64
    assert clerk.get(f"files/{told['id']}").json() == told
    assert [row["id"] for row in clerk.get("files").json()["results"]] == [told["id"]]
    content = clerk.get(f"files/{told['id']}/content")
    assert bytes_of(content) == made.docx()
    assert content["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert content["X-Content-Type-Options"] == "nosniff"
    assert content["Content-Security-Policy"] == "sandbox"
    assert content["Cache-Control"] == "no-store"
    assert content["ETag"] == f'"{told["sha256"]}"'


def test_a_refused_file_is_a_problem_with_its_name(office: Any, caller: Callable[..., Caller], settings: Any) -> None:
    clerk = caller("union_clerk")
    refused = send(clerk, b"<svg/>", name="图.svg")
    assert (refused.status_code, refused.json()["type"]) == (400, "urn:lianxi:problem:kind-not-accepted")
    settings.LARGEST_FILE = len(made.docx()) - 1
    assert send(clerk).status_code == 413
    settings.LARGEST_FILE, settings.FILES_QUOTA = 2**20, len(made.docx()) - 1
    full = send(clerk)
    assert (full.status_code, full["Content-Type"]) == (507, "application/problem+json")


def test_what_is_no_single_file_is_malformed(office: Any, caller: Callable[..., Caller]) -> None:
    clerk = caller("union_clerk")
    empty = clerk.client.post("/api/v1/files", {"other": "x"}, headers=clerk._headers({}))
    assert (empty.status_code, list(empty.json()["fields"])) == (400, ["file"])
    assert clerk.post("files", {"file": "x"}).status_code == 415


def test_the_same_upload_with_the_same_key_is_kept_once(
    office: Any, caller: Callable[..., Caller], inside: Any
) -> None:
    clerk, key = caller("union_clerk"), {"Idempotency-Key": "once"}
    first, second = send(clerk, headers=key), send(clerk, headers=key)

    assert first.json() == second.json()
    assert send(clerk, made.pdf(), name="b.pdf", headers=key).status_code == 422
    with inside("150121"):
        assert StoredFile.objects.count() == 1


def test_foreign_unknown_and_unseen_files_answer_alike(office: Any, caller: Callable[..., Caller], inside: Any) -> None:
    key = send(caller("union_clerk")).json()["id"]
    unknown = caller("gov_clerk").get(f"files/{uuid4()}")

    for path in (f"files/{key}", f"files/{key}/content", "files/x/content"):
        answer = caller("gov_clerk").get(path)
        assert (answer.status_code, answer.content) == (404, unknown.content)
    assert caller().get(f"files/{key}/content").status_code == 401


@pytest.mark.rule("R6.6")
def test_files_hang_on_a_topic_and_whoever_reads_the_topic_reads_them(
    walked: Callable[..., Story], caller: Callable[..., Caller], on: Any
) -> None:
    story = walked("prepared")
    topic = union_topic(story)
    with on(story, "prepared"):
        clerk = caller("union_clerk")
        key = send(clerk).json()["id"]
        assert caller("gov_clerk").get(f"files/{key}/content").status_code == 404
        answer = clerk.post(f"topics/{topic.pk}/edit", edited(topic, research_files=[key]))

        assert answer.status_code == 200, answer.json()
        assert [(row["id"], row["purpose"]) for row in answer.json()["files"]] == [(key, "research")]
        assert bytes_of(caller("gov_clerk").get(f"files/{key}/content")) == made.docx()
        assert caller("audit_officer").get(f"files/{key}/content").status_code == 404
        unsaid = clerk.post(f"topics/{topic.pk}/edit", edited(topic))
        assert [row["id"] for row in unsaid.json()["files"]] == [key]
        taken = clerk.post(f"topics/{topic.pk}/edit", edited(topic, research_files=[]))
        assert taken.json()["files"] == []
        assert caller("gov_clerk").get(f"files/{key}/content").status_code == 404


def test_a_file_that_one_cannot_read_is_attached_as_little_as_one_that_does_not_exist(
    walked: Callable[..., Story], caller: Callable[..., Caller], on: Any
) -> None:
    story = walked("prepared")
    topic = union_topic(story)
    with on(story, "prepared"):
        foreign = send(caller("gov_clerk")).json()["id"]
        clerk = caller("union_clerk")
        answers = [
            clerk.post(f"topics/{topic.pk}/edit", edited(topic, basis_files=[key])) for key in (foreign, str(uuid4()))
        ]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].json() == answers[1].json()


@pytest.mark.rule("R6.9")
def test_any_change_of_a_topic_s_files_voids_the_consent_to_the_list(
    walked: Callable[..., Story], caller: Callable[..., Caller], on: Any
) -> None:
    story = walked("prepared")
    topic = union_topic(story)
    with on(story, "prepared"):
        clerk = caller("union_clerk")
        for one in story.topics.values():
            assert clerk.post(f"topics/{one.pk}/table").status_code == 200
        agreed = clerk.post(f"meetings/{story.meeting.pk}/settle")
        assert agreed.status_code == 200, agreed.json()
        valid = [side["valid"] for row in agreed.json()["consents"] for side in row["sides"] if side["person"]]
        assert valid == [True]
        clerk.post(f"topics/{topic.pk}/edit", edited(topic, basis_files=[send(clerk).json()["id"]]))
        now = clerk.get(f"meetings/{story.meeting.pk}").json()

    assert [side["valid"] for row in now["consents"] for side in row["sides"] if side["person"]] == [False]


@pytest.mark.rule("R11.5")
def test_evidence_is_filed_with_progress_extension_part_and_completion(
    walked: Callable[..., Story], caller: Callable[..., Caller], on: Any, inside: Any
) -> None:
    story = walked("in_progress")
    with inside("150121"):
        item = story.meeting.agreed_items.filter(lead_unit=story.office.units["hrss"]).first()
        assert item is not None
        officer = story.speaker("hrss")["by"]
    with on(story, "in_progress"):
        who = caller(officer)
        keys = [send(who, made.pdf(), name=f"{number}.pdf").json()["id"] for number in range(2)]
        words = {"text": "推进过半", "percentage": 60, "files": keys[:1]}
        told = who.post(f"agreed-items/{item.pk}/report_progress", words)
        assert told.status_code == 200, told.json()
        assert [row["id"] for row in told.json()["progress_reports"][-1]["files"]] == keys[:1]
        later = {"new_due_on": "2027-06-30", "reason": "资金年底到位", "files": keys[1:]}
        asked = who.post(f"agreed-items/{item.pk}/request_extension", later).json()
        extension = who.get(f"extensions/{asked['extension_requests'][0]['id']}").json()
        assert [row["purpose"] for row in extension["files"]] == ["request"]
        assert bytes_of(caller("gov_clerk").get(f"files/{keys[0]}/content")) == made.pdf()


@pytest.mark.rule("R12.1")
def test_the_issued_text_of_a_work_rule_is_filed_with_it(office: Any, caller: Callable[..., Caller]) -> None:
    clerk = caller("gov_clerk")
    rule = clerk.post("work-rules", {"title": "联席会议工作规则"}).json()
    key = send(clerk, made.pdf(), name="工作规则.pdf").json()["id"]
    words = {"document_number": "土左政办发〔2026〕1号", "issued_on": "2026-01-05", "rule_text_files": [key]}
    issued = clerk.post(f"work-rules/{rule['id']}/issue", words)

    assert issued.status_code == 200, issued.json()
    assert [(row["name"], row["purpose"]) for row in issued.json()["files"]] == [("工作规则.pdf", "rule_text")]
    assert bytes_of(caller("union_clerk").get(f"files/{key}/content")) == made.pdf()


@pytest.mark.rule("R10.1")
def test_a_photo_added_to_a_press_item_voids_the_consent_to_it(
    walked: Callable[..., Story], caller: Callable[..., Caller], on: Any
) -> None:
    story = walked("following_up")
    words = {"title": "会议召开", "channel": "网站", "text": "议定三项。", "disclosure": "public"}
    with on(story, "following_up"):
        clerk = caller("union_clerk")
        words |= {"planned_on": str(story.day_of("following_up"))}
        item = clerk.post("publicity-items", {**words, "meeting": str(story.meeting.pk)}).json()
        agreed = clerk.post(f"publicity-items/{item['id']}/publish").json()
        assert [side["valid"] for row in agreed["consents"] for side in row["sides"] if side["person"]] == [True]
        photo = send(clerk, made.jpeg(), name="会场.jpg").json()["id"]
        edited_item = clerk.post(f"publicity-items/{item['id']}/edit", {**words, "photo_files": [photo]})

    assert edited_item.status_code == 200, edited_item.json()
    assert [row["purpose"] for row in edited_item.json()["files"]] == ["photo"]
    valid = [side["valid"] for row in edited_item.json()["consents"] for side in row["sides"] if side["person"]]
    assert valid == [False]
