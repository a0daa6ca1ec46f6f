"""Every sheet of what is issued names its code, and the register answers for a code or a file without showing them."""

import re
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn

from apps.documents import proof
from apps.documents.models import IssuedDocument
from apps.documents.pages import verification
from apps.documents.rendering import layout, render_docx, render_pdf
from kernel.hashes import sm3
from tests.documents.official_examples import EVERY_KIND
from tests.documents.printed import pages
from tests.signed_in import text_of

Inside = Callable[[str], AbstractContextManager[None]]
LINE = "核验码 150121-7K3M-9QXA-2BCD　内容摘要 0123456789abcdef"


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    cache.clear()


@pytest.mark.parametrize(
    ("content", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_is_that_of_the_standard(content: bytes, digest: str) -> None:
    assert sm3(content) == digest


@pytest.mark.django_db
def test_a_code_is_read_as_people_type_it(inside: Inside) -> None:
    with inside("150121"):
        code = proof.code_of("0f" * 32)
    assert re.fullmatch(r"150121(-[0-9A-HJKMNP-TV-Z]{4}){3}", code)
    spoken = code.replace("0", "o").replace("1", "l", 0).lower()
    for typed in (code, spoken.replace("15o121", "150121"), f" {code} ", code.replace("-", " - ")):
        assert proof.typed(typed) == code
    for none in ("", "150121", "第3号", "150121-7K3M-9QXA", f"{code}X", "x" * 500):
        assert proof.typed(none) == ""


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_line_stands_at_the_foot_of_every_sheet_and_moves_nothing(kind: str) -> None:
    plain, proved = (pages(render_pdf(EVERY_KIND[kind](), proof=line)) for line in ("", LINE))

    assert len(plain) == len(proved)
    for before, after in zip(plain, proved, strict=True):
        [line] = [one for one in after.lines if "核验码" in one.text]
        assert after.height - layout.PROOF_FROM_PAGE_BOTTOM - 3 < line.top < line.bottom < after.height - 5
        assert line.left == pytest.approx(layout.LEFT, abs=1)
        others = [one for one in after.lines if one is not line]
        assert [(one.text, round(one.top, 2)) for one in others] == [
            (one.text, round(one.top, 2)) for one in before.lines
        ]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_line_stands_in_every_footer_of_the_docx(kind: str) -> None:
    word = docx.Document(BytesIO(render_docx(EVERY_KIND[kind](), proof=LINE)))
    for section in word.sections:
        footers = [section.footer, section.even_page_footer]
        if section.different_first_page_header_footer:
            footers.append(section.first_page_footer)
        for footer in footers:
            [line] = [each for each in footer.paragraphs if each.text == LINE]
            frame = line._p.pPr.find(qn("w:framePr"))
            assert frame.get(qn("w:vAnchor")) == "page"
            assert int(frame.get(qn("w:y"))) > section.page_height.twips - layout.twips(12)
    with zipfile.ZipFile(BytesIO(render_docx(EVERY_KIND[kind]()))) as parts:
        assert not any(b"\xe6\xa0\xb8\xe9\xaa\x8c\xe7\xa0\x81" in parts.read(name) for name in parts.namelist())


@pytest.fixture
def kept(walked: Any, inside: Inside) -> IssuedDocument:
    """The minutes, as issued."""
    walked("following_up")
    with inside("150121"):
        return IssuedDocument.objects.get(kind="minutes")


def asked(client: Any, *, code: str = "", content: bytes | None = None) -> Any:
    file = {} if content is None else {"file": SimpleUploadedFile("纪要.pdf", content)}
    return client.post("/verify", {"code": code, **file})


@pytest.mark.django_db
def test_what_is_issued_bears_its_code_and_both_hashes(kept: IssuedDocument) -> None:
    assert kept.code in "".join(line.text for line in pages(bytes(kept.pdf))[0].lines)
    assert (kept.pdf_sm3, kept.docx_sm3) == (sm3(bytes(kept.pdf)), sm3(bytes(kept.docx)))


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_file_that_was_issued_is_said_to_be_unchanged_and_not_kept(
    kept: IssuedDocument, client_of: Any, form: str
) -> None:
    told = text_of(asked(client_of("150121"), content=bytes(getattr(kept, form))))

    assert "内容未经改动" in told
    assert kept.number in told
    assert kept.title not in told, "it is not disclosed to everybody"


@pytest.mark.django_db
def test_a_code_a_changed_file_and_an_unknown_one_are_told_apart(kept: IssuedDocument, client_of: Any) -> None:
    client, changed = client_of("150121"), bytes(kept.pdf) + b" "

    assert "本机关印发过这一核验码的文件。" in text_of(client.get("/verify", {"code": kept.code.lower()}))
    assert "上传的文件与印发时不一致" in text_of(asked(client, code=kept.code, content=changed))
    for answer in (asked(client, content=changed), asked(client, code="150121-0000-0000-0000")):
        assert "没有印发过这样的文件" in text_of(answer)
        assert kept.number not in text_of(answer)
    assert "没有印发过这样的文件" in text_of(asked(client_of("150102"), code=kept.code))


@pytest.mark.django_db
def test_who_may_read_it_sees_its_title(kept: IssuedDocument, sign_in: Any) -> None:
    assert kept.title in text_of(sign_in("union_clerk").get("/verify", {"code": kept.code}))


@pytest.mark.django_db
def test_codes_cannot_be_tried_in_numbers(
    kept: IssuedDocument, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "MOST_A_MINUTE", 3)
    client = client_of("150121")
    answers = [client.get("/verify", {"code": f"150121-0000-0000-000{number}"}).status_code for number in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert client.get("/verify").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "led"),
    [
        ("150121-7K3M-9QXA-2BCD", "http://150121.localhost/verify?code=150121-7K3M-9QXA-2BCD"),
        ("999999-7K3M-9QXA-2BCD", "/"),
        ("", "/"),
    ],
)
def test_the_portal_leads_to_the_government_that_a_code_names(client: Any, code: str, led: str) -> None:
    answer = client.get("/verify", {"code": code}, headers={"host": "localhost"})
    assert answer.headers["Location"] == led
