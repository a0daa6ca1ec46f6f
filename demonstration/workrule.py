"""The work rule of a demonstration government: the regional one, or an own one that follows it (Art. 12)."""

from datetime import date
from typing import Any

from apps.documents.rules import document_number, series
from apps.workrules import services as workrules
from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.parameters import REGIONAL_2024
from demonstration.office import Office
from kernel import clock

#: What some governments fix otherwise than the region, each with the reason they give (Art. 12).
OWN: dict[str, tuple[tuple[str, str, str], ...]] = {
    "150122": (
        ("observers", "新闻记者", "便于及时宣传报道会议成果。"),
        ("consultation_days", "15", "乡镇分散，往返需时。"),
    ),
    "150202": (
        ("reps_per_side", "30", "控制会议规模。"),
        ("report_up_to", "higher_union_office", "便于上级掌握情况。"),
    ),
    "150221": (("host_meeting", "政府常务会议", "减少会议，便于当场决定。"),),
}


def adopt_work_rule(office: Office, *, on: date) -> None:
    """Let the government issue its own work rule by reference to the regional one (Art. 12)."""
    clerk, moment = office.people["gov_clerk"], clock.at_hour(on, 10)
    with clock.frozen_at(moment):
        own = OWN.get(office.place.code, ())
        rule = workrules.draft_rule(
            title=_title(office), base_title=REGIONAL_2024.title, base_number=REGIONAL_2024.document_number,
            deviations=[{"parameter": name, "value": value, "reason": reason} for name, value, reason in own],
            by=clerk, at=moment,
        )  # fmt: skip
        workrules.issue_rule(
            work_rule_id=rule.pk, document_number=_number(office, on), issued_on=on, by=clerk, at=moment
        )


def change_work_rule(office: Office, how: str, *, on: date) -> None:
    """Let the government replace its rule and begin a third, or repeal it; in the afternoon of the day."""
    moment = clock.at_hour(on, 16)
    with clock.frozen_at(moment):
        who = {"by": office.people["gov_clerk"], "at": moment}
        if how == "repealed":
            _repeal(on, **who)
        else:
            _replace(office, on, **who)


def _repeal(on: date, **who: Any) -> None:
    rule = WorkRule.objects.get(state=WorkRuleState.ISSUED, imported=False)
    reason = "机构改革后职责调整，自即日起参照自治区规则执行。"
    workrules.repeal_rule(work_rule_id=rule.pk, repealed_on=on, reason=reason, **who)


def _replace(office: Office, on: date, **who: Any) -> None:
    rule = workrules.draft_rule(title=f"{_title(office)}（修订稿）", **who)
    workrules.edit_rule(work_rule_id=rule.pk, title=f"{_title(office)}（修订）", **who)
    number = document_number(series(office.place.name, "notice"), on.year, int(office.place.code) % 37 + 5)
    workrules.issue_rule(work_rule_id=rule.pk, document_number=number, issued_on=on, **who)
    workrules.draft_rule(title=f"{_title(office)}（再次修订征求意见稿）", **who)


def _title(office: Office) -> str:
    return f"{office.place.name}{office.place.organ}与{office.place.name}总工会联席会议工作规则"


def _number(office: Office, on: date) -> str:
    """The region's own rule is the published one; the others numbered theirs before they joined the platform."""
    if office.place.level == "region":
        return REGIONAL_2024.document_number
    return document_number(series(office.place.name, "notice"), on.year, int(office.place.code) % 37 + 3)
