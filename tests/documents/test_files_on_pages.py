"""Files on the pages: sent with a form, kept when it comes back, listed with their size, saved by their readers."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.documents.models import Attachment, StoredFile
from apps.topics.models import Topic
from kernel import clock
from roads.story import Story
from tests.documents import made_files as made
from tests.signed_in import text_of

WORDS = {"origin": "union", "title": "高温津贴发放", "category": "worker_interests", "background": "夏季高温作业增多"}


def upload(name: str = "调研报告.docx", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or made.docx())


def ids_offered(page: Any, field: str) -> list[str]:
    return re.findall(rf'type="checkbox" name="{field}" value="([0-9a-f-]+)" checked', page.content.decode())


def test_the_form_sends_files_without_a_script(sign_in: Callable[[str], Any]) -> None:
    page = sign_in("union_clerk").get("/topics/new").content.decode()

    assert 'enctype="multipart/form-data"' in page
    assert 'type="file" id="field-research_files-upload" name="research_files-upload"' in page
    assert 'for="field-research_files-upload"' in page
    assert " multiple" in page


@pytest.mark.rule("R6.6")
def test_a_refused_form_keeps_what_was_typed_and_the_files_that_were_sent(
    sign_in: Callable[[str], Any], office: Any, inside: Any
) -> None:
    clerk = sign_in("union_clerk")
    unit = office.people["union_clerk"].unit_id
    first = clerk.post(
        "/topics/new",
        {**WORDS, "title": "", "proposer": unit, "research_files-shown": "1", "research_files-upload": [upload()]},
    )

    assert first.status_code == 400
    assert "夏季高温作业增多" in text_of(first)
    assert "调研报告.docx" in text_of(first)
    kept = ids_offered(first, "research_files")
    assert len(kept) == 1
    again = {**WORDS, "proposer": unit, "research_files-shown": "1", "research_files": kept}
    done = clerk.post("/topics/new", {**again, "research_files-upload": [upload("附表.xlsx", made.xlsx())]})
    assert done.status_code == 302, text_of(done)
    page = clerk.get(done["Location"])
    assert "调研报告.docx" in text_of(page)
    assert "附表.xlsx" in text_of(page)
    assert re.search(r"调研报告 · \d+ 字节", text_of(page))
    with inside("150121"):
        assert Attachment.objects.filter(purpose="research").count() == 2


def test_a_refused_file_says_which_and_why_and_loses_no_word(sign_in: Callable[[str], Any], inside: Any) -> None:
    sent = {
        "basis_files-shown": "1",
        "basis_files-upload": [upload("图.svg", b"<svg/>"), upload("通知.pdf", made.pdf())],
    }
    page = sign_in("union_clerk").post("/topics/new", {**WORDS, **sent})

    assert page.status_code == 400
    assert "图.svg：不接受这种文件" in text_of(page)
    assert "夏季高温作业增多" in text_of(page)
    assert len(ids_offered(page, "basis_files")) == 1
    with inside("150121"):
        assert not Topic.objects.exists()


def test_of_who_may_not_act_nothing_is_kept(sign_in: Callable[[str], Any], inside: Any) -> None:
    page = sign_in("gov_leader").post("/topics/new", {**WORDS, "basis_files-upload": [upload()]})

    assert page.status_code == 403
    with inside("150121"):
        assert not StoredFile.objects.exists()


def test_a_file_is_saved_by_the_topic_s_readers_and_unknown_to_others(
    walked: Callable[..., Story], sign_in: Callable[[str], Any], inside: Any
) -> None:
    story = walked("prepared")
    topic = next(one for one in story.topics.values() if one.origin == "union")
    address = f"/topics/{topic.pk}"
    with clock.frozen_at(clock.at_hour(story.day_of("prepared"), 15)):
        clerk = sign_in("union_clerk")
        form = clerk.get(f"{address}/do/edit")
        words = {"title": topic.title, "category": topic.category, "background": topic.background}
        words |= {"research": topic.research, "proposed_decision": topic.proposed_decision}
        words |= {"suggested_lead": topic.suggested_lead_id, "suggested_due_on": topic.suggested_due_on}
        words |= {
            "suggested_supporting": re.findall(r'name="suggested_supporting" value="(\S+?)" checked', str(form.content))
        }
        words = {name: value for name, value in words.items() if value not in (None, "")}
        sent = {"basis_files-shown": "1", "basis_files-upload": [upload("依据．pdf", made.pdf())]}
        done = clerk.post(f"{address}/do/edit", {**words, **sent})
        assert done.status_code == 302, text_of(done)
        link = re.search(r'href="(/files/[0-9a-f-]+)"', sign_in("gov_clerk").get(address).content.decode())
        assert link is not None
        saved = sign_in("gov_clerk").get(link[1])
        assert b"".join(saved.streaming_content) == made.pdf()
        assert saved["Content-Disposition"].startswith("attachment; ")
        assert saved["Content-Security-Policy"] == "sandbox"
        assert saved["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in saved["Cache-Control"]
        assert sign_in("audit_officer").get(link[1]).status_code == 404
        gone = clerk.post(f"{address}/do/edit", {**words, "basis_files-shown": "1"})
        assert gone.status_code == 302, text_of(gone)
        assert sign_in("gov_clerk").get(link[1]).status_code == 404


def test_a_file_that_was_not_offered_is_not_taken(
    walked: Callable[..., Story], sign_in: Callable[[str], Any], office: Any
) -> None:
    foreign = sign_in("gov_clerk").post("/topics/new", {"basis_files-shown": "1", "basis_files-upload": [upload()]})
    assert foreign.status_code in {400, 403}
    keys = ids_offered(foreign, "basis_files") or ["01990000-0000-7000-8000-000000000000"]
    page = sign_in("union_clerk").post("/topics/new", {**WORDS, "basis_files-shown": "1", "basis_files": keys})

    assert page.status_code == 400
    assert "调研报告.docx" not in text_of(page)
