"""The work rule of a demonstration government: the regional one, or an own one that follows it (Art. 12)."""

from datetime import date

from apps.demonstration.office import Office
from apps.documents.rules import document_number, series
from apps.workrules import services as workrules
from apps.workrules.rules import REGIONAL_2024
from kernel import clock


def adopt_work_rule(office: Office, *, on: date) -> None:
    """Let the government issue its own work rule by reference to the regional one (Art. 12)."""
    clerk, moment = office.people["gov_clerk"], clock.at_hour(on, 10)
    with clock.frozen_at(moment):
        rule = workrules.draft_rule(
            title=f"{office.place.name}{office.place.organ}与{office.place.name}总工会联席会议工作规则",
            by=clerk,
            at=moment,
        )
        workrules.issue_rule(
            work_rule_id=rule.pk, document_number=_number(office, on), issued_on=on, by=clerk, at=moment
        )


def _number(office: Office, on: date) -> str:
    """The region's own rule is the published one; the others numbered theirs before they joined the platform."""
    if office.place.level == "region":
        return REGIONAL_2024.document_number
    return document_number(series(office.place.name, "notice"), on.year, int(office.place.code) % 37 + 3)
