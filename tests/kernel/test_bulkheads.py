"""One government's work never takes the places that others need: places, a few who wait, and a word to the rest."""

import threading

import pytest

from kernel.bulkheads import Bulkhead
from kernel.database.outages import TooManyAtOnce


@pytest.fixture
def bulkhead() -> Bulkhead:
    """Two places per key, one may wait for a moment."""
    raised = Bulkhead(at_once=2, waiting=1, patience=0.3)
    raised.stands = True
    return raised


def test_who_finds_no_place_in_time_is_asked_to_come_again(bulkhead: Bulkhead) -> None:
    with bulkhead.place("g150121"), bulkhead.place("g150121"), pytest.raises(TooManyAtOnce) as told:
        bulkhead.take("g150121")
    assert (told.value.status, told.value.retry_after > 0) == (503, True)


def test_another_government_finds_its_places_meanwhile(bulkhead: Bulkhead) -> None:
    with bulkhead.place("g150121"), bulkhead.place("g150121"), bulkhead.place("g150122"), bulkhead.place("g150122"):
        pass


def test_only_a_few_may_wait_because_who_waits_holds_a_thread(bulkhead: Bulkhead) -> None:
    bulkhead.patience = 5.0
    got = threading.Event()

    def wait() -> None:
        bulkhead.take("g150121")()
        got.set()

    first, second = bulkhead.take("g150121"), bulkhead.take("g150121")
    waiting = threading.Thread(target=wait)
    waiting.start()
    while not bulkhead._waits["g150121"]:
        pass
    with pytest.raises(TooManyAtOnce):
        bulkhead.take("g150121")
    assert not got.is_set()
    first()
    waiting.join(5.0)
    assert got.is_set(), "who waited takes the place that came free"
    second()


def test_a_place_is_given_back_also_after_a_fault(bulkhead: Bulkhead) -> None:
    for _ in range(5):
        with pytest.raises(ValueError, match="broken"), bulkhead.place("g150121"):
            raise ValueError("broken")
    with bulkhead.place("g150121"), bulkhead.place("g150121"):
        pass


def test_where_none_stands_everybody_passes() -> None:
    """The control: without the bulkhead nobody is held up."""
    open_to_all = Bulkhead(at_once=1, waiting=0, patience=0.0)
    with open_to_all.place("g150121"), open_to_all.place("g150121"):
        pass
