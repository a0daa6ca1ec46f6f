"""What somebody types into an action's form: what the page begins with, and for the rest whatever a strategy draws.

It follows the rows of the tables, so that a new row or field is exercised without a word here.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from apps.acts.initials import initial
from apps.organizations.models import User
from kernel import clock
from kernel.lifecycle.admission import Offers
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Action, Asking, Lifecycle, Need
from kinds.registry import kind_of

Draw = Callable[[st.SearchStrategy[Any]], Any]
#: Of eight people how many but one fill in what they need not: what is written mostly, what is chosen seldom.
OFTEN = {"text": 6, "longtext": 6}
TEXTS = st.sampled_from(["请研究办理。", "资金年底到位", "情况有变，另行安排", "已核对数字"])
#: Days from today: mostly ahead, as deadlines are.
DAYS = st.sampled_from([0, 1, 3, 10, 20, 30, 45, 70, 90, 180, 365, -1, -20])


def filled(lifecycle: Lifecycle, row: Action, instance: Any, user: User, draw: Draw) -> dict[str, Any]:
    """Return typed values for every field of `row`, as the page would send them."""
    first = initial(kind_of(lifecycle), row, instance, user)
    if row.consent and first:
        return clean(row.needs, first)
    choices = Offers(Asking(user, row.name, instance))
    known = {need.name: first[need.name] for need in row.needs if first.get(need.name) not in (None, "", [])}
    typed = {need.name: known.get(need.name) or _typed(need, choices, draw) for need in row.needs}
    return clean(row.needs, {name: _complete(row, name, value, choices, draw) for name, value in typed.items()})


def _complete(row: Action, name: str, value: Any, choices: Offers, draw: Draw) -> Any:
    """Rows that a page begins may have gaps; whoever types fills them."""
    [need] = [need for need in row.needs if need.name == name]
    if need.kind != "rows" or not value:
        return value
    return [{part.name: line.get(part.name) or _typed(part, choices, draw) for part in need.fields} for line in value]


def _typed(need: Need, choices: Offers, draw: Draw) -> Any:
    if not need.required and draw(st.integers(0, 7)) > OFTEN.get(need.kind, 1):
        return [] if need.kind in {"refs", "rows", "files"} else None
    return TYPED[need.kind](need, choices, draw)


def _date(need: Need, choices: Offers, draw: Draw) -> date:
    return clock.today() + timedelta(days=draw(DAYS))


def _ref(need: Need, choices: Offers, draw: Draw) -> Any:
    offered = [pair[0] for pair in choices.of(need)]
    return draw(st.sampled_from(offered)) if offered else None


def _refs(need: Need, choices: Offers, draw: Draw) -> list[Any]:
    offered = [pair[0] for pair in choices.of(need)]
    return draw(st.lists(st.sampled_from(offered), min_size=1, max_size=3, unique=True)) if offered else []


def _rows(need: Need, choices: Offers, draw: Draw) -> list[dict[str, Any]]:
    lines = draw(st.integers(1, 2))
    return [{part.name: _typed(part, choices, draw) for part in need.fields} for _line in range(lines)]


TYPED: dict[str, Callable[[Need, Offers, Draw], Any]] = {
    "text": lambda need, choices, draw: draw(TEXTS)[: need.longest],
    "longtext": lambda need, choices, draw: draw(TEXTS),
    "date": _date,
    "moment": lambda need, choices, draw: clock.at_hour(_date(need, choices, draw), 9, 30),
    "number": lambda need, choices, draw: draw(st.integers(0, 100)),
    "yes_no": lambda need, choices, draw: draw(st.booleans()),
    "choice": lambda need, choices, draw: draw(st.sampled_from([pair[0] for pair in choices.of(need)])),
    "ref": _ref,
    "refs": _refs,
    "rows": _rows,
    "file": lambda need, choices, draw: None,
    "files": lambda need, choices, draw: [],
}
