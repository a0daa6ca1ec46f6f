"""How long something takes, and how a figure stands against its goal."""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

_BEGUN = time.monotonic()


def seconds(do: Callable[[], object]) -> float:
    """The time of one run."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def side_by_side(times: int, **ways: Callable[[], object]) -> dict[str, float]:
    """The median of each way in milliseconds; they take turns, so that noise meets all of them."""
    runs: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()  # once without a clock: caches, plans, imports
    for _ in range(times):
        for name, way in ways.items():
            runs[name].append(seconds(way) * 1000)
    return {name: round(statistics.median(taken), 3) for name, taken in runs.items()}


def goal(figure: float, *, most: float | None = None, least: float | None = None) -> dict[str, Any]:
    """A figure with its goal beside it; `met` says what is, not what was hoped for."""
    met = (most is None or figure <= most) and (least is None or figure >= least)
    bound = {"at_most": most} if most is not None else {"at_least": least}
    return {"figure": round(figure, 3), "goal": bound, "met": met}


def say(line: str) -> None:
    """Progress, beside the result, with the seconds since the start."""
    sys.stderr.write(f"{time.monotonic() - _BEGUN:5.0f} s  {line}\n")
    sys.stderr.flush()
