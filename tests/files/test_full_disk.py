"""The temporary disk is full: uploads, downloads and exports are refused in a sentence, and nothing stays behind.

The files are laid on a device that is always full, so the fault is the system's own.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files import uploadedfile
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.worksheet import _writer

from apps.documents.file_services import store_file
from apps.documents.models import StoredFile
from kernel import clock
from tests.documents import made_files as made
from tests.signed_in import text_of

SENTENCE = "服务器的临时空间已满，暂时不能上传或者下载文件：请稍后再试，并告知系统管理员。"
#: Larger than what is kept in memory.
LARGE = made.jpeg(after=made.jpeg() * 90_000)


def full(*args: Any, **kwargs: Any) -> Any:
    return open("/dev/full", "r+b")


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the library of workbooks lays its sheets; it and all other temporary files are on a full device."""
    sheet = tmp_path / "sheet"

    def laid(suffix: str = "") -> str:
        sheet.symlink_to("/dev/full")
        _writer.ALL_TEMP_FILES.append(str(sheet))
        return str(sheet)

    monkeypatch.setattr(uploadedfile.tempfile, "NamedTemporaryFile", full)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    monkeypatch.setattr(_writer, "create_temporary_file", laid)
    return sheet


def form_with(clerk: Any, content: bytes) -> Any:
    sent = {"title": "高温津贴发放", "background": "夏季高温作业增多", "research_files-shown": "1"}
    return clerk.post("/topics/new", {**sent, "research_files-upload": [SimpleUploadedFile("照片.jpg", content)]})


def test_an_upload_is_refused_in_a_sentence_and_nothing_typed_is_lost(
    office: Any, sign_in: Callable[[str], Any], no_room: Path
) -> None:
    answer = form_with(sign_in("union_clerk"), LARGE)

    assert answer.status_code == 507
    assert SENTENCE in text_of(answer)
    assert "夏季高温作业增多" in text_of(answer)


def test_the_same_upload_passes_where_there_is_room(office: Any, sign_in: Callable[[str], Any], inside: Any) -> None:
    form_with(sign_in("union_clerk"), LARGE)

    with inside("150121"):
        assert StoredFile.objects.get().size == len(LARGE)


def test_an_upload_over_the_interface_is_a_problem(office: Any, caller: Any, no_room: Path) -> None:
    clerk = caller("union_clerk")
    body = {"file": SimpleUploadedFile("照片.jpg", LARGE)}

    answer = clerk.client.post("/api/v1/files", body, headers=clerk._headers({}))

    assert (answer.status_code, answer["Content-Type"]) == (507, "application/problem+json")
    assert (answer.json()["type"], answer["Retry-After"]) == ("urn:lianxi:problem:disk-full", "60")


def test_a_download_is_refused_in_a_sentence(
    office: Any, caller: Any, sign_in: Callable[[str], Any], inside: Any, no_room: Path
) -> None:
    with inside("150121"):
        kept = store_file(name="照片.jpg", content=LARGE, by=office.people["union_clerk"], at=clock.now())

    page = sign_in("union_clerk").get(f"/files/{kept.pk}")
    answer = caller("union_clerk").get(f"files/{kept.pk}/content")

    assert (page.status_code, page["Retry-After"]) == (507, "60")
    assert SENTENCE in text_of(page)
    assert (answer.status_code, answer["Content-Type"]) == (507, "application/problem+json")


def test_an_export_is_refused_in_a_sentence_and_leaves_no_sheet_behind(
    office: Any, caller: Any, sign_in: Callable[[str], Any], no_room: Path
) -> None:
    answer = caller("audit_officer").get("audit-entries/export/xlsx")
    assert (answer.status_code, answer.json()["detail"]) == (507, SENTENCE)
    assert not no_room.is_symlink()

    page = sign_in("audit_officer").get("/audit/export/xlsx", follow=True)
    assert SENTENCE in text_of(page)
    assert not no_room.is_symlink()
    assert str(no_room) not in _writer.ALL_TEMP_FILES
