"""The work rules of the demonstration's governments: the regional one, or an own one that follows it (Art. 12)."""

from datetime import date

from apps.documents.rules import document_number, organ_word, series
from apps.workrules.parameters import REGIONAL_2024
from roads.office import Office
from roads.texts import Place
from roads.workrule import Deviation, RuleText, adopt_work_rule, repeal_work_rule, replace_work_rule

#: What some governments fix otherwise than the region, each with the reason they give (Art. 12).
OWN: dict[str, tuple[Deviation, ...]] = {
    "150122": (
        Deviation("observers", "新闻记者", "便于及时宣传报道会议成果。"),
        Deviation("consultation_days", "15", "乡镇分散，往返需时。"),
    ),
    "150202": (
        Deviation("reps_per_side", "30", "控制会议规模。"),
        Deviation("report_up_to", "higher_union_office", "便于上级掌握情况。"),
    ),
    "150221": (Deviation("host_meeting", "政府常务会议", "减少会议，便于当场决定。"),),
}
#: The first rule of a government, and the one that replaces it, are so many documents into their year.
FIRST, SECOND = 3, 5


def adopt_own_rule(office: Office, *, on: date) -> None:
    """Let the government issue its own work rule by reference to the regional one (Art. 12)."""
    place = office.place
    rule = RuleText(_title(place), _first_number(place, on), OWN.get(place.code, ()))
    adopt_work_rule(office, rule, on=on)


def change_own_rule(office: Office, how: str, *, on: date) -> None:
    """Let the government replace its rule and begin a third, or repeal it."""
    if how == "repealed":
        repeal_work_rule(office, reason="机构改革后职责调整，自即日起参照自治区规则执行。", on=on)
        return
    title = _title(office.place)
    replace_work_rule(
        office,
        RuleText(f"{title}（修订）", _number(office.place, on, SECOND)),
        draft_title=f"{title}（修订稿）",
        next_title=f"{title}（再次修订征求意见稿）",
        on=on,
    )


def _title(place: Place) -> str:
    return f"{place.name}{place.organ}与{place.name}总工会联席会议工作规则"


def _first_number(place: Place, on: date) -> str:
    """The region's own rule is the published one; the others numbered theirs before they joined the platform."""
    return REGIONAL_2024.document_number if place.level == "region" else _number(place, on, FIRST)


def _number(place: Place, on: date, first: int) -> str:
    return document_number(series(organ_word(place.name), "notice"), on.year, int(place.code) % 37 + first)
