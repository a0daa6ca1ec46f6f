"""The tables are data, so they can be read: every name in them leads somewhere, every row has its article."""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import override

from apps.documents.refusals import FileRefused
from kernel.lifecycle.table import LIFECYCLES, NAMING, Action, Among, Lifecycle, Need, every
from kernel.refusals import Refusal, RuleBroken
from tests.house.reading import ROOT

autodiscover_modules("lifecycle", "services", "attendance_services", "session_services", "refusals")

REQUIREMENTS = dict(
    line.split("\t", 1) for line in (ROOT / "tests/house/data/requirements.txt").read_text().splitlines()
)
#: What every verb takes besides what the person gives.
ALWAYS = {"by", "at", "version"}
#: Refusals that no numbered requirement stands behind, with the reason.
WITHOUT_RULE = {
    "CannotBePrinted": "the form of official documents is a national standard, not this procedure's",
    **dict.fromkeys(
        [one.__name__ for one in (FileRefused, *FileRefused.__subclasses__())],
        "what may be kept as a file is a matter of security, not of this procedure",
    ),
    **dict.fromkeys(
        ["VerificationRunning", "NothingToExport", "TooMuchToExport"],
        "how the chain is verified and taken along is a matter of security, not of this procedure",
    ),
}
ROWS = [pytest.param(one, row, id=f"{one.name}.{row.name}") for one in LIFECYCLES.values() for row in one.actions]


def dotted_names(lifecycle: Lifecycle, row: Action) -> list[str]:
    """Functions that the table names as text, because they live in a layer above it."""
    guards = [guard for guard in row.guards if isinstance(guard, str)]
    return [*row.inside, *row.after, *guards, *lifecycle.always_inside]


def unresolved(names: list[str]) -> list[str]:
    """Names that lead nowhere: the act would fail on the day somebody takes it."""
    return [name for name in names if not _leads_somewhere(name)]


def boundless(needs: Iterable[Need]) -> list[str]:
    """Fields that name an object and do not say among which: an act could name anything in them."""
    naming = [need for need in every(needs) if need.kind in NAMING]
    return [need.name for need in naming if not (need.admissible and need.admissible.rows and need.admissible.words)]


def _leads_somewhere(name: str) -> bool:
    try:
        return callable(import_string(name))
    except ImportError:
        return False


def keywords(verb: Callable[..., Any]) -> set[str] | None:
    """What a verb takes from the person; None when it takes whatever the table says."""
    parameters = inspect.signature(verb).parameters.values()
    assert not [one for one in parameters if one.kind in {one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD}]
    if any(one.kind is one.VAR_KEYWORD for one in parameters):
        return None
    return {one.name for one in parameters if one.name not in ALWAYS}


def mismatch(lifecycle: Lifecycle, name: str, verb: Callable[..., Any]) -> set[str]:
    """Names that the table asks for and the verb does not take, or the reverse; an id of the object itself aside."""
    taken = keywords(verb)
    if taken is None:
        return set()
    asked = {need.name for row in lifecycle.named(name) for need in row.needs}
    own = set() if all(row.creates for row in lifecycle.named(name)) else {_own_id(lifecycle), "name"} - asked
    return (taken - own) ^ asked


def _own_id(lifecycle: Lifecycle) -> str:
    return f"{lifecycle.name}_id"


def named_refusals() -> list[type[Refusal]]:
    """Every refusal of the domain; the kernel's general ones take rule and article from the row that was tried."""
    found: list[type[Refusal]] = []
    todo = [RuleBroken, Refusal]
    while todo:
        for child in todo.pop().__subclasses__():
            todo.append(child)
            if child.__module__.startswith("apps.") and child not in found:
                found.append(child)
    return found


def nameless(refusal: type[Refusal]) -> list[str]:
    """What a clerk could not be told."""
    parts = ("article",) if refusal.__name__ in WITHOUT_RULE else ("rule", "article")
    faults = [part for part in parts if not getattr(refusal, part)]
    own = refusal.sentence not in {Refusal.sentence, ""}
    known = not refusal.rule or refusal.rule in REQUIREMENTS
    return faults + ([] if own else ["sentence"]) + ([] if known else [f"unknown {refusal.rule}"])


def test_there_are_lifecycles_to_read() -> None:
    assert {"meeting", "topic", "minutes", "agreed_item", "work_rule"} <= set(LIFECYCLES)
    assert len(ROWS) > 60


@pytest.mark.parametrize("lifecycle", LIFECYCLES.values(), ids=lambda one: one.name)
def test_a_lifecycle_belongs_to_a_model_with_its_states(lifecycle: Lifecycle) -> None:
    model = apps.get_model(lifecycle.model)
    longest = model._meta.get_field("state").max_length
    assert all(len(state) <= longest for state in lifecycle.states.values)


@pytest.mark.parametrize("lifecycle", LIFECYCLES.values(), ids=lambda one: one.name)
def test_every_state_is_reached_by_some_row(lifecycle: Lifecycle) -> None:
    assert {str(row.target) for row in lifecycle.actions if row.target} == set(lifecycle.states.values)


@pytest.mark.parametrize(("lifecycle", "row"), ROWS)
def test_every_row_cites_its_article_and_a_known_requirement(lifecycle: Lifecycle, row: Action) -> None:
    with override(None):
        assert re.search(r"第.+条", str(row.article))
        assert str(row.label)
    assert row.rule in REQUIREMENTS


@pytest.mark.parametrize(("lifecycle", "row"), ROWS)
def test_every_name_in_a_row_leads_somewhere(lifecycle: Lifecycle, row: Action) -> None:
    assert unresolved(dotted_names(lifecycle, row)) == []


@pytest.mark.parametrize(("lifecycle", "row"), ROWS)
def test_every_field_that_names_an_object_says_among_which(lifecycle: Lifecycle, row: Action) -> None:
    assert boundless(row.needs) == []


@pytest.mark.parametrize(("lifecycle", "row"), ROWS)
def test_a_stamp_names_columns_of_the_object(lifecycle: Lifecycle, row: Action) -> None:
    columns = {field.name for field in apps.get_model(lifecycle.model)._meta.get_fields()}
    assert not row.stamp or {f"{row.stamp}_at", f"{row.stamp}_by"} <= columns


@pytest.mark.parametrize(("lifecycle", "row"), ROWS)
def test_a_choice_of_another_act_names_a_row_that_exists(lifecycle: Lifecycle, row: Action) -> None:
    if row.carried_out_by:
        other, name = row.carried_out_by.split(".")
        assert LIFECYCLES[other].named(name)


@pytest.mark.parametrize(("lifecycle", "row"), ROWS)
def test_every_row_somebody_may_take_has_a_verb_that_takes_what_it_asks_for(lifecycle: Lifecycle, row: Action) -> None:
    assert row.internal != (row.name in lifecycle.verbs)
    if not row.internal:
        assert mismatch(lifecycle, row.name, lifecycle.verbs[row.name]) == set()


@pytest.mark.parametrize("refusal", named_refusals(), ids=lambda one: one.__name__)
def test_every_refusal_names_rule_article_and_sentence(refusal: type[Refusal]) -> None:
    assert nameless(refusal) == []


def test_every_exception_is_still_needed() -> None:
    assert {one.__name__ for one in named_refusals() if not one.rule} == set(WITHOUT_RULE)


def test_breaches_would_be_found() -> None:
    class Silent(RuleBroken):
        rule = "R99.9"

    def verb(*, topic_id: Any, by: Any, at: Any, colour: str) -> None: ...

    assert nameless(Silent) == ["article", "sentence", "unknown R99.9"]
    assert unresolved(["apps.topics.services.enter_round", "apps.topics.services.no_such"]) == [
        "apps.topics.services.no_such"
    ]
    unit = Need("unit", "单位", "ref", to="organizations.Unit")
    among = Among(words="单位", rows=lambda asking: None)
    assert boundless([unit, Need("rows", "行", "rows", fields=(unit,)), replace(unit, among=Among())]) == ["unit"] * 3
    assert boundless([replace(unit, among=among), Need("text", "文字")]) == []
    assert mismatch(LIFECYCLES["topic"], "return", verb) == {"colour", "reason"}
