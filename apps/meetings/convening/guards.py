"""What the plan of a meeting, its request and the answer to it need (Art. 4)."""

import uuid
from datetime import datetime

from apps.meetings.convening import refusals, rules
from apps.meetings.convening.conveners import conveners_on
from apps.meetings.convening.refusals import ConsultationMissing, GroundMissing
from apps.meetings.convening.rules import BY_RULE, in_fixed_month
from apps.meetings.models import Meeting
from apps.workrules.binding import binding_rule
from apps.workrules.rules import Period, exceeds
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField, WrongSide
from kernel.workcalendar.wording import iso
from vocabulary.meetings import MeetingKind


def still_ahead(act: Act[Meeting]) -> None:
    """The planned date has not passed while the draft lay."""
    if act.object.planned_on < act.today:
        raise refusals.DateInPast


def counter_date_is_ahead(act: Act[Meeting]) -> None:
    """A counter-proposed or new date lies ahead."""
    if act.given["date"] < act.today:
        raise refusals.DateInPast(fields={"date": refusals.DateInPast.sentence})


def slots_are_filled(act: Act[Meeting]) -> None:
    """The conveners whom the rule asks for, all in post today, all different people (R4.2)."""
    conveners_on(binding_rule(day=act.today), act.today)


def not_the_requester(act: Act[Meeting]) -> None:
    """Nobody accepts his or her own request."""
    if act.object.requested_by_id in act.people:
        raise refusals.OwnRequest


def answered_by_now(act: Act[Meeting]) -> None:
    """Nobody answered tomorrow."""
    if act.given["answered_on"] > act.today:
        raise refusals.DatesOutOfOrder(fields={"answered_on": refusals.DatesOutOfOrder.sentence})


def date_is_ahead(act: Act[Meeting]) -> None:
    """A meeting is planned for today or later."""
    if act.given["planned_on"] < act.today:
        raise refusals.DateInPast(fields={"planned_on": refusals.DateInPast.sentence})


def ground_fits_kind(act: Act[Meeting]) -> None:
    """An extraordinary meeting has ground and text, an ordinary one neither (R4.7)."""
    extraordinary = act.given["kind"] == MeetingKind.EXTRAORDINARY
    ground, text = act.given.get("ground"), act.given.get("ground_text")
    if extraordinary != bool(ground) or (extraordinary and not text):
        raise refusals.GroundNeeded
    rule = binding_rule(day=act.today)
    if extraordinary and not rule.extraordinary_allowed:
        raise refusals.NoExtraordinary
    if extraordinary and rule.extraordinary_consent == "consulted" and not act.given.get("prior_consultation"):
        raise ConsultationMissing(fields={"prior_consultation": ConsultationMissing.sentence})


def fits_the_rule_of_today(act: Act[Meeting]) -> None:
    """A draft of an earlier rule is asked for under that of the day: by the side and of the kind it knows (R13.2)."""
    rule, meeting = binding_rule(day=act.today), act.object
    if rule.requested_by not in {meeting.requesting_side, "either"}:
        raise WrongSide
    if meeting.principal_leader_ground == BY_RULE and rule.presider_rule != "principal_required":
        raise GroundMissing
    if meeting.kind != MeetingKind.EXTRAORDINARY:
        return
    if not rule.extraordinary_allowed:
        raise refusals.NoExtraordinary
    if rule.extraordinary_consent == "consulted" and not meeting.prior_consultation:
        raise ConsultationMissing


def ordinal_is_free(act: Act[Meeting]) -> None:
    """The ordinal is free, and a gap has its reason (R4.10)."""
    taken = _ordinals(besides=act.object.pk if act.object else None)
    start = binding_rule(day=act.today).ordinal_start
    ordinal = act.given.get("ordinal") or rules.next_ordinal(taken, start=start)
    if ordinal < 1 or ordinal in taken:
        raise refusals.OrdinalTaken(fields={"ordinal": refusals.OrdinalTaken.sentence})
    if taken and ordinal > rules.next_ordinal(taken, start=start) and not act.given.get("ordinal_gap_reason"):
        raise refusals.OrdinalGap(fields={"ordinal_gap_reason": refusals.OrdinalGap.sentence})


def ordinal_still_fits(act: Act[Meeting]) -> None:
    """An ordinal that was typed into the draft is still free when the request leaves, and its gap explained (R4.10)."""
    meeting = act.object
    if not meeting.ordinal_typed or meeting.requested_at is not None:
        return
    taken = _ordinals(besides=meeting.pk)
    if meeting.ordinal in taken:
        raise refusals.OrdinalTaken
    following = rules.next_ordinal(taken, start=binding_rule(day=act.today).ordinal_start)
    if taken and meeting.ordinal > following and not meeting.ordinal_gap_reason:
        raise refusals.OrdinalGap


def _ordinals(*, besides: uuid.UUID | None) -> set[int]:
    return set(
        Meeting.objects.asked_for().exclude(pk__in=[besides] if besides else []).values_list("ordinal", flat=True)
    )


def within_frequency(act: Act[Meeting]) -> None:
    """No more ordinary meetings than the rule allows in its period; in principle means with a reason (R4.6)."""
    rule = binding_rule(day=act.today)
    if act.given["kind"] != MeetingKind.ORDINARY:
        return
    titled = act.given.get("titled_year") if rule.year_attribution == "titled_year" else None
    last = titled or act.given["planned_on"].year
    others = Meeting.objects.numbered().exclude(pk__in=[act.object.pk] if act.object else [])
    first = last + 1 - rule.period_years
    planned = others.filter(kind=MeetingKind.ORDINARY, year__range=(first, last)).count()
    if not exceeds(Period(first, last, planned), rule):
        return
    if rule.frequency_strength == "required":
        raise refusals.TooManyMeetings
    if not act.given.get("frequency_reason"):
        raise refusals.MoreMeetingsNeedReason(fields={"frequency_reason": refusals.MoreMeetingsNeedReason.sentence})


def in_a_month_of_the_rule(act: Act[Meeting]) -> None:
    """An ordinary meeting is held in a month that the rule fixes; in principle means that another one is said (R4.6).

    Every row asks that sets a day, and every row that goes on with one.
    """
    given, meeting = act.given, act.object
    if (given.get("kind") or meeting.kind) != MeetingKind.ORDINARY:
        return
    field = next((name for name in ("planned_on", "date", "starts_at") if given.get(name)), "")
    day = given[field] if field else meeting.planned_on
    day = day_of(day) if isinstance(day, datetime) else day
    rule = binding_rule(meeting, day=act.today)
    if rule.meeting_months_strength != "required" or in_fixed_month(day, rule):
        return
    sentence = refusals.MonthIsFixed.sentence % {"months": "、".join(rule.meeting_months), "day": iso(day)}
    raise refusals.MonthIsFixed(sentence, fields={field: sentence} if field else None)


def titled_year_is_near(act: Act[Meeting]) -> None:
    """The year of the title is that of the meeting or the one before: January may end a year's meetings (R4.8)."""
    titled = act.given.get("titled_year")
    if titled is not None and not 0 <= act.given["planned_on"].year - titled <= 1:
        raise refusals.TitledYearFarOff(fields={"titled_year": refusals.TitledYearFarOff.sentence})


def principal_leader_has_ground(act: Act[Meeting]) -> None:
    """The principal leader is invited by name and post, for a matter of special weight that is stated (R4.5).

    Where the rule wants him or her in the chair, that is the ground; under another rule it is none.
    """
    given = act.given
    always = binding_rule(day=act.today).presider_rule == "principal_required"
    invited = bool(given.get("principal_leader") or given.get("principal_leader_title"))
    ground = given.get("principal_leader_ground")
    if not always and (ground == BY_RULE or (invited and not ground)):
        raise GroundMissing(fields={"principal_leader_ground": GroundMissing.sentence})
    if ground or invited:
        missing = [name for name in ("principal_leader", "principal_leader_title") if not given.get(name)]
        if missing:
            raise MissingField(fields=dict.fromkeys(missing, MissingField.sentence))


#: What the plan of a meeting needs, drafted or edited.
PLAN = (
    date_is_ahead, ground_fits_kind, ordinal_is_free, within_frequency, in_a_month_of_the_rule, titled_year_is_near,
    principal_leader_has_ground,
)  # fmt: skip
