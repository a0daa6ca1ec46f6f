"""What the procedure advises against and does not forbid: "in principle" (原则上) warns, it never blocks.

A caution is computed when an object is read and never stored: it goes by itself when its reason goes. Pages show it
above the object, the API answers it as `warnings`.
"""

from dataclasses import dataclass

from kernel.refusals import Sentence


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to think of: its name as machines read it, requirement and article, and one sentence."""

    name: str
    rule: str
    article: Sentence
    sentence: str
