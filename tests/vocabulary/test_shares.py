"""Shares in percent: half up, and parts that sum to a hundred."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.reading import files
from vocabulary.shares import percent, percents

#: Writing a fraction as percent by the machine's own arithmetic, in Python or by the template language.
BY_THE_MACHINE = re.compile(r":\.\d*[f%]\}%|:\.\d*%\}|\|floatformat")


@pytest.mark.rule("R12.6")
@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [(3, 11, 27), (1, 16, 6), (1, 8, 13), (3, 8, 38), (1, 200, 1), (1, 201, 0), (0, 5, 0), (5, 5, 100), (1, 0, None)],
)
def test_a_share_is_said_in_whole_percent_half_up(numerator: int, denominator: int, said: int | None) -> None:
    assert percent(numerator, denominator) == said


@pytest.mark.rule("R12.6")
@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_half_up_is_that_of_decimal_arithmetic(numerator: int, denominator: int) -> None:
    exact = Decimal(100 * numerator) / Decimal(denominator)
    if exact * 2 % 1 == 0 or denominator % 7:
        assert percent(numerator, denominator) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.rule("R12.6")
@given(st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_parts_of_one_whole_sum_to_a_hundred(parts: list[int]) -> None:
    said = percents(parts)
    assert sum(said) == (100 if sum(parts) else 0)
    assert all(abs(share - 100 * part / (sum(parts) or 1)) < 1 for share, part in zip(said, parts, strict=True))


def test_no_page_and_no_program_rounds_shares_by_itself() -> None:
    sources = files("apps/**/*.py", "api/**/*.py", "tenants/**/*.py", "platform/**/*.py", "templates/**/*.html")
    assert len(sources) > 300
    assert [str(file) for file in sources if BY_THE_MACHINE.search(file.read_text())] == []


def test_one_that_did_would_be_found() -> None:
    assert BY_THE_MACHINE.search('f"{100 * n / d:.1f}%"')
    assert BY_THE_MACHINE.search("{{ share|floatformat:1 }}%")
