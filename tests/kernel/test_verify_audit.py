"""`verify_audit` walks the chain of every government and names the first entry that somebody touched."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from kernel import clock
from kernel.audit.services import append
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.governments.models import Government

TOUCHED = "150121"


@pytest.fixture
def three_acts(committed_db: None, government: Any) -> None:
    """Three entries in each of two governments, committed."""
    for code in (TOUCHED, "150102"):
        for what in ("draft", "request", "accept"):
            with inside(government(code)), transaction.atomic():
                append(what=what, at=clock.now(), recorded_at=clock.recorded_now(), by=None)


def tamper(sql: str) -> None:
    """Change the past of one government the only way there is: as the owner of its tables."""
    with as_owner(), inside(Government.objects.get(code=TOUCHED)), connection.cursor() as cursor:
        cursor.execute(sql)


def verify(**options: Any) -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("three_acts")
def test_untouched_chains_hold() -> None:
    assert verify() == "6 governments: every audit chain holds.\n"
    assert json.loads(verify(json=True)) == {"governments": 6, "faults": {}}


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE audit_auditentry SET what = 'decline' WHERE sequence = 2", "entry 2 was changed after it was written"),
        ("DELETE FROM audit_auditentry WHERE sequence = 2", "entry 2 is missing before entry 3"),
        ("DELETE FROM audit_auditentry WHERE sequence = 3", "the chain ends at entry 2, but its head says 3"),
    ],
)
@pytest.mark.usefixtures("three_acts")
def test_a_touched_chain_is_found_and_named(sql: str, sentence: str) -> None:
    tamper(sql)
    out = StringIO()

    with pytest.raises(CommandError, match=f"broken in {TOUCHED}\\.") as broken:
        call_command("verify_audit", stdout=out)

    assert broken.value.returncode == 1
    assert f"{TOUCHED}: {sentence}" in out.getvalue()
    assert "150102" not in out.getvalue()


@pytest.mark.usefixtures("three_acts")
def test_one_government_is_verified_alone() -> None:
    tamper("UPDATE audit_auditentry SET what = 'decline' WHERE sequence = 2")

    assert verify(government="150102") == "1 governments: every audit chain holds.\n"
    with pytest.raises(CommandError):
        verify(government=TOUCHED)


def test_an_unknown_government_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="no government with the code 999999"):
        verify(government="999999")


@pytest.mark.usefixtures("three_acts")
def test_a_chain_rewritten_together_with_its_head_is_found_by_an_anchor_outside(tmp_path: Path) -> None:
    file = tmp_path / "heads"
    verify(anchor=file)
    tamper(
        "DELETE FROM audit_auditentry WHERE sequence = 3;"
        "UPDATE audit_chainhead SET sequence = 2, digest = (SELECT digest FROM audit_auditentry WHERE sequence = 2)"
    )
    assert verify().endswith("every audit chain holds.\n")

    with pytest.raises(CommandError):
        verify(anchor=file)


@pytest.mark.usefixtures("three_acts")
def test_a_chain_that_only_grew_holds_by_its_anchor(tmp_path: Path, government: Any) -> None:
    file = tmp_path / "heads"
    verify(anchor=file)
    with inside(government(TOUCHED)), transaction.atomic():
        append(what="accept", at=clock.now(), recorded_at=clock.recorded_now(), by=None)

    assert verify(anchor=file).endswith("every audit chain holds.\n")
    assert len(file.read_text().splitlines()) == 12
