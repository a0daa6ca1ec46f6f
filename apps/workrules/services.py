"""What offices do with work rules. The only writers of this table."""

import uuid
from datetime import date, datetime

from apps.organizations.models import User
from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.models import WorkRule, WorkRuleState
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act, verb


@verb(WORK_RULE, "draft")
def draft_rule(*, title: str, by: User, at: datetime) -> WorkRule:
    """Begin a work rule."""
    with acting(WORK_RULE, "draft", by=by, at=at, given={"title": title}) as act:
        create(act, WorkRule(title=title))
    return act.object


@verb(WORK_RULE, "issue")
def issue_rule(
    *,
    work_rule_id: uuid.UUID,
    document_number: str,
    issued_on: date,
    effective_on: date | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> WorkRule:
    """Put a rule in force; it repeals the one before it on the day it takes effect (R13.1)."""
    given = {"document_number": document_number, "issued_on": issued_on, "effective_on": effective_on}
    with acting(WORK_RULE, "issue", work_rule_id, by=by, at=at, version=version, given=given) as act:
        rule: WorkRule = act.object
        rule.document_number, rule.issued_on, rule.effective_on = document_number, issued_on, effective_on or issued_on
        _repeal_predecessor(act, on=rule.effective_on)
    return rule


def _repeal_predecessor(act: Act, *, on: date) -> None:
    for former in WorkRule.objects.select_for_update().filter(state=WorkRuleState.ISSUED):
        former.repealed_on = on
        carry_out(WORK_RULE, "repeal", former, by=act.by, at=act.at, recorded_at=act.recorded_at)
