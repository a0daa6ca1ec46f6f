"""The engine asks in a fixed order, moves, records, and leaves nothing behind when it refuses."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from apps.workrules.models import WorkRule
from kernel.audit.models import AuditEntry, Outcome
from kernel.audit.services import faults
from kernel.clock import frozen_at
from kernel.lifecycle.engine import acting, carry_out, take
from kernel.lifecycle.permission import available
from kernel.lifecycle.table import LIFECYCLES, Action, Lifecycle, Need, states, verb
from kernel.refusals import (
    MissingField,
    NotYours,
    Refusal,
    StaleVersion,
    UnknownObject,
    WrongRole,
    WrongSide,
    WrongState,
)
from tests.kernel.toy import (
    ANNA,
    BO,
    CALLED,
    CHEN,
    DAI,
    GOV,
    HOME,
    MORNING,
    NotWhileLocked,
    Paper,
    TooEarly,
    a_paper,
    do,
    rows,
    toy_lifecycle,
)


@pytest.fixture
def toy(db: None, inside: Callable[[str], AbstractContextManager[None]]) -> Iterator[Lifecycle]:
    with inside(HOME), toy_lifecycle() as lifecycle:
        yield lifecycle


def last() -> AuditEntry:
    entry = AuditEntry.objects.exclude(what="consent.seal").last()
    assert entry
    return entry


def refused(expected: type[Refusal], do_it: Callable[[], Any]) -> Refusal:
    with pytest.raises(expected) as told:
        do_it()
    assert type(told.value) is expected
    return told.value


def test_an_act_moves_the_object_and_counts_its_version(toy: Lifecycle) -> None:
    paper = a_paper(toy)
    assert (paper.state, paper.version) == ("draft", 1)

    with frozen_at(MORNING + timedelta(hours=1)):
        read = do(toy, "read", paper, by=ANNA)

    assert (read.state, read.version) == ("read", 2)
    assert read.state_since == MORNING + timedelta(hours=1)


def test_a_row_without_a_target_keeps_state_and_since(toy: Lifecycle) -> None:
    paper = a_paper(toy)
    renamed = do(toy, "rename", paper, by=ANNA, write={"title": "新办法"})
    assert (renamed.state, renamed.state_since, renamed.title) == ("draft", paper.state_since, "新办法")
    assert renamed.version == paper.version + 1


def test_the_record_names_who_when_what_and_every_changed_column(toy: Lifecycle) -> None:
    paper = a_paper(toy)
    with frozen_at(MORNING + timedelta(hours=2)):
        do(toy, "rename", paper, by=ANNA, write={"title": "新办法"})

    entry = last()
    assert (entry.what, entry.outcome, entry.rule) == ("toy.rename", Outcome.DONE, "R2.1")
    assert (entry.actor_id, entry.actor_name, entry.actor_post, entry.side) == (ANNA.pk, "安娜", "gov office", "gov")
    assert (entry.at, entry.recorded_at) == (MORNING, MORNING + timedelta(hours=2))
    assert (entry.object_kind, entry.object_id) == ("toy", paper.pk)
    assert entry.changes == {"title": ["办法", "新办法"], "version": [1, 2]}


def test_what_a_row_names_is_called_in_its_order(
    toy: Lifecycle, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]]
) -> None:
    paper = a_paper(toy)
    CALLED.clear()
    with django_capture_on_commit_callbacks(execute=True):
        do(toy, "read", paper, by=ANNA)
        assert CALLED == [("inside", "read"), ("always", "read")]
    assert CALLED[-1] == ("after", "read")


@pytest.mark.parametrize(
    ("by", "expected"), [(CHEN, WrongSide), (BO, WrongRole), (DAI, WrongSide)], ids=["union", "leader", "union unit"]
)
def test_side_is_asked_before_role(toy: Lifecycle, by: Any, expected: type[Refusal]) -> None:
    paper = a_paper(toy)
    refused(expected, lambda: do(toy, "rename", paper, by=by))


def test_a_role_of_the_right_side_may_still_be_the_wrong_one(toy: Lifecycle) -> None:
    paper = a_paper(toy)
    refused(WrongRole, lambda: do(toy, "read", paper, by=DAI))


def test_the_person_is_asked_before_the_state(toy: Lifecycle) -> None:
    paper = a_paper(toy, state=Paper.READ)
    refused(WrongSide, lambda: do(toy, "drop", paper, by=CHEN))
    refused(WrongState, lambda: do(toy, "read", paper, by=ANNA))


def test_a_row_that_differs_by_state_asks_for_its_own_role(toy: Lifecycle) -> None:
    draft, read = a_paper(toy), a_paper(toy, state=Paper.READ)
    refused(WrongRole, lambda: do(toy, "drop", draft, by=BO, given={"reason": "x"}))
    refused(WrongRole, lambda: do(toy, "drop", read, by=ANNA, given={"reason": "x"}))
    assert do(toy, "drop", draft, by=ANNA, given={"reason": "x"}).state == "gone"
    assert do(toy, "drop", read, by=BO, given={"reason": "x"}).state == "gone"
    assert last().rule == "R3.2"


def test_object_and_moment_are_asked_with_sentences_of_their_own(toy: Lifecycle) -> None:
    paper, locked = a_paper(toy), a_paper(toy, title="locked")
    WorkRule.objects.filter(pk=paper.pk).update(document_number="foreign")
    assert str(refused(NotYours, lambda: do(toy, "read", paper, by=ANNA))) == "不是您的。"
    assert str(refused(NotWhileLocked, lambda: do(toy, "read", locked, by=ANNA))) == "已锁定。"


def test_a_stale_version_is_refused_and_the_current_one_is_not(toy: Lifecycle) -> None:
    paper = a_paper(toy)
    refused(StaleVersion, lambda: do(toy, "read", paper, by=ANNA, version=0))
    assert do(toy, "read", paper, by=ANNA, version=1).state == "read"


@pytest.mark.parametrize("given", [{}, {"reason": None}, {"reason": "  "}], ids=str)
def test_a_compulsory_field_is_named_when_it_is_empty(toy: Lifecycle, given: dict[str, Any]) -> None:
    paper = a_paper(toy)
    told = refused(MissingField, lambda: do(toy, "drop", paper, by=ANNA, given=given))
    assert set(told.fields) == {"reason"}


def test_a_refusal_carries_the_rule_of_its_row_unless_it_has_its_own(toy: Lifecycle) -> None:
    paper, early = a_paper(toy), a_paper(toy, title="early")
    of_row = refused(MissingField, lambda: do(toy, "drop", paper, by=ANNA))
    assert (of_row.rule, of_row.article) == ("R3.1", "第三条")
    own = refused(TooEarly, lambda: do(toy, "read", early, by=ANNA))
    assert (own.rule, own.article) == ("R99.1", "第二条")


@pytest.mark.parametrize("object_id", [uuid.uuid4(), "150121"], ids=["unknown", "no id"])
def test_an_unknown_object_is_refused(toy: Lifecycle, object_id: Any) -> None:
    with pytest.raises(UnknownObject), acting(toy, "read", object_id, by=ANNA, at=MORNING):
        pytest.fail("the body must not run")


def test_a_refusal_inside_the_act_undoes_everything_and_is_recorded(toy: Lifecycle) -> None:
    paper = a_paper(toy)
    before = AuditEntry.objects.count()

    refused(TooEarly, lambda: do(toy, "fail", paper, by=ANNA, write={"title": "half"}))

    paper.refresh_from_db()
    assert (paper.state, paper.title, paper.version) == ("draft", "办法", 1)
    entry = last()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.outcome, entry.what, entry.sentence) == (Outcome.REFUSED, "toy.fail", "TooEarly: 还早。")
    assert list(faults()) == []


def test_an_error_undoes_everything_and_is_no_refusal(toy: Lifecycle) -> None:
    paper = a_paper(toy)
    before = AuditEntry.objects.count()
    with pytest.raises(ZeroDivisionError), acting(toy, "read", paper.pk, by=ANNA, at=MORNING) as act:
        act.object.title = str(1 / 0)
    paper.refresh_from_db()
    assert (paper.state, paper.title) == ("draft", "办法")
    assert AuditEntry.objects.count() == before


def test_a_refusal_within_another_act_is_recorded_once(toy: Lifecycle) -> None:
    outer, inner = a_paper(toy), a_paper(toy, title="early")
    before = AuditEntry.objects.count()
    with pytest.raises(TooEarly), acting(toy, "read", outer.pk, by=ANNA, at=MORNING):
        do(toy, "read", inner, by=ANNA)
    assert AuditEntry.objects.count() == before + 1
    assert last().object_id == outer.pk


def test_a_choice_is_recorded_and_moves_nothing_until_it_is_carried_out(toy: Lifecycle) -> None:
    paper = a_paper(toy, state=Paper.READ)
    chosen = do(toy, "choose", paper, by=ANNA)
    assert (chosen.state, last().what) == ("read", "toy.choose")

    carry_out(toy, "choose", chosen, by=BO, at=MORNING, recorded_at=now())

    assert WorkRule.objects.get(pk=paper.pk).state == "agreed"
    with pytest.raises(WrongState):
        carry_out(toy, "choose", chosen, by=BO, at=MORNING, recorded_at=now())


def test_buttons_are_the_rows_a_person_may_take_now(toy: Lifecycle) -> None:
    draft, read = a_paper(toy), a_paper(toy, state=Paper.READ)

    def names(paper: WorkRule, by: Any) -> list[str]:
        return [row.name for row in available(toy, paper, by)]

    assert names(draft, ANNA) == ["read", "rename", "drop", "fail"]
    assert names(draft, CHEN) == ["read"]
    assert names(draft, BO) == names(draft, DAI) == []
    assert names(read, BO) == ["drop"]
    assert names(read, CHEN) == ["agree", "put_off"]
    assert names(read, ANNA) == ["rename", "choose", "agree"]
    assert names(a_paper(toy, title="locked"), CHEN) == []


@pytest.mark.parametrize("state", Paper.values)
@pytest.mark.parametrize("name", ["read", "rename", "drop", "choose", "settle", "fail"])
def test_from_every_other_state_an_action_is_refused(toy: Lifecycle, state: str, name: str) -> None:
    paper = a_paper(toy)
    WorkRule.objects.filter(pk=paper.pk).update(state=state)
    if state in toy.states_from(name):
        return
    with pytest.raises(WrongState), acting(toy, name, paper.pk, by=ANNA, at=MORNING):
        pytest.fail("the body must not run")


def test_a_table_with_an_unknown_state_or_a_taken_name_is_refused() -> None:
    stray = Action("stray", "错", states("nowhere"), None, (GOV,), "第一条")
    with pytest.raises(ValueError, match=r"toy\.stray names unknown states \['nowhere'\]"):
        Lifecycle("toy", "文稿", "workrules.WorkRule", Paper, (stray,))
    with toy_lifecycle(), pytest.raises(ValueError, match="two lifecycles called toy"):
        Lifecycle("toy", "文稿", "workrules.WorkRule", Paper, rows())
    assert "toy" not in LIFECYCLES


def test_a_table_whose_field_names_objects_without_saying_among_which_is_refused() -> None:
    unit = Need("unit", "单位", "ref", to="organizations.Unit")
    loose = Action(
        "name", "点名", states("draft"), None, (GOV,), "第一条", needs=(Need("it", "行", "rows", fields=(unit,)),)
    )
    with pytest.raises(ValueError, match=r"toy\.name does not say among which objects \['unit'\] are named"):
        Lifecycle("toy", "文稿", "workrules.WorkRule", Paper, (loose,))


def test_a_row_that_only_moves_asks_for_nothing_and_takes_no_verb() -> None:
    asking = Action(
        "note", "记下", states("draft"), None, (GOV,), "第一条", needs=(Need("reason", "理由"),), only_moves=True
    )
    with pytest.raises(ValueError, match=r"toy\.note only moves: it creates nothing, asks for nothing"):
        Lifecycle("toy", "文稿", "workrules.WorkRule", Paper, (asking,))
    with toy_lifecycle() as toy:
        with pytest.raises(ValueError, match=r"toy\.agree only moves and needs no verb"):
            verb(toy, "agree")(do)
        with pytest.raises(TypeError, match=r"toy\.agree takes toy_id and not \['reason', 'toy_id'\]"):
            take(toy, "agree", toy_id=uuid.uuid4(), reason="", by=ANNA, at=MORNING)
        with pytest.raises(KeyError):
            take(toy, "shred", toy_id=uuid.uuid4(), by=ANNA, at=MORNING)


def test_what_only_moves_is_taken_without_a_function(toy: Lifecycle) -> None:
    paper = a_paper(toy, state=Paper.READ)
    assert take(toy, "agree", toy_id=paper.pk, by=ANNA, at=MORNING).state == "read"
    assert take(toy, "agree", toy_id=paper.pk, by=CHEN, at=MORNING).state == "agreed"
    assert last().what == "toy.agree"


def test_an_action_has_one_verb() -> None:
    with toy_lifecycle() as toy:
        verb(toy, "read", "drop")(do)
        assert toy.verbs["read"] is toy.verbs["drop"] is do
        with pytest.raises(ValueError, match=r"toy\.read has two verbs"):
            verb(toy, "read")(do)
        with pytest.raises(KeyError, match="toy has no action shred"):
            verb(toy, "shred")(do)
