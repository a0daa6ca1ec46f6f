"""A child reads each file, within limits: what it exceeds or breaks ends the child and is told in a sentence."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryFile

import pytest

from files import apart, refusals
from files.apart import serving, turns
from tests.documents import made_files as made
from tests.files.corpus.making import slow_text

SLOW = slow_text()
FREE = apart.Limits(seconds=None, memory=None)


def inspected(content: bytes, limits: apart.Limits = apart.LIMITS) -> None:
    apart.done("inspect", BytesIO(content), limits=limits, ending="docx")


def children() -> list[int]:
    """The children that the keeper of this process has now."""
    process = serving.KEEPING._process
    assert process is not None
    return [int(one) for one in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def the_child() -> int:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if found := children():
            return found[0]
        time.sleep(0.01)
    raise AssertionError("No child was forked.")


@pytest.fixture
def at_work() -> Iterator[Callable[[], list[Exception]]]:
    """A child that reads a slow file, seen from beside; what is returned waits for it and tells what was raised."""
    raised: list[Exception] = []

    def read() -> None:
        try:
            inspected(SLOW, FREE)
        except refusals.FileRefused as refusal:
            raised.append(refusal)

    inspected(made.docx())
    reading = threading.Thread(target=read)
    reading.start()

    def ended() -> list[Exception]:
        reading.join()
        return raised

    yield ended
    for child in children() if reading.is_alive() else []:
        os.kill(child, signal.SIGKILL)
    reading.join()


def test_a_file_that_takes_too_long_is_refused_and_passes_without_the_limit() -> None:
    with pytest.raises(refusals.TakesTooLong) as told:
        inspected(SLOW, apart.Limits(seconds=1))
    assert told.value.status == 400
    assert not children()

    inspected(SLOW, FREE)


def test_a_file_that_needs_too_much_memory_is_refused_and_passes_without_the_limit() -> None:
    picture = made.png(after=b"")[:-12] + _large_chunk() + made.png()[-12:]

    with pytest.raises(refusals.NeedsTooMuchMemory):
        apart.done("inspect", BytesIO(picture), limits=apart.Limits(memory=200 * 2**20), ending="png")

    apart.done("inspect", BytesIO(picture), ending="png")


def _large_chunk() -> bytes:
    return made._chunk(b"tEXt", bytes(60 * 2**20))


def test_the_limits_are_five_seconds_and_512_megabytes_and_the_kernel_keeps_them(
    at_work: Callable[[], list[Exception]],
) -> None:
    assert (apart.LIMITS.seconds, apart.LIMITS.memory) == (5, 512 * 2**20)
    with pytest.raises(refusals.TakesTooLong):
        inspected(SLOW)


def test_a_child_that_breaks_down_is_told_in_a_sentence(at_work: Callable[[], list[Exception]]) -> None:
    os.kill(the_child(), signal.SIGSEGV)

    [refusal] = at_work()
    assert type(refusal) is refusals.BreaksItsReader
    inspected(made.docx())


def test_a_child_inherits_no_secret_and_no_file_but_its_own(at_work: Callable[[], list[Exception]]) -> None:
    child = the_child()
    while "Max file size             0" not in Path(f"/proc/{child}/limits").read_text():
        time.sleep(0.01)

    said = Path(f"/proc/{child}/environ").read_bytes()
    files = [os.readlink(f"/proc/{child}/fd/{number}") for number in os.listdir(f"/proc/{child}/fd")]
    limits = Path(f"/proc/{child}/limits").read_text()

    assert sorted(one.partition(b"=")[0] for one in said.split(b"\0") if one) == [b"LC_ALL", b"PYTHONPATH"]
    assert b"SECRET" not in said
    assert [one for one in files if one != os.devnull and "memfd" not in one and not one.startswith("pipe:")] == []
    assert len(files) == 5
    assert "Max processes             0" in limits
    assert "Max file size             0" in limits
    assert os.getpgid(child) == child


def test_a_new_keeper_is_started_when_the_old_one_is_gone() -> None:
    inspected(made.docx())
    process = serving.KEEPING._process
    assert process is not None
    process.kill()
    process.wait()

    inspected(made.docx())

    assert serving.KEEPING._process is not process


def test_the_keeper_ends_with_its_serving_process() -> None:
    keeping = serving._Keeping()
    keeping._start()
    process = keeping._process
    assert process is not None

    keeping.close()

    assert process.returncode == 0


@pytest.mark.parametrize(
    "kind", [BytesIO, TemporaryFile, partial(SpooledTemporaryFile, 2**20), partial(SpooledTemporaryFile, 9)]
)
def test_a_file_is_read_wherever_it_lies(kind: Callable[[], BytesIO]) -> None:
    with kind() as stream:
        stream.write(made.docx())
        stream.read()
        apart.done("inspect", stream, ending="docx")
        stream.seek(0)
        assert stream.read() == made.docx()


def test_a_person_a_government_and_a_process_have_their_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOMENT", 0.0)
    with apart.turn_of(apart.Turn("1", "a")):
        with pytest.raises(refusals.TooManyFilesAtOnce) as told, apart.turn_of(apart.Turn("1", "a")):
            pass
        assert (told.value.status, told.value.retry_after) == (429, 2)
        with apart.turn_of(apart.Turn("2", "a")):
            with pytest.raises(refusals.TooManyFilesAtOnce), apart.turn_of(apart.Turn("3", "a")):
                pass
            with apart.turn_of(apart.Turn("1", "b")):
                with pytest.raises(refusals.TooManyFilesAtOnce), apart.turn_of(apart.Turn("1", "c")):
                    pass
                with apart.turn_of(None):
                    pass
    with apart.turn_of(apart.Turn("1", "a")):
        pass
    assert not turns._taken
