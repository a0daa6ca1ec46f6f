"""Filing upward at a browser: the button on a document, the inbox above, the receipt that comes back."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.documents.models import IssuedDocument
from tenants.correspondence.models import FiledCopy
from tests.cast import an_office
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R9.8")]
MOST_QUERIES = 14


@pytest.fixture
def document(walked, inside) -> IssuedDocument:
    """The minutes of a meeting, not yet filed."""
    walked("following_up")
    with inside("150121"):
        return IssuedDocument.objects.get(kind="minutes")


@pytest.fixture
def above(db, inside, client_of) -> Any:
    """`above("gov_clerk")`: a browser of that person in the city above; another code is another government."""
    opened: dict[str, Any] = {}

    def as_person(username: str, code: str = "150100") -> Any:
        with inside(code):
            office = opened.get(code) or an_office(code, has_children=True)
        opened[code] = office
        client = client_of(code)
        client.force_login(office.people[username])
        return client

    return as_person


def file_it(sign_in, document) -> str:
    """Press the button; return the key of the copy."""
    answer = sign_in("union_clerk").post("/filings/new", {"document": f"{document.pk}"})
    assert answer.headers["Location"] == f"/documents/{document.pk}", text_of(answer)
    return str(FiledCopy.objects.values_list("pk", flat=True).first() or "")


def test_the_unions_office_files_from_the_page_of_the_document(document, sign_in, inside):
    page, way = f"/documents/{document.pk}", f"/filings/new?document={document.pk}"
    clerk = sign_in("union_clerk")
    assert way.replace("&", "&amp;") in clerk.get(page).content.decode()
    assert way not in sign_in("gov_clerk").get(page).content.decode()
    form = clerk.get(way)
    assert form.status_code == 200
    assert document.number in text_of(form)

    with inside("150121"):
        file_it(sign_in, document)

    after = text_of(clerk.get(page))
    assert "呼和浩特市" in after
    assert "尚未签收" in after
    assert way not in clerk.get(page).content.decode()


@pytest.mark.rule("R12.3")
def test_the_city_finds_it_in_its_inbox_reads_and_receives_it(document, sign_in, inside, above):
    with inside("150121"):
        key = file_it(sign_in, document)
    clerk = above("gov_clerk")
    assert f"/receipts/new?copy={key}" in clerk.get("/").content.decode()
    inbox = clerk.get("/inbox")
    assert document.number in text_of(inbox)
    assert text_of(clerk.get("/inbox?government=150121&year=2026")).count(document.title) >= 1
    assert f"/inbox/{key}" in inbox.content.decode()
    page = clerk.get(f"/inbox/{key}")
    assert "与印发时一致" in text_of(page)
    assert f"/receipts/new?copy={key}" in page.content.decode()
    file = clerk.get(f"/inbox/{key}/pdf")
    assert file.content == bytes(document.pdf)
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert clerk.post("/receipts/new", {"copy": key}).headers["Location"] == f"/inbox/{key}"
    assert "/receipts/new" not in clerk.get(f"/inbox/{key}").content.decode()
    assert "/receipts/new" not in clerk.get("/").content.decode()
    assert "呼和浩特市" in text_of(sign_in("union_clerk").get(f"/documents/{document.pk}"))
    assert "尚未签收" not in text_of(sign_in("union_clerk").get(f"/documents/{document.pk}"))


@pytest.mark.rule("R12.3")
def test_the_region_reads_along_without_a_button(document, sign_in, inside, above):
    with inside("150121"):
        key = file_it(sign_in, document)
    page = above("gov_clerk", "150000").get(f"/inbox/{key}")
    assert page.status_code == 200
    assert "/receipts/new" not in page.content.decode()


@pytest.mark.rule("R12.3")
def test_beside_below_and_without_the_role_there_is_no_such_page(document, sign_in, inside, above):
    with inside("150121"):
        key = file_it(sign_in, document)
    elsewhere = above("gov_clerk", "150200")
    unknown = elsewhere.get("/inbox/019a0000-0000-7000-8000-000000000000")
    for page in (f"/inbox/{key}", f"/inbox/{key}/pdf"):
        assert elsewhere.get(page).status_code == unknown.status_code == 404
    assert document.title not in elsewhere.get("/inbox").content.decode()
    assert sign_in("union_clerk").get("/inbox").status_code == 404
    assert above("gov_unit").get("/inbox").status_code == 404
    assert 'href="/inbox"' not in above("gov_unit").get("/").content.decode()


@pytest.mark.rule("R12.3")
def test_the_roll_up_leads_to_what_was_filed(document, sign_in, inside, above):
    viewer, way = above("viewer"), "/inbox?government=150121&amp;year=2026"
    assert way not in viewer.get("/rollup?year=2026").content.decode()
    with inside("150121"):
        file_it(sign_in, document)
    for view in ("map", "table"):
        assert way in viewer.get(f"/rollup?year=2026&view={view}").content.decode()
    with CaptureQueriesContext(connection) as queries:
        viewer.get("/inbox")
    assert len(queries) <= MOST_QUERIES
