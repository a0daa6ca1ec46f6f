"""Objects that no year of a meeting brings about by itself: papers and deputies, files, and messages."""

from collections.abc import Callable, Iterator
from typing import Any

from apps.documents.file_services import attach, store_file
from apps.documents.models import IssuedDocument, Purpose
from apps.levels.filings.models import Filing, Receipt
from apps.levels.filings.services import file_document
from apps.notifications.models import Message
from apps.organizations.models import Post
from kernel import clock
from kernel.keys import uuid7
from kernel.lifecycle.table import LIFECYCLES
from roads.office import Office
from roads.story import Story
from tests import between
from tests.cast import a_story
from tests.deputies import delegation, handover, provided, signed_paper
from tests.documents import made_files
from tests.lifecycles.moments import TABLES, Moment, side_road


def file_upward(story: Story) -> Filing:
    """The latest document, filed upward."""
    return file_document(document=IssuedDocument.objects.latest("issued_at"), **story.someone("union_clerk"))


def _received(story: Story) -> Receipt:
    """As it would stand here if a government below had filed something; nobody is below."""
    values = {"copy_id": uuid7(), "from_name": "某镇", "number": "〔2026〕1号", "title": "会议纪要"}
    return Receipt.objects.create(state="received", state_since=clock.now(), **values)


BESIDE_THE_ROAD: dict[str, Callable[[Story], Any]] = {
    "papers.PaperApproval": signed_paper,
    "organizations.Delegation": delegation,
    "organizations.Handover": handover,
    "organizations.OfficerMandate": provided,
    "organizations.Post": lambda story: Post.objects.filter(side="gov").first(),
    "organizations.User": lambda story: story.office.people["gov_clerk_2"],
    "organizations.Unit": lambda story: story.office.units["hrss"],
    "filings.Filing": file_upward,
    "filings.Receipt": _received,
}
#: What has no states, and stands there when the year is told.
WITHOUT_STATES = {
    "documents.IssuedDocument", "documents.StoredFile", "notifications.Message",
    "correspondence.FiledCopy", "correspondence.Dispatch", "audit.AuditEntry",
}  # fmt: skip


def known_models() -> set[str]:
    """Return every kind of object of which the matrix has a representative."""
    return {lifecycle.model for lifecycle, _model in TABLES} | set(BESIDE_THE_ROAD) | WITHOUT_STATES


def beside_the_road(office: Office) -> Iterator[Moment]:
    """Yield one of each, in a year that is not told further."""
    story = a_story(office)
    by_model = {lifecycle.model: lifecycle for lifecycle in LIFECYCLES.values()}
    with side_road():
        story.walk("requested")
        with story.on(story.day_of("requested"), 15):
            for model, make in BESIDE_THE_ROAD.items():
                with side_road():
                    one = make(story)
                    yield Moment(by_model[model], one.state, "", one)


def bring_about_the_rest(story: Story) -> None:
    """Hang a file on the first topic, and leave a message: the usual ones are sent after a commit that never comes.

    And let a letter come from above.
    """
    between.dispatched(to=story.office.place.code)
    text, topic = story.chosen[0], next(iter(story.topics.values()))
    who = story.speaker(text.proposer)
    stored = store_file(name="调研报告.docx", content=made_files.docx(), **who)
    attach(subject_kind="topic", subject_id=topic.pk, purpose=Purpose.RESEARCH, files=[stored], **who)
    Message.objects.create(
        recipient=story.office.people["gov_clerk"],
        text="有一件事项待办。",
        object_kind="topic",
        object_id=topic.pk,
        sent_at=clock.now(),
    )
