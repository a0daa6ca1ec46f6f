"""How the two sides are called on pages: by neutral words, until an app says how this government calls them."""

from collections.abc import Callable

from django.utils.translation import gettext

from kernel.schema import current_schema
from vocabulary.roles import BOTH_SIDES, Side

Naming = Callable[[str], str]
_NAMING: list[Naming] = []


def name_sides_by(naming: Naming) -> None:
    """Let `naming` say how the government whose schema is open calls a side; the later registration counts."""
    _NAMING.append(naming)


def side_words(side: str) -> str:
    """Return whose something is, in the words of this government's rule: 政府方面, or 兵团行政 where it says so."""
    if side in BOTH_SIDES and _NAMING and current_schema() is not None:
        return _NAMING[-1](side)
    words = {Side.GOV: gettext("政府方面"), Side.UNION: gettext("工会方面"), "both": gettext("双方共同")}
    return words.get(side, gettext("不属双方"))
