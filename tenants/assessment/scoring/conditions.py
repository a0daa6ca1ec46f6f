"""When an indicator is left out, so that the others are rescaled to 100: named in a scheme, decided here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tenants.assessment.scoring.facts import Facts


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition and how it is said."""

    holds: Callable[[Facts], bool]
    zh: str
    en: str


CONDITIONS: Mapping[str, Condition] = {
    "held_in_an_earlier_year": Condition(
        lambda facts: not facts.ordinary and bool(facts.counted_days),
        "规则按多年计次，会议已在周期内以前的年度召开",
        "the rule counts over several years, and the meeting was held in an earlier one",
    ),
    "exempted": Condition(
        lambda facts: not facts.ordinary and facts.exemption_approved,
        "上级批准本年度不召开",
        "the higher level approved that no meeting was held",
    ),
    "no_collection_lead": Condition(
        lambda facts: facts.params.collection_lead_months is None,
        "规则未规定征集提前时间",
        "the rule asks for no lead time",
    ),
    "no_agreed_item": Condition(
        lambda facts: bool(facts.ordinary) and not facts.items, "会议没有议定事项", "the meetings agreed on nothing"
    ),
    "no_item_due": Condition(lambda facts: facts.due_items.due == 0, "本年度没有到期事项", "no item was due"),
    "no_report_due": Condition(lambda facts: facts.reports.due == 0, "本年度没有应报的进展", "no report was due"),
    "no_prior_meeting": Condition(
        lambda facts: not facts.has_prior_meeting, "以前没有召开过会议", "no meeting was held before"
    ),
}
