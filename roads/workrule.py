"""The work rule of one government, issued by reference to the regional one (Art. 12), and what may become of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.workrules import services as workrules
from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.parameters import REGIONAL_2024
from kernel import clock
from roads.office import Office


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a government fixes otherwise than the region, and the reason it gives."""

    parameter: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as its document says it."""

    title: str
    document_number: str
    deviations: tuple[Deviation, ...] = ()


def adopt_work_rule(office: Office, rule: RuleText, *, on: date) -> None:
    """Let the government issue its own work rule by reference to the regional one (Art. 12)."""
    with clock.frozen_at(clock.at_hour(on, 10)):
        draft = workrules.draft_rule(
            title=rule.title, base_title=REGIONAL_2024.title, base_number=REGIONAL_2024.document_number,
            deviations=[{"parameter": d.parameter, "value": d.value, "reason": d.reason} for d in rule.deviations],
            **_clerk(office),
        )  # fmt: skip
        _issue(office, draft, rule.document_number, on)


def replace_work_rule(office: Office, rule: RuleText, *, draft_title: str, next_title: str, on: date) -> None:
    """Let the government draft, retitle and issue another rule, and begin a third; in the afternoon of the day."""
    with clock.frozen_at(clock.at_hour(on, 16)):
        draft = workrules.draft_rule(title=draft_title, **_clerk(office))
        workrules.edit_rule(work_rule_id=draft.pk, title=rule.title, **_clerk(office))
        _issue(office, draft, rule.document_number, on)
        workrules.draft_rule(title=next_title, **_clerk(office))


def repeal_work_rule(office: Office, *, reason: str, on: date) -> None:
    """Let the government repeal its rule; in the afternoon of the day."""
    with clock.frozen_at(clock.at_hour(on, 16)):
        rule = WorkRule.objects.get(state=WorkRuleState.ISSUED, imported=False)
        workrules.repeal_rule(work_rule_id=rule.pk, repealed_on=on, reason=reason, **_clerk(office))


def _issue(office: Office, rule: WorkRule, document_number: str, on: date) -> None:
    workrules.issue_rule(work_rule_id=rule.pk, document_number=document_number, issued_on=on, **_clerk(office))


def _clerk(office: Office) -> dict[str, Any]:
    return {"by": office.people["gov_clerk"], "at": clock.now()}
