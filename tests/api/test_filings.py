"""Filing upward and receiving through the interface."""

import pytest

from apps.documents.models import IssuedDocument
from tenants.correspondence.models import FiledCopy
from tests.api.conftest import HOHHOT, TMT, XINCHENG
from tests.cast import an_office

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R9.8", "R12.3")]


@pytest.fixture
def document(walked, inside):
    """The minutes of a meeting, not yet filed; the city above has people."""
    walked("following_up")
    for code in (HOHHOT, XINCHENG):
        with inside(code):
            an_office(code, has_children=code == HOHHOT)
    with inside(TMT):
        return IssuedDocument.objects.get(kind="minutes")


def test_a_document_is_filed_read_above_and_received(document, caller, inside):
    made = caller("union_clerk").post("filings", {"document": str(document.pk)})
    assert made.status_code == 201, made.content
    assert (made.json()["state"], made.json()["to_name"], made.json()["on_issue"]) == ("filed", "呼和浩特市", False)

    clerk, key = caller("gov_clerk", code=HOHHOT), made.json()["copy_id"]
    [listed] = clerk.get("filed-copies", year="2026", government=TMT).json()["results"]
    assert listed == clerk.get(f"filed-copies/{key}").json()
    assert (listed["number"], listed["receiver"]) == (document.number, HOHHOT)
    assert set(listed) == {
        "id", "government", "government_name", "kind", "number", "year", "title", "issuer", "disclosure", "issued_on",
        "content_sha256", "pdf_sha256", "filed_at", "by_name", "by_post", "receiver",
    }  # fmt: skip
    file = clerk.get(f"filed-copies/{key}/pdf")
    assert file.content == bytes(document.pdf)
    assert file.headers["ETag"] == f'"{document.pdf_sha256}"'

    received = clerk.post("receipts", {"copy": key})
    assert received.status_code == 201, received.content
    assert received.json()["from_name"] == "土默特左旗"
    again = clerk.post("receipts", {"copy": key})
    assert (again.status_code, again.json()["rule"]) == (409, "R12.3")


def test_the_second_filing_and_the_wrong_office_are_refused(document, caller):
    body = {"document": str(document.pk)}
    assert caller("gov_clerk").post("filings", body).status_code == 403
    assert caller("union_clerk").post("filings", body).status_code == 201
    assert caller("union_clerk").post("filings", body).status_code == 409


def test_what_is_foreign_and_what_is_unknown_answer_alike(document, caller, inside):
    assert caller("union_clerk").post("filings", {"document": str(document.pk)}).status_code == 201
    with inside(TMT):
        key = FiledCopy.objects.get().pk
    beside = caller("union_clerk", code=XINCHENG)
    for path in ("filed-copies/{}", "filed-copies/{}/pdf"):
        foreign, unknown = (beside.get(path.format(one)) for one in (key, "019a0000-0000-7000-8000-000000000000"))
        assert foreign.status_code == unknown.status_code == 404
        assert foreign.content == unknown.content
    foreign, unknown = (
        beside.post("receipts", {"copy": str(one)}) for one in (key, "019a0000-0000-7000-8000-000000000000")
    )
    assert foreign.status_code == unknown.status_code
    assert foreign.content == unknown.content
    assert beside.get("filed-copies").json()["count"] == 0


def test_a_unit_above_reads_no_copies(document, caller):
    assert caller("union_clerk").post("filings", {"document": str(document.pk)}).status_code == 201
    assert caller("gov_unit", code=HOHHOT).get("filed-copies").json()["count"] == 0
    assert caller("viewer", code=HOHHOT).get("filed-copies").json()["count"] == 1
