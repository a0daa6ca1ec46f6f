"""Words have an owner: no role, side or state is spelt out beside the enumeration that declares it."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.reading import Source, sources
from vocabulary.roles import BOTH_SIDES, ROLES, Side

#: Where words are used. What is told of a demonstration, and the road of the tests, spell words as a reader would.
USING = ("apps", "api", "tenants", "platform")
#: The words themselves.
OWNER = "platform/vocabulary/"
SPELT_OUT = {
    "api/v1/accounts.py": "`union` is a field of the answer, the name of the government's union",
    "apps/meetings/notice/rules.py": "rules are arithmetic and do not import Django, on which enumerations stand",
    "tenants/assessment/scoring/formulas.py": "the published words of scoring facts, read without Django",
    "tenants/assessment/scoring/changing.py": "the published words of scoring facts, read without Django",
    "apps/topics/rules.py": "rules are arithmetic and do not import Django, on which enumerations stand",
}


def roles(source: Source) -> list[str]:
    """A role's name lies in the role: `GOV_CLERK.name`, or a set of them such as `DIRECTING`."""
    return [source.at(node) for node, _parents in _words(source) if node.value in ROLES]


def sides(source: Source) -> list[str]:
    """`Side.GOV`, `Side.UNION`; the word "none" means many things, so it is looked for beside a side only."""
    return [
        source.at(node)
        for node, parents in _words(source)
        if node.value in BOTH_SIDES or (node.value == Side.NONE and _is_beside(parents, "side"))
    ]


def states(source: Source) -> list[str]:
    """What `.state` is compared with, or filtered by, is a member of the lifecycle's enumeration."""
    return [source.at(node) for node, parents in _words(source) if node.value and _is_beside(parents, "state")]


def _words(source: Source) -> Iterator[tuple[ast.Constant, list[ast.AST]]]:
    """Every text of the source with what it stands in, the nearest first, where no enumeration or table declares it."""

    def within(node: ast.AST, parents: list[ast.AST]) -> Iterator[tuple[ast.Constant, list[ast.AST]]]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, parents
        if not _declares(node):
            for child in ast.iter_child_nodes(node):
                yield from within(child, [node, *parents])

    return within(source.tree, [])


def _declares(node: ast.AST) -> bool:
    """An enumeration; a table's Meta, whose conditions migrations repeat word for word; a type made of texts."""
    match node:
        case ast.ClassDef(name="Meta"):
            return True
        case ast.ClassDef(bases=bases):
            return any(ast.unparse(base).endswith(("Choices", "Enum")) for base in bases)
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
        case _:
            return False


def _is_beside(parents: list[ast.AST], attribute: str) -> bool:
    """Whether a text, or a collection that holds it, is compared with an attribute of that name or stands for it."""
    held = isinstance(parents[0], ast.Set | ast.Tuple | ast.List)
    match parents[1] if held else parents[0]:
        case ast.Compare(left=left, comparators=others):
            return any(isinstance(one, ast.Attribute) and one.attr == attribute for one in (left, *others))
        case ast.keyword(arg=str(name)):
            return name.removesuffix("__in").rpartition("__")[2] == attribute
        case _:
            return False


FINDERS = (roles, sides, states)


@pytest.mark.parametrize("find", FINDERS)
def test_words_are_taken_from_their_owner(find):
    using = [source for source in sources(*USING) if not source.path.startswith(OWNER)]
    assert [place for source in using if source.path not in SPELT_OUT for place in find(source)] == []


@pytest.mark.parametrize("path", SPELT_OUT)
def test_each_exception_is_still_needed(path):
    (source,) = [source for source in sources(*USING) if source.path == path]
    assert [place for find in FINDERS for place in find(source)] != [], SPELT_OUT[path]


@pytest.mark.parametrize(
    ("find", "line"),
    [
        (roles, 'tell(act, with_role("gov_clerk"))'),
        (roles, 'may = bool(roles & {"viewer", "assessor"})'),
        (sides, 'name = organ(place, rule, "union")'),
        (sides, 'leaders = {"gov": leader}'),
        (sides, 'free = row.side in {by.side, "none"}'),
        (sides, 'rows = rows.filter(side="none")'),
        (states, 'ended = item.state == "closed"'),
        (states, 'open_still = letter.state in {"drafted", "sent"}'),
        (states, 'rows = rows.filter(round__state="open")'),
        (states, 'rows = rows.exclude(topic__state__in=["draft", "returned"])'),
    ],
)
def test_a_word_spelt_out_is_found(find, line):
    assert set(find(Source("apps/topics/guards.py", line))) == {"apps/topics/guards.py:1"}


@pytest.mark.parametrize(
    "text",
    [
        "ended = item.state == ItemState.CLOSED",
        'way = "none" if rule.consent == "none" else "both"',
        'class Side(TextChoices):\n    GOV = "gov", "政府方面"',
        'class Meta:\n    constraints = [CheckConstraint(condition=Q(state="closed", side="gov"))]',
        'Turn = Literal["gov", "union"]',
    ],
)
def test_what_declares_a_word_may_spell_it(text):
    assert [place for find in FINDERS for place in find(Source("apps/topics/models.py", text))] == []
