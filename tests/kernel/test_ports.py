"""Ports: a lower app asks, an upper app registers, and silence is loud."""

import gc

import pytest

from kernel.ports import NothingRegistered, Port, RegisteredTwice


def double(number: int) -> int:
    return number * 2


def test_a_port_asks_the_function_that_was_registered() -> None:
    port: Port[[int], int] = Port("numbers.double")
    port.register(double)
    assert port(21) == 42


def test_a_port_that_nobody_answers_fails_loudly() -> None:
    port: Port[[int], int] = Port("numbers.double")
    with pytest.raises(NothingRegistered, match=r"numbers\.double"):
        port(21)


def test_a_port_is_answered_once() -> None:
    port: Port[[int], int] = Port("numbers.double")
    port.register(double)
    port.register(double)
    with pytest.raises(RegisteredTwice, match=r"numbers\.double"):
        port.register(lambda number: number)


def test_every_port_of_the_product_is_answered() -> None:
    ports = [one for one in gc.get_objects() if isinstance(one, Port) and not one.name.startswith("numbers.")]
    assert {one.name for one in ports} >= {"topics.collecting_rule", "meetings.notice.prior_report_rows"}
    assert [one.name for one in ports if not one.is_answered] == []
