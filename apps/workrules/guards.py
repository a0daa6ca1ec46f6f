"""What drafting, issuing and repealing a work rule need. A guard raises a named refusal or lets the act pass."""

from collections.abc import Mapping, Sequence
from datetime import date

from apps.workrules import refusals
from apps.workrules.conflicts import contradictions
from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.parameters import PARAMETERS, REGIONAL_2024, with_deviations
from apps.workrules.selectors import parameters_of
from apps.workrules.values import Unreadable, parts, read
from kernel.canonical import Plain
from kernel.lifecycle.table import Act
from kernel.refusals import Refusal, Sentence
from tenants.commonrules.services import ended_on, is_common, strictly_below
from tenants.governments.models import Government, Level


def deviations_are_sound(act: Act[WorkRule]) -> None:
    """Each deviation is a value its parameter takes, has its reason, and fits the others (R12.1)."""
    contradict(deviations_of(act.given.get("deviations") or []))


def deviations_of(rows: Sequence[Plain]) -> dict[str, Plain]:
    """Return what deviates from the region, typed, as it is stored; what is typed as in the region is none."""
    found: dict[str, Plain] = {}
    unreadable: dict[str, Sentence] = {}
    unreasoned: dict[str, Sentence] = {}
    for row in rows:
        parameter, typed, reason = PARAMETERS[row["parameter"]], row.get("value"), row.get("reason") or ""
        if typed is None and not (parameter.optional and reason):
            continue
        try:
            value = read(parameter, typed or "")
        except Unreadable as fault:
            unreadable[parameter.name] = fault.sentence
            continue
        if value != parameter.regional and not reason.strip():
            unreasoned[parameter.name] = refusals.DeviationWithoutReason.sentence
        elif value != parameter.regional:
            found[parameter.name] = {"value": list(value) if isinstance(value, tuple) else value, "reason": reason}
    _refuse(refusals.DeviationUnreadable, unreadable)
    _refuse(refusals.DeviationWithoutReason, unreasoned)
    return found


def contradict(deviations: Mapping[str, Mapping[str, object]]) -> None:
    """Refuse a rule whose values do not go together (Arts. 1, 12)."""
    _refuse(refusals.DeviationsContradict, contradictions(with_deviations(REGIONAL_2024, deviations)))


def _refuse(kind: type[Refusal], faults: Mapping[str, Sentence]) -> None:
    """Refuse with everything that is wrong: one sentence for the whole, and one beside each parameter concerned."""
    if not faults:
        return
    said = "　".join(f"{PARAMETERS[name].label}：{sentence}" for name, sentence in faults.items())
    raise kind(said, fields={"deviations": said, **{f"deviations.{name}": it for name, it in faults.items()}})


def dates_in_order(act: Act[WorkRule]) -> None:
    """Issued today or earlier, effective on that day or later (R13.1)."""
    issued_on = act.given["issued_on"]
    if issued_on > act.today:
        raise refusals.IssuedInFuture(fields={"issued_on": refusals.IssuedInFuture.sentence})
    if (act.given.get("effective_on") or issued_on) < issued_on:
        raise refusals.EffectiveBeforeIssue(fields={"effective_on": refusals.EffectiveBeforeIssue.sentence})


def follows_the_one_in_force(act: Act[WorkRule]) -> None:
    """The successor takes effect later than the rule it repeals, and no other is in force from then on (R13.1)."""
    no_overlap_from(act.given.get("effective_on") or act.given["issued_on"])


def no_overlap_from(effective_on: date) -> None:
    """Refuse days that another rule has (R13.1)."""
    current = WorkRule.objects.filter(state=WorkRuleState.ISSUED).first()
    if current is not None and current.effective_on is not None and effective_on <= current.effective_on:
        raise refusals.RulesOverlap
    if WorkRule.objects.in_force_after(effective_on).exclude(state=WorkRuleState.ISSUED).exists():
        raise refusals.RulesOverlap


def only_for_those_below(act: Act[WorkRule]) -> None:
    """A rule is issued for governments strictly below, once (contract on rules for many governments)."""
    codes = parts(act.given["governments"])
    found = {government.code for government in strictly_below(codes)}
    if strangers := [code for code in codes if code not in found]:
        sentence = refusals.NotBelow.sentence % {"codes": "、".join(strangers)}
        raise refusals.NotBelow(sentence, fields={"governments": sentence})
    reach = set(parameters_of(act.object).extends_to)
    if beyond := [government.name for government in strictly_below(codes) if _kind_of(government) not in reach]:
        sentence = refusals.BeyondItsReach.sentence % {"names": "、".join(beyond)}
        raise refusals.BeyondItsReach(sentence, fields={"governments": sentence})
    if is_common(act.object.pk):
        raise refusals.CommonAlready


def _kind_of(government: Government) -> str:
    """Return how a rule's reach calls a government: by its level; who is not counted is a zone or township (R12.8)."""
    return str(government.level) if government.counted or government.level == Level.TOWNSHIP else "zone"


def adopted_from_a_day_on(act: Act[WorkRule]) -> None:
    """An adoption takes effect with the common rule or later, and overlaps no other rule (R13.1)."""
    rule: WorkRule = act.object
    if ended_on(rule.common_rule_id) is not None:
        raise refusals.CommonRuleEnded
    effective_on = act.given.get("effective_on") or rule.effective_on
    assert effective_on is not None and rule.issued_on is not None  # noqa: S101, PT018 - a common rule was issued
    if effective_on < (rule.effective_on or rule.issued_on):
        raise refusals.EffectiveBeforeIssue(fields={"effective_on": refusals.EffectiveBeforeIssue.sentence})
    no_overlap_from(effective_on)


def repealed_after_effect(act: Act[WorkRule]) -> None:
    """A rule was in force before it is repealed (R13.1)."""
    if act.given["repealed_on"] < act.object.effective_on:
        raise refusals.RepealBeforeEffect(fields={"repealed_on": refusals.RepealBeforeEffect.sentence})
