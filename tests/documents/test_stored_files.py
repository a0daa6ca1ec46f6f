"""Files are kept byte for byte, hang on things, and are read by whoever may read what they hang on."""

import uuid
from io import BytesIO
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.documents import refusals, selectors
from apps.documents.file_services import attach, store_file
from apps.documents.models import Attachment, FilePiece, StoredFile
from apps.topics.rounds.selectors import listed
from files.refusals import KindNotAccepted
from kernel.audit.models import AuditEntry, Outcome
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed, WrongRole
from kernel.schema import NeverChanges
from tests.documents import made_files as made
from tests.road import Road

NEEDS = (
    Need("files", "附件", "files", to="documents.StoredFile"),
    Need("file", "文件", "file", to="documents.StoredFile"),
)
STAGE = "proposed"


def stored(story: Any, who: str = "union_clerk", *, name: str = "调研报告.docx", content: Any = None) -> StoredFile:
    return store_file(name=name, content=content or made.docx(), **story.someone(who))


def seen_by(story: Any, who: str) -> set[uuid.UUID]:
    return set(selectors.files_visible_to(story.office.people[who]).values_list("pk", flat=True))


def hang(story: Any, file: StoredFile, who: str = "union_clerk") -> None:
    attach(subject_kind="meeting", subject_id=story.meeting.pk, purpose="basis", files=[file], **story.someone(who))


def test_a_file_is_kept_byte_for_byte_with_its_hash_and_who_brought_it(road: Road, settings: Any) -> None:
    with road.at(STAGE) as story:
        content = made.jpeg(after=made.jpeg() * 60_000)
        file = stored(story, name="照片.jpg", content=BytesIO(content))

        with selectors.content_of(file) as kept:
            assert kept.read() == content
        assert (file.size, file.side, file.uploaded_by_name) == (
            len(content),
            "union",
            "union_clerk" and file.uploaded_by.name,
        )
        assert file.pieces.count() == -(-len(content) // 2**20) == 3
        entry = AuditEntry.objects.order_by("-sequence").first()
        assert entry is not None
        assert (entry.what, entry.changes["sha256"]) == ("stored_file.store", file.sha256)


def test_a_refused_file_leaves_nothing_but_the_record_of_the_refusal(road: Road) -> None:
    with road.at(STAGE) as story:
        with pytest.raises(KindNotAccepted):
            stored(story, name="图.svg", content=b"<svg/>")

        assert not StoredFile.objects.exists()
        entry = AuditEntry.objects.order_by("-sequence").first()
        assert entry is not None
        assert entry.outcome == Outcome.REFUSED
        assert entry.sentence.startswith("KindNotAccepted")


@pytest.mark.parametrize("who", ["viewer", "audit_officer"])
def test_who_only_reads_brings_no_file(road: Road, who: str) -> None:
    with road.at(STAGE) as story, pytest.raises(WrongRole):
        stored(story, who)


def test_one_byte_over_the_share_of_a_government_is_refused(road: Road, settings: Any) -> None:
    with road.at(STAGE) as story:
        settings.FILES_QUOTA = 2 * len(made.docx())
        stored(story)
        stored(story)
        settings.FILES_QUOTA += len(made.docx()) - 1
        with pytest.raises(refusals.StorageFull) as told:
            stored(story)
        assert told.value.status == 507


def test_stored_files_and_their_pieces_never_change(road: Road) -> None:
    with road.at(STAGE) as story:
        file = stored(story)
        with pytest.raises(NeverChanges):
            file.save()
        for model in (StoredFile, FilePiece):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - a table of ours


def test_bytes_that_are_not_those_stored_are_never_handed_out(road: Road) -> None:
    with road.at(STAGE) as story:
        file = stored(story)
        FilePiece(file=file, position=1, content=b"more").save()
        with pytest.raises(selectors.HashDiffers):
            selectors.content_of(file)


def test_until_it_hangs_somewhere_only_its_uploader_sees_a_file(road: Road) -> None:
    with road.at(STAGE) as story:
        file = stored(story)

        assert file.pk in seen_by(story, "union_clerk")
        assert file.pk not in seen_by(story, "union_leader") | seen_by(story, "gov_clerk")


def test_who_reads_the_thing_reads_its_files(road: Road) -> None:
    with road.at(STAGE) as story:
        file = stored(story)
        hang(story, file)

        assert all(file.pk in seen_by(story, who) for who in ("union_clerk", "gov_clerk", "union_leader"))
        assert file.pk not in seen_by(story, "audit_officer")


def test_only_files_of_the_own_side_that_one_can_read_are_attached(road: Road) -> None:
    with road.at(STAGE) as story:
        mine, theirs = stored(story), stored(story, "gov_clerk")
        with pytest.raises(Malformed):
            hang(story, theirs)
        with pytest.raises(Malformed):
            hang(story, stored(story, "union_leader"))
        hang(story, theirs, "gov_clerk")
        with pytest.raises(Malformed):
            hang(story, theirs)  # readable now, but the other side's
        hang(story, mine)


def test_the_twenty_first_file_of_a_thing_is_refused(road: Road) -> None:
    with road.at(STAGE) as story:
        for _ in range(20):
            hang(story, stored(story))
        with pytest.raises(refusals.TooManyFiles) as told:
            hang(story, stored(story))
        assert told.value.status == 413
        assert Attachment.objects.count() == 20


def test_what_a_consent_binds_changes_with_every_file(road: Road) -> None:
    with road.at(STAGE) as story:
        assert selectors.bound_of(story.meeting.pk) == []
        file = stored(story)
        hang(story, file)
        assert selectors.bound_of(story.meeting.pk) == [
            {"purpose": "basis", "file": "调研报告.docx", "sha256": file.sha256}
        ]


def test_files_are_given_by_their_ids(road: Road) -> None:
    with road.at(STAGE) as story:
        file = stored(story)

        assert clean(NEEDS, {"files": [str(file.pk)], "file": str(file.pk)}) == {"files": [file], "file": file}
        assert clean(NEEDS, {}) == {"files": None, "file": None}
        assert clean(NEEDS, {"files": []}) == {"files": [], "file": None}


@pytest.mark.parametrize("value", [[str(uuid.uuid4())], ["x"], "x", 7, [{}], [str(uuid.uuid4())] * 21])
def test_what_is_no_file_is_refused_by_the_field(road: Road, value: Any) -> None:
    with road.at(STAGE), pytest.raises(Malformed) as told:
        clean(NEEDS, {"files": value})
    assert set(told.value.fields) == {"files"}


@pytest.mark.rule("R6.6")
def test_a_research_report_may_come_as_a_file(road: Road) -> None:
    with road.at(STAGE) as story:
        topic = next(one for one in story.topics.values() if one.origin == "union")
        topic.research = ""
        assert not listed(topic, "tabled").has_research
        by = story.someone("union_clerk")
        attach(subject_kind="topic", subject_id=topic.pk, purpose="research", files=[stored(story)], **by)
        assert listed(topic, "tabled").has_research
