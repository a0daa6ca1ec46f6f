"""Files of strangers are read apart from the serving process: in a child of its own for each file, within limits.

A reader that never ends, eats memory or breaks down ends its child, and whoever brought the file is told in a sentence;
the serving process only hands over the file and waits, at most for the limit.
"""

from files.apart.limits import LIMITS, Limits
from files.apart.serving import done
from files.apart.turns import Turn, turn_of

__all__ = ["LIMITS", "Limits", "Turn", "done", "turn_of"]
