"""Who presides: whom the work rule names, by turns where it says so, or the principal leader who comes (Arts. 4, 8)."""

from apps.meetings.models import Attendance, AttendanceState, Capacity, Meeting
from apps.meetings.notice import refusals, rules
from apps.meetings.selectors import previous_of
from apps.workrules.binding import binding_rule
from apps.workrules.naming import side_label
from apps.workrules.parameters import PARAMETERS, RuleParameters
from kernel.lifecycle.table import Act
from vocabulary.roles import Side, other_side


def usual_presider(meeting: Meeting) -> Attendance | None:
    """Return who would preside: the principal leader who comes, or the first whom the rule wants in the chair."""
    coming, rule = meeting.attendances.coming().in_order(), binding_rule(meeting)
    known = leader_on_the_list(meeting) or (meeting.presider if meeting.presider in coming else None)
    if known is not None:
        return known
    turn = turn_of(rule, meeting)
    asked = (row for row in coming if row.capacity == Capacity.MEMBER and presides_as_asked(rule, row, turn))
    return next(asked, None)


def leader_on_the_list(meeting: Meeting) -> Attendance | None:
    """Return the row of the principal leader who accepted and is coming: who presides by default (R4.5)."""
    if not meeting.principal_leader_comes:
        return None
    leader = {"name": meeting.principal_leader, "title": meeting.principal_leader_title, "side": Side.GOV}
    return meeting.attendances.coming().filter(**leader).first()


def presider_is_listed(act: Act[Meeting]) -> None:
    """The presider is on this meeting's list and is coming (R8.1)."""
    presider: Attendance = act.given["presider"]
    coming = presider.state not in {AttendanceState.ON_LEAVE, AttendanceState.ABSENT, AttendanceState.REMOVED}
    if presider.meeting_id != act.object.pk or not coming or presider.capacity == Capacity.GUEST:
        raise refusals.PresiderNotListed(fields={"presider": refusals.PresiderNotListed.sentence})


def presider_as_the_rule_says(act: Act[Meeting]) -> None:
    """Whom the rule names presides: 应当 refuses anybody else, 原则上 asks for a reason (R8.1).

    A principal leader who accepted presides by default; anybody else needs a reason (R4.5).
    """
    rule, presider = binding_rule(act.object, day=act.today), act.given["presider"]
    if leader_is_in_the_chair(act.object, presider):
        return
    if act.object.principal_leader_comes and not act.given.get("presider_reason"):
        leader = {"who": f"{act.object.principal_leader_title}{act.object.principal_leader}"}
        sentence = refusals.PresiderNeedsReason.sentence % leader
        raise refusals.PresiderNeedsReason(sentence, fields={"presider_reason": sentence})
    turn = turn_of(rule, act.object)
    if presides_as_asked(rule, presider, turn):
        return
    named = side_label(turn, rule) if turn else rule.presider_title
    who = {"who": named or PARAMETERS["presider_rule"].said(rule.presider_rule)}
    if rule.presider_strength == "required":
        sentence = refusals.PresiderRequired.sentence % who
        raise refusals.PresiderRequired(sentence, fields={"presider": sentence})
    if not act.given.get("presider_reason"):
        sentence = refusals.PresiderNeedsReason.sentence % who
        raise refusals.PresiderNeedsReason(sentence, fields={"presider_reason": sentence})


def leader_is_in_the_chair(meeting: Meeting, presider: Attendance) -> bool:
    """Return whether the principal leader who accepted is the one who is to preside (R4.5)."""
    leader = (meeting.principal_leader, meeting.principal_leader_title, Side.GOV)
    return meeting.principal_leader_comes and (presider.name, presider.title, presider.side) == leader


def presides_as_asked(rule: RuleParameters, row: Attendance, turn: str) -> bool:
    """Return whether somebody on the list is whom the rule wants in the chair, by turns where it says so (R8.1)."""
    return rules.presides_as_asked(
        rule.presider_rule, slot=row.slot, side=row.side, title=row.title, named=rule.presider_title,
        chiefs=rule.slots, turn=turn,
    )  # fmt: skip


def turn_of(rule: RuleParameters, meeting: Meeting) -> str:
    """Return the side whose turn it is where both preside by turns; empty at the first meeting, and elsewhere."""
    previous = previous_of(meeting) if rule.presider_rule == "alternating" else None
    last = previous.presider.side if previous and previous.presider else ""
    return other_side(last) if last else ""
