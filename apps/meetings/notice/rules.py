"""Who presides as the rule asks, as arithmetic over titles and sides (R8.1)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from apps.meetings.attendance.rules import TOGETHER, is_head, leading_posts, leads_government

#: Posts of which a rule names either.
EITHER = re.compile(r"[、，,;；/／]|或者?|以及|和")


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who might preside: the post by the rule, the side, and the title in words."""

    slot: str | None
    side: str
    title: str


def presides_as_asked(asked: str, seat: Seat, *, named: str, chiefs: Collection[str], turn: str = "") -> bool:
    """Return whether somebody may take the chair for the rule (R8.1).

    A government's side is led by any of its leaders who attends, not by the chief convener alone. Where the rule knows
    no chief convener of a side, anybody who comes for that side presides as its leader. `turn` is the side that did
    not preside last; empty where nobody did. Of two who preside together, each is asked for alone.
    """
    match asked:
        case "gov_attending":
            return leads(seat, "gov", chiefs)
        case "principal_required":
            return seat.side == "gov" and is_head(seat.title)
        case "union_chair":
            return leads(seat, "union", chiefs)
        case "alternating":
            return any(leads(seat, one, chiefs) for one in ("gov", "union") if turn in {"", one})
        case "jointly":
            return any(leads(seat, one, chiefs) for one in ("gov", "union"))
        case "named_title":
            return any(_bears(seat.title, one) for one in EITHER.split(named) if one.strip())
        case _:
            return True


def all_as_asked(asked: str, seats: Collection[Seat], chiefs: Collection[str]) -> bool:
    """Return whether those who preside are all whom the rule asks for: one, or one of each side."""
    if asked == "jointly":
        return all(any(leads(seat, side, chiefs) for seat in seats) for side in ("gov", "union"))
    return bool(seats)


def sides_of(title: str, sides: Collection[str]) -> list[str]:
    """Return the sides for which somebody of such a title may lead; a title that tells nothing may be of any."""
    union = "工会" in title
    return [side for side in sides if (side == "union") == union or not leading_posts(title)]


def leads(seat: Seat, side: str, chiefs: Collection[str]) -> bool:
    """Return whether somebody leads a side: its chief convener, or by the title."""
    chief = f"chief_convener_{side}"
    if seat.slot == chief:
        return True
    if seat.side != side:
        return False
    return chief not in chiefs or (leads_government(seat.title) if side == "gov" else is_head(seat.title))


def _bears(title: str, named: str) -> bool:
    named = named.strip()
    return any(named in post and (named.startswith("副") or f"副{named}" not in post) for post in TOGETHER.split(title))
