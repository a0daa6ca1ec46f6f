"""Two sides, one text: the state moves when both consented to the same, and an edit voids both."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from apps.workrules.models import WorkRule
from kernel.audit.models import AuditEntry
from kernel.consents.models import Consent
from kernel.lifecycle.consent import AlreadyConsented, OtherSideProposes, standings
from kernel.lifecycle.permission import available
from kernel.lifecycle.table import Lifecycle
from tests.kernel.toy import ANNA, CHEN, HOME, MORNING, Paper, Person, a_paper, do, toy_lifecycle


@pytest.fixture
def toy(db: None, inside: Callable[[str], AbstractContextManager[None]]) -> Iterator[Lifecycle]:
    with inside(HOME), toy_lifecycle() as lifecycle:
        yield lifecycle


@pytest.fixture
def paper(toy: Lifecycle) -> WorkRule:
    return a_paper(toy, state=Paper.READ)


def valid(toy: Lifecycle, name: str, paper: WorkRule) -> dict[str, bool]:
    return {standing.side: standing.valid for standing in standings(toy, toy.named(name)[0], paper)}


def asked(toy: Lifecycle, paper: WorkRule, by: Person) -> set[str]:
    return {row.name for row in available(toy, paper, by)} & {"agree", "put_off"}


def test_one_side_alone_moves_nothing(toy: Lifecycle, paper: WorkRule) -> None:
    after = do(toy, "agree", paper, by=ANNA, write={"title": "never"})
    assert (after.state, after.version, after.title) == (paper.state, paper.version, paper.title)
    assert valid(toy, "agree", after) == {"gov": True, "union": False}
    entry = AuditEntry.objects.exclude(what="consent.seal").last()
    assert entry is not None
    assert (entry.what, entry.side) == ("toy.agree.consent", "gov")


@pytest.mark.parametrize("order", [(ANNA, CHEN), (CHEN, ANNA)], ids=["government first", "union first"])
def test_the_second_side_moves_it(toy: Lifecycle, paper: WorkRule, order: tuple[Person, Person]) -> None:
    first, second = order
    do(toy, "agree", paper, by=first)
    assert do(toy, "agree", paper, by=second).state == "agreed"
    one, other = Consent.objects.all()
    assert one.sha256 == other.sha256
    assert {one.side, other.side} == {"gov", "union"}


def test_a_consent_names_person_moment_and_text(toy: Lifecycle, paper: WorkRule) -> None:
    do(toy, "agree", paper, by=ANNA)
    given = Consent.objects.get()
    assert (given.person_id, given.person_name, given.person_post, given.at) == (ANNA.pk, "安娜", "gov office", MORNING)
    assert (given.text, len(given.sha256)) == ('{"title":"办法"}', 64)


def test_nobody_consents_twice_to_one_text(toy: Lifecycle, paper: WorkRule) -> None:
    do(toy, "agree", paper, by=ANNA)
    with pytest.raises(AlreadyConsented) as told:
        do(toy, "agree", paper, by=ANNA)
    assert told.value.rule == "R4.1"


def test_an_edit_voids_both_consents(toy: Lifecycle, paper: WorkRule) -> None:
    do(toy, "agree", paper, by=ANNA)
    edited = do(toy, "rename", paper, by=ANNA, write={"title": "另一稿"})
    assert valid(toy, "agree", edited) == {"gov": False, "union": False}
    assert do(toy, "agree", edited, by=CHEN).state == "read"
    assert do(toy, "agree", edited, by=ANNA).state == "agreed"


def test_what_each_side_is_asked_follows_from_who_consented(toy: Lifecycle, paper: WorkRule) -> None:
    assert asked(toy, paper, ANNA) == {"agree"}
    do(toy, "agree", paper, by=ANNA)
    assert asked(toy, paper, ANNA) == set()
    assert asked(toy, paper, CHEN) == {"agree", "put_off"}
    edited = do(toy, "rename", paper, by=ANNA, write={"title": "另一稿"})
    assert asked(toy, edited, ANNA) == {"agree"}


def test_the_side_that_confirms_cannot_begin(toy: Lifecycle, paper: WorkRule) -> None:
    with pytest.raises(OtherSideProposes):
        do(toy, "put_off", paper, by=ANNA, given={"reason": "人员未到"})
    assert not Consent.objects.exists()


def test_confirming_takes_over_what_was_proposed(toy: Lifecycle, paper: WorkRule) -> None:
    do(toy, "put_off", paper, by=CHEN, given={"reason": "人员未到"})
    assert do(toy, "put_off", paper, by=ANNA).state == "draft"
    assert [given.given for given in Consent.objects.all()] == [{"reason": "人员未到"}] * 2


def test_other_words_are_no_confirmation(toy: Lifecycle, paper: WorkRule) -> None:
    do(toy, "put_off", paper, by=CHEN, given={"reason": "人员未到"})
    with pytest.raises(OtherSideProposes):
        do(toy, "put_off", paper, by=ANNA, given={"reason": "另有会议"})


def test_of_several_texts_only_the_latest_of_each_side_counts(toy: Lifecycle, paper: WorkRule) -> None:
    do(toy, "put_off", paper, by=CHEN, given={"reason": "一"})
    do(toy, "put_off", paper, by=CHEN, given={"reason": "二"})
    with pytest.raises(OtherSideProposes):
        do(toy, "put_off", paper, by=ANNA, given={"reason": "一"})
    assert do(toy, "put_off", paper, by=ANNA, given={"reason": "二"}).state == "draft"


def test_a_consent_of_an_earlier_round_never_counts_again(toy: Lifecycle, paper: WorkRule) -> None:
    for by in (CHEN, ANNA):
        do(toy, "put_off", paper, by=by, given={"reason": "人员未到"})
    again = do(toy, "read", paper, by=ANNA)
    assert again.title == paper.title
    assert valid(toy, "put_off", again) == {"gov": False, "union": False}
    assert do(toy, "put_off", again, by=CHEN, given={"reason": "人员未到"}).state == "read"


def test_a_consent_to_one_act_is_none_to_another_nor_to_another_object(toy: Lifecycle, paper: WorkRule) -> None:
    other = a_paper(toy, state=Paper.READ)
    do(toy, "agree", paper, by=CHEN)
    assert valid(toy, "put_off", paper) == valid(toy, "agree", other) == {"gov": False, "union": False}
    assert do(toy, "agree", other, by=ANNA).state == "read"


def test_standings_can_be_told_from_consents_read_before(
    toy: Lifecycle, paper: WorkRule, django_assert_num_queries: Any
) -> None:
    do(toy, "agree", paper, by=ANNA)
    read = list(Consent.objects.all())
    row = toy.named("agree")[0]
    with django_assert_num_queries(0):
        assert [standing.valid for standing in standings(toy, row, paper, read)] == [True, False]
