"""Numbers are the organ's own: its word, its register, going on where the paper is (R7.4)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from apps.documents.models import IssuedDocument, NumberSequence, Series
from apps.documents.number_services import set_number_word, start_numbers_at
from apps.documents.numbering import KEEPERS, Tree, proposed, word_of
from apps.documents.refusals import NumberGoesBack, PlainWord, WordMalformed
from apps.documents.rules import proposals
from apps.documents.services import next_number
from apps.workrules.refusals import NumberTaken
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.refusals import MissingField, WrongRole
from tenants.governments.divisions import DIVISIONS, read_divisions
from tests.cast import an_office
from tests.signed_in import text_of
from tests.workrules.elsewhere import issue

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R7.4")]
Inside = Callable[[str], AbstractContextManager[None]]
HOME = "150121"
PLACES = [(one.code, one.name) for one in read_divisions(DIVISIONS)]


@pytest.fixture
def clerks(office: Any) -> dict[str, dict[str, Any]]:
    """Who acts, as a verb takes it."""
    return {name: {"by": person, "at": clock.now()} for name, person in office.people.items()}


def test_no_two_of_the_shipped_governments_are_proposed_the_same_word() -> None:
    words = proposals(PLACES)
    assert len(words) == len(set(words.values())) == 116
    assert [words[code] for code in ("150000", "150100", "150121", "150300", "150900")] == [
        "内",
        "呼",
        "土左",
        "乌",
        "乌兰",
    ]


def test_a_register_in_use_keeps_its_word_whoever_comes_later(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    with inside(HOME):
        first = next_number("notice", 2026)
        monkeypatch.setattr("apps.documents.numbering.proposed", lambda kind: "土默左政办字")
        assert [first, next_number("notice", 2026)] == ["土左政办字〔2026〕1号", "土左政办字〔2026〕2号"]
        assert next_number("gov_letter", 2026) == "土默左政办字〔2026〕1号"


def test_a_number_that_a_document_bears_is_passed_over(walked: Any, inside: Inside) -> None:
    walked("requested")
    with inside(HOME):
        letter = IssuedDocument.objects.get(kind="request_letter")
        NumberSequence.objects.update(last=0)
        assert letter.number.endswith("〕1号")
        assert next_number("union_letter", letter.year) == letter.number.replace("〕1号", "〕2号")


@pytest.mark.parametrize(
    ("kind", "place", "word"),
    [
        ("notice", "150121", "土左政办字"), ("gov_letter", "150121", "土左政函"),
        ("union_letter", "150121", "土左工函"), ("minutes", "150121", "土左联纪"),
        ("order", "150100", "呼联督"), ("gov_letter", "150000", "内政函"),
    ],
)  # fmt: skip
def test_the_word_says_whose_document_it_is(inside: Inside, kind: str, place: str, word: str) -> None:
    with inside(place):
        assert word_of(kind) == proposed(kind) == word


def test_a_league_writes_for_its_administrative_office() -> None:
    tree = Tree({"152200": "兴安盟"}, frozenset({"152200"}), {"152200": "兴"})
    assert [tree.words(kind)["152200"] for kind in ("notice", "gov_letter", "union_letter")] == [
        "兴署办字", "兴署函", "兴工函",
    ]  # fmt: skip


def test_a_word_that_the_clerk_sets_stands_on_the_next_document_and_on_record(
    inside: Inside, clerks: dict[str, Any]
) -> None:
    with inside(HOME):
        first = next_number("notice", 2026)
        set_number_word(series="notice", word="土默特左政办发", **clerks["gov_clerk"])
        assert [first, next_number("notice", 2026)] == ["土左政办字〔2026〕1号", "土默特左政办发〔2026〕1号"]
        entry = AuditEntry.objects.get(what="number_word.set")
    assert entry.changes == {"series": "notice", "word": ["土左政办字", "土默特左政办发"]}


@pytest.mark.parametrize("word", ["", "土", "土左政办字〔2026〕", "tuzuo", "土左 政办字", "字" * 13, "土左政办字1"])
def test_a_word_that_is_none_is_refused(inside: Inside, clerks: dict[str, Any], word: str) -> None:
    with inside(HOME), pytest.raises(WordMalformed):
        set_number_word(series="notice", word=word, **clerks["gov_clerk"])


def test_the_word_that_holds_is_not_set_again(inside: Inside, clerks: dict[str, Any]) -> None:
    with inside(HOME), pytest.raises(PlainWord):
        set_number_word(series="notice", word="土左政办字", **clerks["gov_clerk"])


@pytest.mark.parametrize(
    ("who", "kind"),
    [("union_clerk", "notice"), ("gov_clerk", "minutes"), ("gov_leader", "notice"), ("system_officer", "order")],
)
def test_a_register_is_kept_by_the_clerk_of_its_office(
    inside: Inside, clerks: dict[str, Any], who: str, kind: str
) -> None:
    with inside(HOME):
        with pytest.raises(WrongRole):
            set_number_word(series=kind, word="别的代字", **clerks[who])
        with pytest.raises(WrongRole):
            start_numbers_at(series=kind, following=9, reason="x", **clerks[who])
        assert AuditEntry.objects.filter(outcome="refused").count() == 2


def test_an_office_that_begins_in_november_goes_on_where_its_paper_is(inside: Inside, clerks: dict[str, Any]) -> None:
    year = clock.today().year
    with inside(HOME):
        start_numbers_at(series="union_letter", following=57, reason="纸质登记簿已编至56号", **clerks["union_clerk"])
        assert [next_number("union_letter", year) for _ in range(2)] == [
            f"土左工函〔{year}〕57号", f"土左工函〔{year}〕58号",
        ]  # fmt: skip
        with pytest.raises(NumberGoesBack, match="58号已经使用"):
            start_numbers_at(series="union_letter", following=58, reason="x", **clerks["union_clerk"])
        with pytest.raises(MissingField):
            start_numbers_at(series="union_letter", following=99, reason=" ", **clerks["union_clerk"])
        assert NumberSequence.objects.get(series="土左工函", year=year).last == 58


def test_a_number_that_a_document_bears_is_not_given_again(walked: Any, inside: Inside) -> None:
    story = walked("requested")
    with inside(HOME):
        letter = IssuedDocument.objects.get(kind="request_letter")
        NumberSequence.objects.update(last=0)
        with pytest.raises(NumberGoesBack), story.on(letter.issued_on):
            start_numbers_at(series="union_letter", following=1, reason="x", **story.someone("union_clerk"))


def test_a_clerk_sees_the_own_registers_and_sets_them_on_the_page(office: Any, sign_in: Any, inside: Inside) -> None:
    clerk = sign_in("gov_clerk")
    shown = text_of(clerk.get("/numbers"))
    assert "土左政办字" in shown
    assert "土左工函" not in shown
    assert "机关代字为系统建议" in shown

    assert clerk.post("/numbers", {"series": "notice", "do": "word", "word": "土左政发"}).status_code == 302
    refused = clerk.post("/numbers", {"series": "notice", "do": "word", "word": "土左2026"})
    assert refused.status_code == 409
    assert "土左2026" in text_of(refused) or "土左2026" in refused.content.decode()
    assert clerk.post("/numbers", {"series": "notice", "do": "start", "next": "-1", "reason": "x"}).status_code == 400
    year = clock.today().year
    clerk.post("/numbers", {"series": "notice", "do": "start", "next": "31", "reason": "纸质已编至30号"})
    assert f"土左政发〔{year}〕31号" in text_of(clerk.get("/numbers"))


def test_nobody_else_finds_the_page(office: Any, sign_in: Any) -> None:
    for who in ("gov_unit", "viewer", "system_officer", "union_leader"):
        assert sign_in(who).get("/numbers").status_code == 404, who


def test_a_word_that_another_government_is_proposed_is_warned_about(
    office: Any, sign_in: Any, inside: Inside, clerks: dict[str, Any]
) -> None:
    with inside(HOME):
        set_number_word(series="notice", word="呼政办字", **clerks["gov_clerk"])
    assert "呼和浩特市的建议代字与此相同" in text_of(sign_in("gov_clerk").get("/numbers"))


def test_every_series_has_its_keeper() -> None:
    assert set(KEEPERS) == set(Series)


def test_a_rule_does_not_bear_the_number_of_another_one(inside: Inside) -> None:
    with inside(HOME):
        office = an_office()
        issue(office, number="土左政办字〔2026〕2号")
        with pytest.raises(NumberTaken, match="土左政办字〔2026〕2号已由"):
            issue(office, on=date(2026, 5, 4), number="土左政办字〔2026〕2号", notice_lead="2")
