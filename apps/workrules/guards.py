"""What drafting, issuing and repealing a work rule need. A guard raises a named refusal or lets the act pass."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from apps.workrules import refusals
from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.parameters import PARAMETERS, Unreadable, contradictions, parts, read, with_deviations
from apps.workrules.rules import REGIONAL_2024
from kernel.lifecycle.table import Act
from tenants.commonrules.services import ended_on, is_common, strictly_below


def deviations_are_sound(act: Act) -> None:
    """Each deviation is a value its parameter takes, has its reason, and fits the others (R12.1)."""
    contradict(deviations_of(act.given.get("deviations") or []))


def deviations_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what deviates from the region, typed, as it is stored; what is typed as in the region is none."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        parameter, typed, reason = PARAMETERS[row["parameter"]], row.get("value"), row.get("reason") or ""
        if typed is None and not (parameter.optional and reason):
            continue
        value = _read(row["parameter"], typed or "")
        if value == parameter.regional:
            continue
        if not reason.strip():
            said = f"{parameter.label}：{refusals.DeviationWithoutReason.sentence}"
            raise refusals.DeviationWithoutReason(said, fields={"deviations": said})
        found[parameter.name] = {"value": list(value) if isinstance(value, tuple) else value, "reason": reason}
    return found


def _read(name: str, typed: str) -> Any:
    try:
        return read(PARAMETERS[name], typed)
    except Unreadable as fault:
        said = f"{PARAMETERS[name].label}：{fault.sentence}"
        raise refusals.DeviationUnreadable(said, fields={"deviations": said}) from None


def contradict(deviations: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a rule whose values do not go together (Arts. 1, 12)."""
    for name, sentence in contradictions(with_deviations(REGIONAL_2024, deviations)).items():
        said = f"{PARAMETERS[name].label}：{sentence}"
        raise refusals.DeviationsContradict(said, fields={"deviations": said})


def dates_in_order(act: Act) -> None:
    """Issued today or earlier, effective on that day or later (R13.1)."""
    issued_on = act.given["issued_on"]
    if issued_on > act.today:
        raise refusals.IssuedInFuture(fields={"issued_on": refusals.IssuedInFuture.sentence})
    if (act.given.get("effective_on") or issued_on) < issued_on:
        raise refusals.EffectiveBeforeIssue(fields={"effective_on": refusals.EffectiveBeforeIssue.sentence})


def follows_the_one_in_force(act: Act) -> None:
    """The successor takes effect later than the rule it repeals, and no other is in force from then on (R13.1)."""
    no_overlap_from(act.given.get("effective_on") or act.given["issued_on"])


def no_overlap_from(effective_on: date) -> None:
    """Refuse days that another rule has (R13.1)."""
    current = WorkRule.objects.filter(state=WorkRuleState.ISSUED).first()
    if current is not None and current.effective_on is not None and effective_on <= current.effective_on:
        raise refusals.RulesOverlap
    if WorkRule.objects.in_force_after(effective_on).exclude(state=WorkRuleState.ISSUED).exists():
        raise refusals.RulesOverlap


def only_for_those_below(act: Act) -> None:
    """A rule is issued for governments strictly below, once (contract on rules for many governments)."""
    codes = parts(act.given["governments"])
    found = {government.code for government in strictly_below(codes)}
    if strangers := [code for code in codes if code not in found]:
        sentence = refusals.NotBelow.sentence % {"codes": "、".join(strangers)}
        raise refusals.NotBelow(sentence, fields={"governments": sentence})
    if is_common(act.object.pk):
        raise refusals.CommonAlready


def adopted_from_a_day_on(act: Act) -> None:
    """An adoption takes effect with the common rule or later, and overlaps no other rule (R13.1)."""
    rule: WorkRule = act.object
    if ended_on(rule.common_rule_id) is not None:
        raise refusals.CommonRuleEnded
    effective_on = act.given.get("effective_on") or rule.effective_on
    assert effective_on is not None and rule.issued_on is not None  # noqa: S101, PT018 - a common rule was issued
    if effective_on < (rule.effective_on or rule.issued_on):
        raise refusals.EffectiveBeforeIssue(fields={"effective_on": refusals.EffectiveBeforeIssue.sentence})
    no_overlap_from(effective_on)


def repealed_after_effect(act: Act) -> None:
    """A rule was in force before it is repealed (R13.1)."""
    if act.given["repealed_on"] < act.object.effective_on:
        raise refusals.RepealBeforeEffect(fields={"repealed_on": refusals.RepealBeforeEffect.sentence})
