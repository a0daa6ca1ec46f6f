"""`verify_documents` counts every hash anew and names what somebody with the owner's rights touched."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.documents.file_services import store_file
from apps.documents.models import IssuedDocument
from kernel import clock
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.governments.models import Government
from tests.cast import a_story, an_office
from tests.documents import made_files as made

TOUCHED = "150121"


@pytest.fixture
def kept(committed_db: None, government: Any) -> None:
    """Issued documents and a stored file of two pieces, committed."""
    with inside(government(TOUCHED)):
        office = an_office(TOUCHED)
        a_story(office).walk("requested")
        assert IssuedDocument.objects.exists()
        content = made.jpeg(after=made.jpeg() * 40_000)
        store_file(name="照片.jpg", content=content, by=office.people["union_clerk"], at=clock.now())


def tamper(sql: str) -> None:
    with as_owner(), inside(Government.objects.get(code=TOUCHED)), connection.cursor() as cursor:
        cursor.execute(sql)


def verify(**options: Any) -> str:
    out = StringIO()
    call_command("verify_documents", stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("kept")
def test_what_nobody_touched_is_what_it_was_and_every_touch_is_named() -> None:
    assert verify() == "6 governments: every document and file is what it was.\n"
    assert json.loads(verify(json=True, government=TOUCHED)) == {"governments": 1, "faults": {}}

    tamper("UPDATE documents_issueddocument SET pdf = 'x'")
    tamper("DELETE FROM documents_filepiece WHERE position = 1")
    out = StringIO()
    with pytest.raises(CommandError) as told:
        call_command("verify_documents", stdout=out)
    assert told.value.returncode == 1
    assert ": pdf is not what it was" in out.getvalue()
    assert "(照片.jpg): content is not what it was" in out.getvalue()


def test_an_unknown_government_is_said_to_be_unknown(db: None) -> None:
    with pytest.raises(CommandError, match="999999"):
        verify(government="999999")
