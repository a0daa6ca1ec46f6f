"""Every document that a meeting issues on its way, as it is issued: measured like the examples, under several names."""

import re
from datetime import date
from typing import Any

import pytest

from apps.documents.models import IssuedDocument
from apps.documents.rendering import content
from apps.documents.rendering.arrangement import arrange
from apps.documents.rendering.content import Document
from apps.documents.rendering.fonts import load_fonts
from apps.documents.rendering.pdf import settled
from apps.followups.export import list_of
from apps.followups.letters.documents import letter_about
from apps.followups.models import AgreedItem, LetterKind
from apps.followups.packs import meeting_pack
from apps.meetings.notice.letters import withdrawal
from roads.story import Story
from tenants.governments.selectors import government
from tests.documents import paper
from tests.documents.printed import Page, TextLine, pages
from tests.documents.test_paper import CHOSEN, faults_of, renamed
from vocabulary.roles import Side

#: The letter that asks for it, the answer, the notice, the minutes.
LEAST_ISSUED = 4
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def proof_of(page: Page) -> TextLine:
    """The line by which a sheet is verified, which every sheet of what is issued bears once."""
    [line] = [one for one in page.lines if one.text.startswith("核验码")]
    return line


@pytest.fixture
def issued(walked: Any, inside: Any) -> list[Document]:
    """What a meeting issued on its way, as it is kept, and what it may be asked for besides."""
    story = walked("in_progress")
    with inside("150121"):
        kept = [revived(each.content["content"]) for each in IssuedDocument.objects.all()]
        assert len(kept) >= LEAST_ISSUED
        return [*kept, *asked_for(story)]


def revived(value: Any) -> Any:
    """A description as it was before it was kept as text."""
    if isinstance(value, list):
        return tuple(map(revived, value))
    if isinstance(value, dict):
        made = {name: revived(each) for name, each in value.items() if name != "is"}
        return getattr(content, value["is"])(**made)
    return date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else value


def asked_for(story: Story) -> list[Document]:
    """The pack, the list, the letters about one item on every step of the ladder."""
    meeting, on = story.refresh(), date(2026, 11, 22)
    items = list(AgreedItem.objects.all())
    ladder = [
        letter_about(
            items[0], government(), kind=kind, side=Side.GOV, addressees=[items[0].lead_unit.name], on=on,
            number="土左政办督〔2026〕2号", before=["土左政办督〔2026〕1号"],
        )
        for kind in LetterKind.values
    ]  # fmt: skip
    listed = list_of(story.office.people["union_clerk"], [item.pk for item in items], on=on, meeting=meeting)
    pack = meeting_pack(meeting, number="土左工函〔2026〕9号", on=on)
    moved = withdrawal(
        meeting, government(), number="土左政办字〔2026〕9号", on=on, issuer="土默特左旗人民政府办公室",
        before="《土左政办字〔2026〕8号》", reason="因工作安排调整。", new_date=None,
    )  # fmt: skip
    return [pack, listed, moved, *ladder]


def test_whatever_a_meeting_issues_can_be_signed(issued: list[Document], inside: Any) -> None:
    with inside("150121"):
        stored = {each.title: pages(bytes(each.pdf)) for each in IssuedDocument.objects.all()}
    assert {document.title: faults_of(document) for document in issued} == {each.title: [] for each in issued}
    for document in issued:
        if document.title in stored:
            whole = settled(arrange(document), load_fonts())
            bare = [page.without(proof_of(page)) for page in stored.pop(document.title)]
            assert paper.faults(whole, bare) == []
    assert stored == {}


def test_the_same_documents_can_be_signed_under_other_names(issued: list[Document]) -> None:
    found = {
        (place["name_zh"], document.title): faults_of(renamed(document, place))
        for place in CHOSEN
        for document in issued
    }
    assert {key: faults for key, faults in found.items() if faults} == {}
