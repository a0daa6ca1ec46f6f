"""Parameters of a work rule: each is declared once, and each has an effect somewhere."""

import ast
import re
from collections.abc import Iterable

from apps.workrules.parameters import PARAMETERS
from tests.house.reading import Source, dotted, sources

#: What only declares, keeps, checks or shows the parameters: no effect on anybody.
WITHOUT_EFFECT = (
    "apps/workrules/parameters.py", "apps/workrules/conflicts.py", "apps/workrules/snapshots.py",
    "apps/workrules/pages/", "apps/workrules/facts.py",
)  # fmt: skip
#: Checked when a rule is drafted, and allowed one value only (R1.2).
FIXED = {"sides_count"}
#: Every name by which code calls a rule that it reads; other objects share some names of parameters.
RULES = re.compile(r"(rule|parameters|bound|today)\w*(\(\))?$")


def readings(found: Iterable[Source]) -> list[tuple[str, str]]:
    """Return every place that reads something off a rule, with a pattern of the name that it reads."""
    return [
        (source.at(node), pattern)
        for source in found
        if not source.path.startswith(WITHOUT_EFFECT)
        for node in ast.walk(source.tree)
        if (pattern := _read(node))
    ]


def readers(parameter: str, found: Iterable[tuple[str, str]]) -> list[str]:
    """Return the places that read a parameter off a rule, by its name or by a pattern that gives its name."""
    return [place for place, pattern in found if re.fullmatch(pattern, parameter)]


def _read(node: ast.AST) -> str:
    match node:
        case ast.Attribute(value=value, attr=attr):
            return re.escape(attr) if RULES.search(dotted(value)) else ""
        case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.JoinedStr(values=parts), *_]):
            return "".join(_pattern(part) for part in parts)
        case _:
            return ""


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(gov|union)"


def test_every_parameter_has_an_effect() -> None:
    found = readings(sources())
    assert [name for name in PARAMETERS if not readers(name, found) and name not in FIXED] == []


def test_a_parameter_that_is_only_declared_and_checked_would_be_found() -> None:
    declared = Source("apps/workrules/parameters.py", "notice_lead: int = number(5)")
    checked = Source("apps/workrules/conflicts.py", "yield 'notice_lead', it.notice_lead < 1, ''")
    other = Source("apps/meetings/guards.py", "meeting.notice_lead")
    assert readers("notice_lead", readings([declared, checked, other])) == []
    read = Source("apps/meetings/rules.py", "rule.notice_lead")
    assert readers("notice_lead", readings([read])) == ["apps/meetings/rules.py:1"]
    by_side = Source("apps/workrules/naming.py", "getattr(rule, f'{side}_organ')")
    found = readings([by_side])
    assert readers("gov_organ", found) == readers("union_organ", found) == ["apps/workrules/naming.py:1"]
