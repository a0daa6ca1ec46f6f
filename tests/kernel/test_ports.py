"""Ports: a lower app asks, an upper app registers, and silence is loud."""

import pytest

from kernel.ports import PORTS, NothingRegistered, Port, RegisteredTwice


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
    of_the_product = {name: port for name, port in PORTS.items() if not name.startswith("numbers.")}
    assert set(of_the_product) >= {"topics.collecting_rule", "meetings.notice.prior_report_rows"}
    assert [name for name, port in of_the_product.items() if not port.is_answered] == []
