"""What issuing a work rule needs."""

from apps.workrules import refusals
from apps.workrules.models import WorkRule, WorkRuleState
from kernel.lifecycle.table import Act


def dates_in_order(act: Act) -> None:
    """Issued today or earlier, effective on that day or later (R13.1)."""
    issued_on = act.given["issued_on"]
    if issued_on > act.today:
        raise refusals.IssuedInFuture(fields={"issued_on": refusals.IssuedInFuture.sentence})
    if (act.given.get("effective_on") or issued_on) < issued_on:
        raise refusals.EffectiveBeforeIssue(fields={"effective_on": refusals.EffectiveBeforeIssue.sentence})


def follows_the_one_in_force(act: Act) -> None:
    """The successor takes effect later than the rule it repeals (R13.1)."""
    current = WorkRule.objects.filter(state=WorkRuleState.ISSUED).first()
    effective_on = act.given.get("effective_on") or act.given["issued_on"]
    if current is not None and current.effective_on is not None and effective_on <= current.effective_on:
        raise refusals.RulesOverlap
