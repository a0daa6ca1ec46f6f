"""The figures of a collection, as the agenda and the material of a meeting print them (R8.4)."""

from apps.topics.rounds.selectors import Collected
from apps.workrules.parameters import REGIONAL_2024, RuleParameters
from vocabulary.roles import BOTH_SIDES, Side


def side_names(rule: RuleParameters) -> dict[str, str]:
    """Return how documents call where a topic comes from: by the rule's own words for the sides, where it has them."""
    usual = {Side.GOV: "政府方面", Side.UNION: "工会方面", "joint": "双方联合"}
    own = {side: getattr(rule, f"{side}_label") for side in BOTH_SIDES}
    return usual | {side: word for side, word in own.items() if word != getattr(REGIONAL_2024, f"{side}_label")}


def collected_text(counts: Collected, rule: RuleParameters) -> str:
    """Return part two of the agenda in figures: what each side brought, and what became of it (R8.4)."""
    words = side_names(rule)
    if not counts:
        return "本次会议未征集议题。"
    total = [sum(row[at] for row in counts.values()) for at in range(3)]
    sides = "；".join(
        f"{words[side]}征集{collected}项，筛选{screened}项，列入{tabled}项"
        for side, (collected, screened, tabled) in counts.items()
    )
    return f"本次会议共征集议题{total[0]}项，筛选{total[1]}项，列入{total[2]}项。其中：{sides}。"
