"""Whoever changes what is final with the owner's rights, hashes included, is found out and the thing is named (A8)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from apps.documents.faults import faults
from apps.documents.file_services import store_file
from apps.documents.models import IssuedDocument
from kernel import clock
from kernel.audit.seals import sealed_models
from kernel.canonical import digest
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.governments.models import Government
from tests.cast import a_story, an_office
from tests.documents import made_files as made

pytestmark = pytest.mark.rule("A8")
TOUCHED = "150121"


def minutes(changed: str) -> str:
    """A change of the minutes that were issued here; `hashed` stands for the true hash of the new bytes."""
    changed = changed.replace("hashed", "encode(sha256('x'), 'hex')")
    return f"UPDATE documents_issueddocument SET {changed} WHERE kind = 'minutes' AND NOT imported"  # noqa: S608


#: What is done with the owner's rights, and what the sentence that finds it must say.
TAMPERED: dict[str, tuple[str, ...]] = {
    "a PDF together with its hash": (
        minutes("pdf = 'x', pdf_sha256 = hashed"),
        "issued_document", "pdf, pdf_sha256",
    ),
    "a DOCX together with its hash": (
        minutes("docx = 'x', docx_sha256 = hashed"),
        "issued_document", "docx, docx_sha256",
    ),
    "a PDF alone": (minutes("pdf = 'x'"), "issued_document", ": pdf is not"),
    "a number": (minutes("number = '第99号'"), "issued_document", ": number"),
    "a title": (minutes("title = 'x'"), "issued_document", ": title"),
    "a class of disclosure": (
        minutes("disclosure = 'public'"), "issued_document", ": disclosure",
    ),
    "a content without its hash": (
        minutes("content = '{}'"), "issued_document", ": content is",
    ),
    "a content's hash": (
        minutes("content_sha256 = hashed"), "content_sha256",
    ),
    "an issued document's date": (
        minutes("issued_at = issued_at - interval '1 day'"), ": issued_at",
    ),
    "a document brought from before": (
        "UPDATE documents_issueddocument SET title = 'x' WHERE imported", "issued_document", ": title",
    ),
    "a document slipped in": (
        "INSERT INTO documents_issueddocument SELECT (json_populate_record(one, json_build_object("
        "'id', gen_random_uuid(), 'number', '土左政办字〔2026〕99号'))).* FROM documents_issueddocument AS one"
        " WHERE kind = 'minutes' AND NOT imported",
        "issued_document", "stands in no audit chain",
    ),
    "a piece of a file together with the file's hash": (
        "UPDATE documents_filepiece SET content = 'x';"
        " UPDATE documents_storedfile SET sha256 = encode(sha256('x'), 'hex'), size = 1",
        "stored_file", "sha256, size",
    ),
    "a piece of a file": ("UPDATE documents_filepiece SET content = 'x'", "(照片.jpg): content is not"),
    "a file taken away": (
        "DELETE FROM documents_filepiece; DELETE FROM documents_storedfile", "stored_file", "is no longer there",
    ),
    "a consent's person": ("UPDATE consents_consent SET person_name = 'x'", "consent", ": person_name"),
    "a consent taken away": ("DELETE FROM consents_consent WHERE side = 'gov'", "consent", "is no longer there"),
    "an approval's text": ("UPDATE minutes_minutesapproval SET text = 'x'", "minutes_approval", ": text"),
    "an approval's side": ("UPDATE minutes_minutesapproval SET at = at - interval '1 day'", "minutes_approval", ": at"),
    "the words of a section": ("UPDATE minutes_minutessection SET text = 'x'", "minutes ", "section 1, section 2"),
    "the opening of minutes": ("UPDATE minutes_minutes SET opening = 'x'", "minutes ", "opening"),
    "the text of an item": ("UPDATE followups_agreeditem SET text = 'x'", "agreed_item", "text"),
    "the day of an item": ("UPDATE followups_agreeditem SET due_on = due_on + 30", "agreed_item", "due_on"),
    "the decision on a topic": ("UPDATE topics_topic SET proposed_decision = 'x'", "topic ", "proposed_decision"),
    "the day of a meeting": ("UPDATE meetings_meeting SET planned_on = planned_on + 1", "meeting "),
    "an entry of the chain": (
        "UPDATE audit_auditentry SET changes = '{}' WHERE sequence = 5", "the audit chain does not hold",
    ),
    "an entry of the chain taken away": (
        "DELETE FROM audit_auditentry WHERE sequence = 5", "the audit chain does not hold",
    ),
}  # fmt: skip


@pytest.fixture
def kept(committed_db: None, government: Any) -> None:
    """A meeting whose minutes are issued and whose items are followed up, a file, and a document from before."""
    with inside(government(TOUCHED)):
        office = an_office(TOUCHED)
        a_story(office).walk("following_up")
        store_file(name="照片.jpg", content=made.jpeg(), by=office.people["union_clerk"], at=clock.now())
        content = {"title": "旧纪要"}
        IssuedDocument(
            kind="minutes", subject_id=office.units["hrss"].pk, number="第1号", year=2019, title="旧纪要",
            issuer="土默特左旗总工会", disclosure="on_request", issued_at=clock.now(), issued_by_name="乌兰",
            content=content, content_sha256=digest(content), docx=b"", pdf=b"", imported=True,
            declared_on=date(2019, 6, 1),
        ).save(force_insert=True)  # fmt: skip


@contextmanager
def tampered(*statements: str) -> Iterator[None]:
    """Change the past of one government the only way there is, as the owner of its tables; taken back afterwards."""
    with as_owner(), inside(Government.objects.get(code=TOUCHED)), transaction.atomic():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def found() -> list[str]:
    with inside(Government.objects.get(code=TOUCHED)):
        return list(faults())


@pytest.mark.usefixtures("kept")
def test_every_way_of_tampering_is_found_and_named() -> None:
    assert found() == []
    unnoticed = {}
    for name, (sql, *words) in TAMPERED.items():
        with tampered(*sql.split("; ")):
            said = list(faults())
        if not any(all(word in sentence for word in words) for sentence in said):
            unnoticed[name] = said[:3]
    assert unnoticed == {}
    assert found() == []


@pytest.mark.usefixtures("kept")
def test_the_command_ends_with_one_and_names_what_was_tampered_with() -> None:
    call_command("verify_documents")
    with as_owner(), inside(Government.objects.get(code=TOUCHED)), connection.cursor() as cursor:
        cursor.execute(TAMPERED["a PDF together with its hash"][0])
    with pytest.raises(CommandError, match=TOUCHED) as told:
        call_command("verify_documents")
    assert told.value.returncode == 1


def test_what_is_final_is_sealed() -> None:
    assert set(sealed_models()) == {
        "issued_document", "stored_file", "consent", "minutes_approval", "progress_report",
    }  # fmt: skip
