"""Every act that anything writes into the chain has words of its own, and so has every column that it may change."""

import re

import pytest
from django.utils.translation import override

from apps.auditing import words
from kernel.lifecycle.table import LIFECYCLES
from tests.house.reading import sources

CHINESE = re.compile("[一-鿿]")


def test_every_act_outside_the_tables_has_words() -> None:
    written = {
        what
        for source in sources()
        if not source.path.startswith("tests/")
        for what in re.findall(r'(?:what=|_note\w*\((?:\w+, )?|VERIFIED, EXPORTED = )"([a-z_]+\.[a-z_]+)"', source.text)
    }
    assert {"account.open", "token.end", "government.move", "stored_file.store"} <= written
    of_tables = {f"{name}.{act}" for name, lifecycle in LIFECYCLES.items() for act in lifecycle.names()}
    assert written <= set(words.ACTS) | of_tables


@pytest.mark.parametrize("name", sorted(LIFECYCLES))
def test_every_act_and_column_of_a_table_has_words(name: str) -> None:
    lifecycle = LIFECYCLES[name]
    with override("zh-hans"):
        assert CHINESE.search(str(words.kind_of(name)))
        assert all(CHINESE.search(str(words.named(f"{name}.{act}")[0])) for act in lifecycle.names())
        assert str(words.named(f"{name}.{lifecycle.names()[0]}.consent")[0]).startswith("本方同意")
        wordless = [column for column in words._columns(lifecycle) if not CHINESE.search(words.label_of(name, column))]
    assert wordless == []


def test_no_act_is_offered_twice() -> None:
    offered = [value for value, _label in words.acts()]
    assert len(offered) == len(set(offered)) > 150
    assert {"topic", "topic.submit", "audit_chain.verify"} <= set(offered)


def test_what_nobody_knows_is_shown_as_it_stands() -> None:
    assert words.named("something.else") == ("something.else", "")
    assert words.kind_of("something") == "something"
    [line] = words.changes_of("something", {"count": [1, 2]})
    assert line["label"] == "count"
    assert "1" in line["after"]
