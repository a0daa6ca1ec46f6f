"""What offices do with work rules. The only writers of this table."""

import uuid
from datetime import date, datetime
from typing import Any

from apps.organizations.models import User
from apps.workrules import common_services as common
from apps.workrules.guards import deviations_of
from apps.workrules.lifecycle import TEXT, WORK_RULE
from apps.workrules.models import RuleIssuer, RuleStatus, WorkRule, WorkRuleState
from apps.workrules.refusals import NumberTaken, RulesOverlap
from apps.workrules.values import parts
from kernel.canonical import Plain
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act, verb
from vocabulary.disclosure import Disclosure

#: What a field that was left empty means.
USUAL: Plain = {
    "status": RuleStatus.FORMAL,
    "issuer": RuleIssuer.GOV_OFFICE,
    "disclosure": Disclosure.ON_REQUEST,
}


@verb(WORK_RULE, "draft")
def draft_rule(*, by: User, at: datetime, **given: Any) -> WorkRule:
    """Begin a work rule: its text and what deviates from the region, each with its reason (R12.1)."""
    with acting(WORK_RULE, "draft", by=by, at=at, given=given) as act:
        rule = WorkRule()
        _write(rule, given)
        create(act, rule)
    return rule


@verb(WORK_RULE, "edit")
def edit_rule(*, work_rule_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: Any) -> WorkRule:
    """Change a draft."""
    with acting(WORK_RULE, "edit", work_rule_id, by=by, at=at, version=version, given=given) as act:
        _write(act.object, given)
    return act.object


def _write(rule: WorkRule, given: Plain) -> None:
    for need in TEXT:
        if need.kind != "rows":
            setattr(rule, need.name, given.get(need.name) or USUAL.get(need.name, ""))
    bases = given.get("legal_bases") or []
    rule.legal_bases = [{"title": row["title"], "document_number": row.get("document_number") or ""} for row in bases]
    rule.deviations = deviations_of(given.get("deviations") or [])


@verb(WORK_RULE, "issue")
def issue_rule(
    *,
    work_rule_id: uuid.UUID,
    document_number: str,
    issued_on: date,
    effective_on: date | None = None,
    rule_text_files: list[Any] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> WorkRule:
    """Put a rule in force; it repeals the one before it on the day it takes effect (R13.1)."""
    given = {"document_number": document_number, "issued_on": issued_on, "effective_on": effective_on}
    given |= {"rule_text_files": rule_text_files}
    with acting(WORK_RULE, "issue", work_rule_id, by=by, at=at, version=version, given=given) as act:
        rule: WorkRule = act.object
        _is_free(document_number, rule)
        rule.document_number, rule.issued_on, rule.effective_on = document_number, issued_on, effective_on or issued_on
        _replace_predecessor(act, rule)
    return rule


def _is_free(number: str, rule: WorkRule) -> None:
    """Raise NumberTaken, naming the other rule of this government that bears the number."""
    others = WorkRule.objects.filter(document_number=number).exclude(pk=rule.pk).exclude(state=WorkRuleState.DRAFT)
    for title in others.values_list("title", flat=True)[:1]:
        raise NumberTaken.by_title(number, title)


@verb(WORK_RULE, "repeal")
def repeal_rule(
    *, work_rule_id: uuid.UUID, repealed_on: date, reason: str, by: User, at: datetime, version: int | None = None
) -> WorkRule:
    """End a rule without a successor; the regional rule is followed by reference again (Art. 12)."""
    given = {"repealed_on": repealed_on, "reason": reason}
    with acting(WORK_RULE, "repeal", work_rule_id, by=by, at=at, version=version, given=given) as act:
        act.object.repealed_on = repealed_on
        common.end_for_all(act, act.object)
    return act.object


@verb(WORK_RULE, "issue_for_lower")
def issue_for_lower(
    *, work_rule_id: uuid.UUID, governments: str, by: User, at: datetime, version: int | None = None
) -> WorkRule:
    """Issue this rule for governments below, each of which adopts it on a day of its own (Art. 12)."""
    given = {"governments": governments}
    with acting(WORK_RULE, "issue_for_lower", work_rule_id, by=by, at=at, version=version, given=given) as act:
        common.issue_for(act, parts(governments))
    return act.object


@verb(WORK_RULE, "adopt")
def adopt_rule(
    *,
    work_rule_id: uuid.UUID,
    effective_on: date | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> WorkRule:
    """Adopt a rule that a higher government issued for several; an own rule in force is repealed the same day."""
    given = {"effective_on": effective_on}
    with acting(WORK_RULE, "adopt", work_rule_id, by=by, at=at, version=version, given=given) as act:
        rule: WorkRule = act.object
        rule.effective_on = effective_on or rule.effective_on
        _replace_predecessor(act, rule)
    return rule


def _replace_predecessor(act: Act, rule: WorkRule) -> None:
    """Repeal the rule in force on the day the new one takes effect, and lead from it to the new one (R13.4)."""
    for former in WorkRule.objects.select_for_update().filter(state=WorkRuleState.ISSUED).exclude(pk=rule.pk):
        # The guard could not see a rule that was issued in the same moment; behind the lock it is seen.
        if former.effective_on and rule.effective_on and rule.effective_on <= former.effective_on:
            raise RulesOverlap
        former.repealed_on, former.replaced_by = rule.effective_on, rule
        carry_out(WORK_RULE, "replace", former, by=act.by, at=act.at, recorded_at=act.recorded_at)
        common.end_for_all(act, former)
