"""Who presides as the rule asks, as arithmetic over titles and sides (R8.1)."""

from collections.abc import Collection

#: How the head of an organ is called; a deputy's title has 副 in it.
HEADS = (
    "主席", "盟长", "市长", "旗长", "县长", "区长", "州长", "省长", "专员", "司令员", "乡长", "镇长", "苏木达",
    "管委会主任", "管理委员会主任",
)  # fmt: skip


def is_head(title: str) -> bool:
    """Return whether a title is that of the head of an organ, not of a deputy."""
    return "副" not in title and title.endswith(HEADS)


def presides_as_asked(
    asked: str, *, slot: str | None, side: str, title: str, named: str, chiefs: Collection[str], turn: str = ""
) -> bool:
    """Return whether a presider is whom the rule asks for (R8.1).

    Where the rule knows no chief convener of a side, anybody who comes for that side presides as its leader. `turn` is
    the side that did not preside last; empty where nobody did.
    """
    match asked:
        case "gov_attending":
            return _leads(slot, side, "gov", chiefs)
        case "principal_required":
            return side == "gov" and is_head(title)
        case "union_chair":
            return _leads(slot, side, "union", chiefs)
        case "alternating":
            return any(_leads(slot, side, one, chiefs) for one in ("gov", "union") if turn in {"", one})
        case "named_title":
            return named in title and (named.startswith("副") or f"副{named}" not in title)
        case _:
            return True


def _leads(slot: str | None, side: str, wanted: str, chiefs: Collection[str]) -> bool:
    chief = f"chief_convener_{wanted}"
    return slot == chief if chief in chiefs else side == wanted
