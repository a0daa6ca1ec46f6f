"""Names stand beside acts for ever and are never cut: every column holds the longest that can be printed."""

from datetime import date

from django.apps import apps
from django.db import models

from apps.organizations.models import Delegation, User
from apps.papers.models import PaperApproval
from apps.papers.services import _as_signed
from kernel.printed import LONGEST_PRINTED

#: Names of people that are no names of acts: as a guest, a convener or a principal leader is written down.
KEPT = {"actor_name", "by_name", "detached_by_name", "issued_by_name", "uploaded_by_name"}
LONGEST_NAME = "\u1820" * 60


def columns() -> list[models.Field]:
    """Every column in which a printed name is kept; `person_name` is one where the act is kept beside it."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.name in KEPT
        or (field.name == "person_name" and {"sha256", "recorded_at"} <= {one.name for one in model._meta.fields})
    ]


def test_every_column_of_printed_names_holds_the_longest():
    found = columns()
    assert {field.max_length for field in found} == {LONGEST_PRINTED}
    assert {field.model._meta.label for field in found} >= {
        "audit.AuditEntry", "consents.Consent", "minutes.MinutesApproval", "documents.IssuedDocument",
        "documents.StoredFile", "documents.Attachment", "followups.ProgressReport", "followups.Explanation",
        "correspondence.FiledCopy",
    }  # fmt: skip


def test_a_deputy_of_the_longest_name_is_printed_whole():
    day = date(2026, 11, 22)
    delegation = Delegation(grantor=User(name=LONGEST_NAME), starts_on=day, ends_on=day)
    printed = User(name=LONGEST_NAME).acting_under({}, delegation.printed()).printed_name
    assert printed.endswith("2026-11-22）")
    assert 120 < len(printed) <= LONGEST_PRINTED


def test_a_signer_recorder_and_confirmer_of_the_longest_names_are_printed_whole():
    people = {"signer": User(name=LONGEST_NAME), "recorded_by": User(name=LONGEST_NAME)}
    paper = PaperApproval(signed_on=date(2026, 11, 22), scan_sha256="", **people)
    paper.scan_id = None
    printed = _as_signed(paper, User(name=LONGEST_NAME)).printed_name
    assert printed.endswith("核对）")
    assert 120 < len(printed) <= LONGEST_PRINTED
