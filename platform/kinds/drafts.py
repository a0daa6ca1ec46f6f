"""Papers that an office prints from the record: drawn anew each time, neither numbered nor kept.

What is issued under a number comes of an act and never changes (docs/adr/0006). These are the sheets around it: a
chair's script, a sign-in sheet, letters that the office numbers in its own register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kernel.refusals import Sentence


def _always(_instance: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Draft:
    """One paper of a kind: `compose` takes the object and the reader, and returns what the rendering draws.

    `ready` says whether the object is far enough for the paper to say anything.
    """

    name: str
    label: Sentence
    compose: Callable[[Any, Any], Any]
    ready: Callable[[Any], bool] = _always
