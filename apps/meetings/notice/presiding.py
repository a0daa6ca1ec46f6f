"""Who presides: whom the work rule names, by turns where it says so, or the principal leader who comes (Arts. 4, 8)."""

from apps.meetings.inputs import Chair, Delegation, WasPresided
from apps.meetings.models import Attendance, AttendanceState, Capacity, Meeting
from apps.meetings.notice import refusals, rules
from apps.meetings.selectors import previous_of
from apps.workrules.binding import binding_rule
from apps.workrules.naming import side_label
from apps.workrules.parameters import PARAMETERS, RuleParameters
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField
from kernel.workcalendar.wording import iso
from vocabulary.roles import BOTH_SIDES, Side, other_side

NOT_COMING = frozenset({AttendanceState.ON_LEAVE, AttendanceState.ABSENT, AttendanceState.REMOVED})


def usual_presider(meeting: Meeting) -> Attendance | None:
    """Return who would preside: the principal leader who comes, or the first whom the rule wants in the chair."""
    coming, rule = meeting.attendances.coming().in_order(), binding_rule(meeting)
    known = leader_on_the_list(meeting) or (meeting.presider if meeting.presider in coming else None)
    if known is not None:
        return known
    turn = turn_of(rule, meeting)
    asked = (row for row in coming if row.capacity == Capacity.MEMBER and _may_preside(rule, row, turn))
    return next(asked, None)


def usual_co_presider(meeting: Meeting, first: Attendance | None) -> Attendance | None:
    """Return who would preside beside the first: whom the last notice named, or the other side's leader (R8.1)."""
    coming, rule = meeting.attendances.coming().in_order(), binding_rule(meeting)
    if meeting.co_presider in coming:
        return meeting.co_presider
    if rule.presider_rule != "jointly" or first is None:
        return None
    others = (row for row in coming if row.capacity == Capacity.MEMBER and row.side != first.side)
    return next((row for row in others if _may_preside(rule, row, "")), None)


def leader_on_the_list(meeting: Meeting) -> Attendance | None:
    """Return the row of the principal leader who accepted and is coming: who presides by default (R4.5)."""
    if not meeting.principal_leader_comes:
        return None
    leader = {"name": meeting.principal_leader, "title": meeting.principal_leader_title, "side": Side.GOV}
    return meeting.attendances.coming().filter(**leader).first()


def presider_is_listed(act: Act[Meeting]) -> None:
    """Whoever presides is on this meeting's list and is coming; two who preside together are two (R8.1)."""
    for field, one in (("presider", act.given["presider"]), ("co_presider", Chair.of(act).co_presider)):
        if one is None:
            continue
        if one.meeting_id != act.object.pk or one.state in NOT_COMING or one.capacity == Capacity.GUEST:
            raise refusals.PresiderNotListed(fields={field: refusals.PresiderNotListed.sentence})
    presiders_are_two(act)


def presiders_are_two(act: Act[Meeting]) -> None:
    """Nobody presides together with himself (R8.1)."""
    first, second = WasPresided.of(act).presider, Chair.of(act).co_presider
    if second is not None and second == (first or act.object.presider):
        sentence = refusals.PresidersAreOne.sentence % {"who": second.name}
        raise refusals.PresidersAreOne(sentence, fields={"co_presider": sentence})


def delegation_is_whole(act: Act[Meeting]) -> None:
    """Who left the chair to somebody else is named with post, day and paper, and ought to preside (R8.1).

    The day is no later than the session's: what is written down afterwards was no delegation.
    """
    said, meeting = Delegation.of(act), act.object
    if not delegated(said):
        return
    lacking = [need.name for need in Delegation.needs if not act.given.get(need.name)]
    if lacking:
        raise MissingField(fields=dict.fromkeys(lacking, MissingField.sentence))
    starts_at = act.given.get("starts_at")
    session = day_of(starts_at) if starts_at else meeting.session_on
    assert said.delegated_on is not None  # noqa: S101 - it would be lacking
    if session is not None and said.delegated_on > session:
        sentence = refusals.DelegatedTooLate.sentence % {"day": iso(said.delegated_on), "session": iso(session)}
        raise refusals.DelegatedTooLate(sentence, fields={"delegated_on": sentence})
    _delegator_may(meeting, said, binding_rule(meeting, day=act.today))


def _delegator_may(meeting: Meeting, said: Delegation, rule: RuleParameters) -> None:
    if said.delegated_by == meeting.principal_leader and meeting.principal_leader_comes:
        return
    turn = turn_of(rule, meeting)
    named = {"who": _asked_for(rule, turn)}
    if not rule.presider_delegation:
        sentence = refusals.DelegationNotAllowed.sentence % named
        raise refusals.DelegationNotAllowed(sentence, fields={"delegated_by": sentence})
    if not any(_as_asked(rule, seat, turn) for seat in _seats_of(said)):
        sentence = refusals.DelegatorMayNot.sentence % {**named, "given": said.delegated_by_title}
        raise refusals.DelegatorMayNot(sentence, fields={"delegated_by_title": sentence})


def presider_as_the_rule_says(act: Act[Meeting]) -> None:
    """Whom the rule names presides: 应当 refuses anybody else, 原则上 asks for a reason (R8.1).

    A principal leader who accepted presides by default; anybody else needs a reason (R4.5). A recorded delegation by
    whoever ought to preside puts the presider in that place.
    """
    rule, chair, said = binding_rule(act.object, day=act.today), Chair.of(act), Delegation.of(act)
    presider, turn = act.given["presider"], turn_of(rule, act.object)
    excused = bool(chair.presider_reason) or delegated(said)
    if leader_is_in_the_chair(act.object, presider):
        return
    if act.object.principal_leader_comes and not excused:
        _asks_for_reason(f"{act.object.principal_leader_title}{act.object.principal_leader}")
    seats = [_seat(row) for row in (presider, chair.co_presider) if row is not None]
    if delegated(said):
        seats += [seat for seat in _seats_of(said) if _as_asked(rule, seat, turn)]
    if rules.all_as_asked(rule.presider_rule, [seat for seat in seats if _as_asked(rule, seat, turn)], rule.slots):
        return
    if rule.presider_strength == "required":
        sentence = refusals.PresiderRequired.sentence % {"who": _asked_for(rule, turn)}
        raise refusals.PresiderRequired(sentence, fields={"presider": sentence})
    if not excused:
        _asks_for_reason(_asked_for(rule, turn))


def delegated(said: Delegation) -> bool:
    """Return whether anything is said about a delegation."""
    return any((said.delegated_by, said.delegated_by_title, said.delegated_on, said.delegation_basis))


def leader_is_in_the_chair(meeting: Meeting, presider: Attendance) -> bool:
    """Return whether the principal leader who accepted is the one who is to preside (R4.5)."""
    leader = (meeting.principal_leader, meeting.principal_leader_title, Side.GOV)
    return meeting.principal_leader_comes and (presider.name, presider.title, presider.side) == leader


def write_chair(meeting: Meeting, act: Act[Meeting]) -> None:
    """Write down who presides, with whom, why, and by whose delegation."""
    chair, said = Chair.of(act), Delegation.of(act)
    meeting.presider, meeting.co_presider = WasPresided.of(act).presider, chair.co_presider
    meeting.presider_reason = chair.presider_reason or ""
    meeting.delegated_by, meeting.delegated_by_title = said.delegated_by or "", said.delegated_by_title or ""
    meeting.delegated_on, meeting.delegation_basis = said.delegated_on, said.delegation_basis or ""


def turn_of(rule: RuleParameters, meeting: Meeting) -> str:
    """Return the side whose turn it is where both preside by turns; empty at the first meeting, and elsewhere."""
    previous = previous_of(meeting) if rule.presider_rule == "alternating" else None
    last = previous.presider.side if previous and previous.presider else ""
    return other_side(last) if last else ""


def _may_preside(rule: RuleParameters, row: Attendance, turn: str) -> bool:
    return _as_asked(rule, _seat(row), turn)


def _as_asked(rule: RuleParameters, seat: rules.Seat, turn: str) -> bool:
    named, chiefs = rule.presider_title, rule.slots
    return rules.presides_as_asked(rule.presider_rule, seat, named=named, chiefs=chiefs, turn=turn)


def _seat(row: Attendance) -> rules.Seat:
    return rules.Seat(row.slot, row.side, row.present_title)


def _seats_of(said: Delegation) -> list[rules.Seat]:
    """Return where whoever delegated would sit: the office's papers say the post, and the post says the side."""
    title = said.delegated_by_title or ""
    return [rules.Seat(None, side, title) for side in rules.sides_of(title, BOTH_SIDES)]


def _asked_for(rule: RuleParameters, turn: str) -> str:
    named = side_label(turn, rule) if turn else rule.presider_title
    return str(named or PARAMETERS["presider_rule"].said(rule.presider_rule))


def _asks_for_reason(who: str) -> None:
    sentence = refusals.PresiderNeedsReason.sentence % {"who": who}
    raise refusals.PresiderNeedsReason(sentence, fields={"presider_reason": sentence})
