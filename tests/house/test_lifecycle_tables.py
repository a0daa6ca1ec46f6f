"""The tables are data, so they can be read: every name in them leads somewhere, every row has its article."""

import inspect
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import override

from files.refusals import FileRefused
from kernel.lifecycle.table import LIFECYCLES, NAMING, Action, Among, Lifecycle, Need, Step, every, function_of
from kernel.refusals import Refusal, RuleBroken
from tests.house.reading import ROOT
from tests.house.test_imports import graph
from tests.house.test_layers import place

autodiscover_modules("lifecycle", "services", "refusals")

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
#: The text in the tables: functions of upper apps, and functions whose module imports the table (ADR 0020).
BY_TEXT = {
    "apps.history.lifecycle": {"apps.history.tasks.check_later", "apps.history.tasks.import_later"},
    "apps.meetings.lifecycle": {
        "apps.followups.items.guards.everything_is_settled",
        "apps.followups.packs.issue",
        "apps.followups.prior_reports.guards.prior_report_is_complete",
    },
    "apps.minutes.lifecycle": {
        "apps.followups.items.listing_services.activate_list",
        "apps.levels.filings.services.file_on_issue",
    },
    "apps.topics.lifecycle": {
        "apps.meetings.agenda.drawing_services.take_off_agenda",
        "apps.meetings.collection.guards.collected_in_time",
        "apps.meetings.collection.guards.comes_on_a_known_way",
        "apps.meetings.collection.guards.is_an_exception",
        "apps.meetings.collection.guards.topics_are_gathered",
        "apps.meetings.facts.publish_lists_of",
        "apps.meetings.session.guards.resolutions_fit_outcome",
        "apps.meetings.topic_list.guards.topic_is_ready",
        "apps.topics.consultations.services.ask_again",
        "apps.topics.consultations.services.close_consultations",
    },
    "apps.workrules.lifecycle": {"apps.documents.file_services.keep_what_was_given"},
}
ROWS = [pytest.param(one, row, id=f"{one.name}.{row.name}") for one in LIFECYCLES.values() for row in one.actions]


def steps(lifecycle: Lifecycle, row: Action) -> list[Step]:
    """Every function that a row calls with the act."""
    return [*row.guards, *row.inside, *row.after, *lifecycle.always_inside]


def texts() -> dict[str, set[str]]:
    """What each table names by text, by the module of the table."""
    found: dict[str, set[str]] = {}
    for lifecycle in LIFECYCLES.values():
        named = {step for row in lifecycle.actions for step in steps(lifecycle, row) if isinstance(step, str)}
        if named:
            found.setdefault(module_of(lifecycle), set()).update(named)
    return found


def module_of(lifecycle: Lifecycle) -> str:
    """The module that a table is written in."""
    tables = [module for name, module in list(sys.modules.items()) if name.startswith("apps.") and "lifecycle" in name]
    return next(module.__name__ for module in tables if lifecycle in vars(module).values())


def needs_no_text(table: str, named: str) -> bool:
    """Whether the table could import the function: it lies no layer above, and does not import the table itself."""
    module = named.rpartition(".")[0]
    here, there = place(app_of(table)), place(app_of(module))
    return there < here or (there == here and not reaches(module, table))


def app_of(module: str) -> str:
    """`apps.meetings` of a module in any of its rooms; the apps of `levels` lie one deeper."""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1] == "levels" else 2])


def reaches(module: str, wanted: str) -> bool:
    """Whether a module imports another, directly or through others."""
    seen, todo = set(), [module]
    while todo:
        for imported in graph()[todo.pop()] - seen:
            seen.add(imported)
            todo.append(imported)
    return wanted in seen


def takes_an_act(step: Step) -> bool:
    """Whether a function can be called with the act and nothing else."""
    parameters = list(inspect.signature(function_of(step)).parameters.values())
    needed = [one for one in parameters if one.default is one.empty and one.kind is not one.VAR_KEYWORD]
    return len(needed) == 1 and needed[0] is parameters[0] and needed[0].kind is not needed[0].KEYWORD_ONLY


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
            if child.__module__.startswith(("apps.", "files.")) and child not in found:
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
    assert unresolved([step for step in steps(lifecycle, row) if isinstance(step, str)]) == []
    assert [step for step in steps(lifecycle, row) if not takes_an_act(step)] == []


def test_a_table_names_by_text_only_what_it_cannot_import() -> None:
    assert texts() == BY_TEXT
    assert [named for table, all_named in texts().items() for named in all_named if needs_no_text(table, named)] == []


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
def test_every_row_somebody_may_take_only_moves_or_has_a_verb_that_takes_what_it_asks_for(
    lifecycle: Lifecycle, row: Action
) -> None:
    assert [row.internal, row.only_moves, row.name in lifecycle.verbs].count(True) == 1
    if row.name in lifecycle.verbs:
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
    assert unresolved(
        ["apps.topics.rounds.entry_services.enter_round", "apps.topics.rounds.entry_services.no_such"]
    ) == ["apps.topics.rounds.entry_services.no_such"]
    unit = Need("unit", "单位", "ref", to="organizations.Unit")
    among = Among(words="单位", rows=lambda asking: None)
    assert boundless([unit, Need("rows", "行", "rows", fields=(unit,)), replace(unit, among=Among())]) == ["unit"] * 3
    assert boundless([replace(unit, among=among), Need("text", "文字")]) == []
    assert mismatch(LIFECYCLES["topic"], "return", verb) == {"colour", "reason"}
    assert needs_no_text("apps.topics.lifecycle", "apps.topics.rounds.entry_services.enter_round")
    assert needs_no_text("apps.minutes.lifecycle", "apps.meetings.messages.meeting_moved")
    assert not takes_an_act(mismatch)
    assert not takes_an_act(verb)
