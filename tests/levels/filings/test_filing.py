"""A banner files its minutes upward; the city receives them; the region reads along; nobody else sees anything."""

from typing import Any

import pytest
from django.db import transaction

from apps.documents.models import IssuedDocument
from apps.levels.filings import refusals
from apps.levels.filings import services as filings
from apps.levels.filings.models import Filing, Receipt
from apps.levels.filings.rules import filed_on_issue
from apps.meetings.models import Meeting
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.lifecycle.inputs import clean
from kernel.refusals import Malformed, WrongRole, WrongSide
from tenants.correspondence import selectors as correspondence
from tenants.correspondence.models import FiledCopy
from tests.cast import an_office
from tests.road import refused
from tests.workrules.elsewhere import under

pytestmark = pytest.mark.django_db
REGION, CITY, HERE, BESIDE = "150000", "150100", "150121", "150102"
UPWARD = {"report_up_to": "higher_union_office"}


def who(office: Any, name: str) -> dict[str, Any]:
    return {"by": office.people[name], "at": clock.now()}


@pytest.fixture
def told(inside):
    """A story told to the issue of its minutes, under a rule that reports by assessment only: nothing was filed."""
    with under(inside) as story:
        story.walk("following_up")
        with story.on(story.day_of("following_up"), 16):
            yield story


@pytest.fixture
def city(inside):
    """The people of the city above."""
    with inside(CITY):
        return an_office(CITY, has_children=True)


def minutes_of(story: Any) -> IssuedDocument:
    return IssuedDocument.objects.get(kind="minutes", subject_id=story.meeting.pk)


def filed(story: Any) -> FiledCopy:
    filings.file_document(document=minutes_of(story), **story.someone("union_clerk"))
    return FiledCopy.objects.get()


@pytest.mark.rule("R9.8")
def test_minutes_are_filed_by_their_issue_where_the_rule_names_a_higher_office(inside):
    with under(inside, **UPWARD) as story:
        story.walk("following_up")
        document, filing = minutes_of(story), Filing.objects.get()
        assert (filing.document, filing.on_issue, filing.to_name, filing.state) == (
            document,
            True,
            "呼和浩特市",
            "filed",
        )
        entry = AuditEntry.objects.get(object_id=filing.pk)
        assert entry.what == "filing.file_on_issue"
        assert entry.actor_id == story.office.people["union_clerk"].pk
    with inside(CITY):
        copy = FiledCopy.objects.get()
        assert copy.pk == filing.copy_id
        assert (copy.number, copy.title, copy.kind) == (document.number, document.title, "minutes")
        assert (copy.content_sha256, copy.pdf_sha256) == (document.content_sha256, document.pdf_sha256)
        assert bytes(copy.pdf) == bytes(document.pdf)
        assert not AuditEntry.objects.exists()


@pytest.mark.rule("R9.8")
def test_a_rule_that_reports_by_assessment_files_nothing_of_itself(inside, told):
    assert not Filing.objects.exists()
    with inside(CITY):
        assert not FiledCopy.objects.exists()


@pytest.mark.rule("R9.8")
@pytest.mark.parametrize(
    ("to", "content", "disclosure", "filed"),
    [
        ("higher_union_office", "会议备忘录、落实清单", "public", True),
        ("higher_gov_office", "", "on_request", True),
        ("higher_union_office", "会议纪要、落实情况", "public", True),
        ("higher_union_office", "落实情况", "public", False),
        ("higher_union_office", "", "withheld", False),
        ("assessment", "", "public", False),
        ("none", "会议纪要", "public", False),
    ],
)
def test_class_and_rule_decide_what_the_issue_files(to, content, disclosure, filed):
    assert filed_on_issue(to, content, disclosure, "会议备忘录") is filed


@pytest.mark.rule("R9.8")
def test_the_unions_office_files_afterwards_what_was_not_filed(inside, told):
    copy = filed(told)
    filing = Filing.objects.get()
    assert (filing.on_issue, filing.copy_id) == (False, copy.pk)
    assert (copy.by_name, copy.government_name) == (told.office.people["union_clerk"].name, "土默特左旗")
    assert correspondence.copy_of(filing.document_id) == copy


@pytest.mark.rule("R9.8")
@pytest.mark.parametrize(
    ("name", "refusal"), [("gov_clerk", WrongSide), ("union_leader", WrongRole), ("viewer", WrongSide)]
)
def test_nobody_else_files(told, name, refusal):
    with pytest.raises((WrongSide, WrongRole)) as said:
        filings.file_document(document=minutes_of(told), **told.someone(name))
    assert said.type is refusal
    assert not FiledCopy.objects.exists()


@pytest.mark.rule("R9.8", "R0.3")
def test_a_withheld_document_stays_at_home(told):
    document = minutes_of(told)
    document.pk, document.number, document.disclosure = None, "内部1号", "withheld"
    withheld = IssuedDocument(**{f.attname: getattr(document, f.attname) for f in document._meta.concrete_fields[1:]})
    withheld.save(force_insert=True)
    with refused(refusals.WithheldStaysHome, fields=("document",)):
        filings.file_document(document=withheld, **told.someone("union_clerk"))
    assert not FiledCopy.objects.exists()


@pytest.mark.rule("R9.8")
def test_what_was_entered_from_paper_has_nothing_to_file(told):
    document = minutes_of(told)
    empty = {"imported": True, "declared_on": clock.today(), "docx_sha256": "", "pdf_sha256": "", "number": "旧1号"}
    values = {f.attname: getattr(document, f.attname) for f in document._meta.concrete_fields[1:]} | empty
    imported = IssuedDocument(**values)
    imported.save(force_insert=True)
    with refused(refusals.OnlyOnPaper, fields=("document",)):
        filings.file_document(document=imported, **told.someone("union_clerk"))


@pytest.mark.rule("R9.8")
def test_a_document_is_filed_once(told):
    filed(told)
    with refused(refusals.FiledAlready, fields=("document",)):
        filings.file_document(document=minutes_of(told), **told.someone("union_clerk"))


@pytest.mark.rule("R9.8")
def test_the_region_files_to_nobody(inside):
    with inside(REGION):
        office = an_office(REGION, has_children=True)
        letter = _letter(office)
        with refused(refusals.NobodyAbove):
            filings.file_document(document=letter, **who(office, "union_clerk"))


def _letter(office: Any) -> IssuedDocument:
    """Something issued in that government."""
    from apps.meetings.convening import services as convening_services

    given = {"kind": "ordinary", "planned_on": clock.today(), "request_text": "研究欠薪治理等事项"}
    meeting = convening_services.draft_meeting(**given, **who(office, "union_clerk"))
    convening_services.request_meeting(meeting_id=meeting.pk, **who(office, "union_leader"))
    return IssuedDocument.objects.get(subject_id=meeting.pk)


@pytest.mark.rule("R12.3")
def test_the_city_receives_and_both_ends_keep_it(inside, told, city):
    copy = filed(told)
    with inside(CITY):
        receipt = filings.receive_filing(copy=FiledCopy.objects.get(), **who(city, "gov_clerk"))
        assert (receipt.state, receipt.copy_id, receipt.from_name) == ("received", copy.pk, "土默特左旗")
        assert AuditEntry.objects.get(object_id=receipt.pk).what == "receipt.receive"
        assert list(faults()) == []
    with inside(HERE):
        told_back = correspondence.receipts_of([copy.pk])[copy.pk]
        assert (told_back.government_name, told_back.by_name) == ("呼和浩特市", city.people["gov_clerk"].name)
        assert AuditEntry.objects.filter(what="filing.file", outcome="done").count() == 1
        assert list(faults()) == []


@pytest.mark.rule("R12.3")
def test_a_copy_is_received_once(inside, told, city):
    filed(told)
    with inside(CITY):
        filings.receive_filing(copy=FiledCopy.objects.get(), **who(city, "union_clerk"))
        with refused(refusals.ReceivedAlready, fields=("copy",)):
            filings.receive_filing(copy=FiledCopy.objects.get(), **who(city, "gov_clerk"))
        assert Receipt.objects.count() == 1


@pytest.mark.rule("R12.3")
def test_the_region_reads_along_and_receives_nothing(inside, told):
    filed(told)
    with inside(REGION):
        office = an_office(REGION, has_children=True)
        with refused(refusals.NotFiledToHere, fields=("copy",)):
            filings.receive_filing(copy=FiledCopy.objects.get(), **who(office, "gov_clerk"))


@pytest.mark.rule("R12.3")
def test_nobody_receives_what_he_filed(inside, told):
    filed(told)
    with refused(refusals.NotFiledToHere, fields=("copy",)):
        filings.receive_filing(copy=FiledCopy.objects.get(), **told.someone("gov_clerk"))


@pytest.mark.rule("R12.3")
@pytest.mark.parametrize("name", ["gov_leader", "union_unit", "viewer"])
def test_only_the_offices_receive(inside, told, city, name):
    filed(told)
    with inside(CITY), pytest.raises((WrongRole, WrongSide)), transaction.atomic():
        filings.receive_filing(copy=FiledCopy.objects.get(), **who(city, name))


@pytest.mark.rule("R12.3")
def test_beside_it_a_copy_is_no_object_at_all(inside, told):
    key = str(filed(told).pk)
    from apps.levels.filings.lifecycle import RECEIPT

    [needs] = [row.needs for row in RECEIPT.named("receive")]
    with inside(BESIDE):
        assert not FiledCopy.objects.exists()
        with pytest.raises(Malformed) as foreign:
            clean(needs, {"copy": key})
        with pytest.raises(Malformed) as unknown:
            clean(needs, {"copy": "019a0000-0000-7000-8000-000000000000"})
        assert foreign.value.fields == unknown.value.fields


@pytest.mark.rule("R12.3")
def test_nothing_of_a_lower_government_is_above_but_what_it_filed(inside, told, city):
    copy = filed(told)
    with inside(CITY):
        assert [str(one) for one in correspondence.inbox()] == [str(copy)]
        assert not Meeting.objects.exists()
        assert not IssuedDocument.objects.exists()
        assert correspondence.filed_by(copy.year) == {HERE: 1}
