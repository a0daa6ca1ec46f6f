"""A rule for many governments: brought to each as a draft to adopt, ended for all on one day (Art. 12)."""

import uuid
from collections.abc import Sequence

from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.models import WorkRule, WorkRuleState
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act
from tenants.commonrules import services as commonrules

#: What an adoption has in common with the rule it adopts.
SHARED = (
    "title", "status", "issuer", "document_number", "issued_on", "effective_on", "addressees", "openness_note",
    "disclosure", "legal_bases", "base_title", "base_number", "preamble", "deviations",
)  # fmt: skip


def issue_for(act: Act, codes: Sequence[str]) -> None:
    """Write the rule down in public, and lay it before each government's office."""
    rule: WorkRule = act.object
    assert rule.effective_on is not None  # noqa: S101 - an issued rule has its days
    text = {name: getattr(rule, name) for name in SHARED}
    key, by = rule.pk, commonrules.visitor(act.by)

    def deliver() -> None:
        with acting(WORK_RULE, "receive", by=by, at=act.at) as received:
            create(received, WorkRule(common_rule_id=key, **text))

    commonrules.issue_common(
        rule_id=rule.pk,
        title=rule.title,
        document_number=rule.document_number,
        effective_on=rule.effective_on,
        governments=commonrules.strictly_below(codes),
        deliver=deliver,
    )


def end_for_all(act: Act, rule: WorkRule) -> None:
    """End every adoption of a rule on the day of its repeal; a rule of this government alone has none."""
    key, repealed_on = rule.pk, rule.repealed_on
    if rule.common_rule_id is not None or repealed_on is None or not commonrules.is_common(key):
        return
    by = commonrules.visitor(act.by)

    def end() -> None:
        for adopted in _adoptions_of(key):
            assert adopted.effective_on is not None  # noqa: S101 - issued rows have their days
            adopted.repealed_on = max(adopted.effective_on, repealed_on)
            carry_out(WORK_RULE, "replace", adopted, by=by, at=act.at, recorded_at=act.recorded_at)

    commonrules.repeal_common(rule_id=key, repealed_on=repealed_on, end=end)


def _adoptions_of(key: uuid.UUID) -> list[WorkRule]:
    """The adoption in force here; there is none where the rule was never adopted, or is replaced by now."""
    rows = WorkRule.objects.select_for_update(of=("self",)).filter(common_rule_id=key, state=WorkRuleState.ISSUED)
    return list(rows)
