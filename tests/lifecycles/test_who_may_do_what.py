"""State × action × role, exhaustively, through the verbs themselves, against a table that people have read.

For every state of every lifecycle, reached along the real road, each role tries each action with nothing filled in.
What comes back is compared with `golden/<lifecycle>.txt`. Set LIANXI_UPDATE_GOLDEN=1 to write the files anew, and read
the difference before committing it.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from kernel import clock
from kernel.lifecycle import engine
from kernel.lifecycle.engine import verb_of
from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import NotYours, Refusal, WrongRole, WrongSide, WrongState
from tests.cast import a_story, an_office
from tests.lifecycles.actors import actors
from tests.lifecycles.moments import TABLES, Moment, moments, side_road

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
Cells = dict[tuple[str, str], dict[str, list[str]]]
Outcomes = dict[str, Cells]
NEVER = {"WrongSide", "WrongRole"}


@pytest.mark.rule("R8.8")
def test_every_role_may_do_exactly_what_the_published_tables_say(inside, monkeypatch):
    monkeypatch.setattr(engine, "_record_refusal", lambda *act, **attempt: None)
    with inside("150121"):
        office = an_office()
        found: Outcomes = {lifecycle.name: {} for lifecycle, _model in TABLES}
        reached: set[tuple[str, str]] = set()
        tried: set[tuple[str, str]] = set()
        for moment in moments(a_story(office, topics=5)):
            reached.add((moment.lifecycle.name, moment.state))
            for action, actor, outcome in _attempts(office, moment, tried):
                cell = found[moment.lifecycle.name].setdefault((moment.name, action), {})
                cell.setdefault(outcome, []).append(actor)

    assert reached == {(lifecycle.name, state) for lifecycle, _m in TABLES for state in lifecycle.states.values}
    written = {name: _told(cells) for name, cells in found.items()}
    if os.environ.get("LIANXI_UPDATE_GOLDEN"):
        for name, text in written.items():
            (GOLDEN / f"{name}.txt").write_text(text)
    for name, text in written.items():
        assert text == (GOLDEN / f"{name}.txt").read_text(), f"{name}: read the difference, then renew the golden file"


def _attempts(office: Any, moment: Moment, tried: set[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Everybody tries each row; where an action has none, everybody once, and in further states somebody in vain."""
    for name in moment.lifecycle.names():
        row = _row(moment.lifecycle, name, moment.state)
        if row.creates or row.internal:
            continue
        everybody = sorted(actors(office, moment.object).items())
        if moment.state not in row.source and (moment.lifecycle.name, name) in tried:
            with side_road():
                actor, somebody = everybody[crc32(f"{name} {moment.name}".encode()) % len(everybody)]
                assert _outcome(moment, row, somebody) in {*NEVER, "WrongState"}
                yield name, actor, "WrongState"
            continue
        if moment.state not in row.source:
            tried.add((moment.lifecycle.name, name))
        for actor, user in everybody:
            with side_road():
                yield name, actor, _outcome(moment, row, user)


def _row(lifecycle: Lifecycle, name: str, state: str) -> Action:
    rows = lifecycle.named(name)
    return next((row for row in rows if state in row.source), rows[0])


def _outcome(moment: Moment, row: Action, user: Any) -> str:
    """Try the act with nothing filled in; a refusal of what was filled in, or of a guard, means that he or she may."""
    nothing = {need.name: [] if need.kind in {"refs", "rows"} else None for need in row.needs}
    verb, key = verb_of(moment.lifecycle, row.name), f"{moment.lifecycle.name}_id"
    forbidding = {WrongSide, WrongRole, WrongState, NotYours}
    forbidding |= {condition.refusal for condition in (row.whose, row.when) if condition}
    try:
        verb(**{key: moment.object.pk}, **nothing, by=user, at=clock.now())
    except Refusal as refusal:
        return refusal.name if type(refusal) in forbidding else "may"
    return "may"


def _told(cells: Cells) -> str:
    """Return the table as text: first who may never do what, then per state who may, and who is held back by what."""
    never = {_line(action, held) for (_state, action), told in cells.items() if (held := _only(told, NEVER))}
    lines = ["[never]", *sorted(never)]
    for state in dict.fromkeys(state for state, _action in cells):
        here = [(action, _besides(told, {*NEVER, "WrongState"})) for (of, action), told in cells.items() if of == state]
        lines += ["", f"[{state}]", *(_line(action, told) for action, told in here if told)]
    return "\n".join(lines) + "\n"


def _only(told: dict[str, list[str]], names: set[str]) -> dict[str, list[str]]:
    """Roles that may never take an action; liaison officers of the unit concerned count with those of another."""
    return {
        name: [who for who in people if not who.endswith("_unit")] for name, people in told.items() if name in names
    }


def _besides(told: dict[str, list[str]], names: set[str]) -> dict[str, list[str]]:
    return {name: people for name, people in told.items() if name not in names}


def _line(action: str, told: dict[str, list[str]]) -> str:
    return f"{action} = " + " | ".join(
        f"{name}: {', '.join(people)}" for name, people in sorted(told.items(), key=_order)
    )


def _order(item: tuple[str, list[str]]) -> tuple[bool, str]:
    return item[0] != "may", item[0]
