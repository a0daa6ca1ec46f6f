"""What is asked of every attachment before anybody looks inside: its size, and a name that does not deceive."""

import time
from io import BytesIO

import pytest

from files import inspection as uploads
from files import refusals
from files.inspection.names import shown_name
from tests.documents import made_files as made

MOST = 50 * 2**20


def test_a_hundred_thousand_entries_are_refused_before_they_are_read() -> None:
    began = time.monotonic()
    content = made.many(100_000)
    made_in = time.monotonic() - began

    with pytest.raises(refusals.UnpacksTooLarge):
        uploads.inspected("a.docx", BytesIO(content), most=MOST)
    assert time.monotonic() - began - made_in < 2


def test_one_byte_more_than_allowed_is_too_large() -> None:
    content = made.docx()

    assert uploads.inspected("a.docx", BytesIO(content), most=len(content)).size == len(content)
    with pytest.raises(refusals.FileTooLarge) as told:
        uploads.inspected("a.docx", BytesIO(content), most=len(content) - 1)
    assert told.value.status == 413


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("．．／a.docx", "a.docx"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\报告.pdf", "报告.pdf"),
        ("a\r\nSet-Cookie: x.docx", "aSet-Cookie: x.docx"),
        ("a\x00.docx", "a.docx"),
        ("纪要\u202excod.pdf", "纪要xcod.pdf"),
        ("零\u200b宽\u2066字\u2069.pdf", "零宽字.pdf"),
        ("《通知》（一）().docx", "《通知》(一)().docx"),
        ("ＡＢ．ｄｏｃｘ", "AB.docx"),
        ("字" * 100 + ".docx", "字" * 100 + ".docx"),
        ("字" * 200 + ".docx", "字" * 115 + ".docx"),
        (" ..报告. docx. ", "报告. docx"),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_what_deceives(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown
