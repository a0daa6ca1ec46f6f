"""What a notice needs before it is issued or reissued, and the material that follows it (Arts. 4, 5, 7, 8)."""

from django.utils.translation import gettext as _

from apps.documents.rendering.wording import chinese_date
from apps.meetings.agenda import rules as agenda_rules
from apps.meetings.attendance import refusals as attendance_refusals
from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.convening.conveners import conveners_on
from apps.meetings.models import Capacity, Meeting
from apps.meetings.notice import refusals
from apps.meetings.notice.lead_times import notice_due_on, pack_of
from apps.meetings.notice.refusals import InvitationUnanswered, NoticeTooLate
from apps.meetings.topic_list.guards import listed_in
from apps.topics import rules as topic_rules
from apps.topics.consultations import refusals as consultations_refusals
from apps.topics.models import Consultation, ConsultationState, Reply, Topic
from apps.topics.rounds import refusals as rounds_refusals
from apps.workrules.binding import binding_rule, is_kept
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from kernel.workcalendar.wording import iso
from vocabulary.meetings import MeetingKind
from vocabulary.roles import BOTH_SIDES, Side


def session_is_ahead(act: Act[Meeting]) -> None:
    """The notice precedes the meeting."""
    if day_of(act.given["starts_at"]) < act.today:
        raise convening_refusals.DatesOutOfOrder(fields={"starts_at": convening_refusals.DatesOutOfOrder.sentence})


def the_day_was_agreed(act: Act[Meeting]) -> None:
    """The notice states the day that both sides agreed, whatever offset its moment is given with (Art. 4, R6.5).

    The day is that of the office's own calendar. Another day needs both sides again: `postpone`.
    """
    day, agreed = day_of(act.given["starts_at"]), act.object.planned_on
    if day != agreed:
        said = {"day": chinese_date(day), "agreed": chinese_date(agreed)}
        sentence = refusals.DayWasAgreed.sentence % said
        raise refusals.DayWasAgreed(sentence, fields={"starts_at": sentence})


def both_sides_invited(act: Act[Meeting]) -> None:
    """The list names members of both sides (R7.2)."""
    sides = set(act.object.attendances.listed().filter(capacity=Capacity.MEMBER).values_list("side", flat=True))
    if not set(BOTH_SIDES) <= sides:
        raise refusals.NoticeIncomplete(about=(_("双方的出席人员"),))


def not_more_than_allowed(act: Act[Meeting]) -> None:
    """A rule may limit how many members each side sends (Art. 5)."""
    limit = binding_rule(act.object, day=act.today).reps_per_side
    if limit is None:
        return
    members = list(act.object.attendances.listed().filter(capacity=Capacity.MEMBER).values_list("side", flat=True))
    if max(members.count(Side.GOV), members.count(Side.UNION)) > limit:
        raise attendance_refusals.TooManyMembers(attendance_refusals.TooManyMembers.sentence % {"limit": limit})


def agenda_is_complete(act: Act[Meeting]) -> None:
    """All parts that the rule asks for are there, and the one that deliberates has at least one topic (R8.2)."""
    rule, parts = binding_rule(act.object, day=act.today), set(act.object.agenda.values_list("part", flat=True))
    # Where another rule binds from today, its parts are drawn up with the notice.
    if is_kept(act.object, day=act.today) and parts != set(agenda_rules.parts_of(rule.agenda_parts)):
        raise refusals.NoticeIncomplete(about=(_("规则规定的各部分议程"),))
    if not act.object.agenda.filter(part=3, topic__isnull=False).exists():
        raise refusals.NoticeIncomplete(about=(_("列入会议的议题"),))


def conveners_of_the_day(act: Act[Meeting]) -> None:
    """A meeting is announced with the conveners of its own day, all of them in post (R4.2, R4.4)."""
    conveners_on(binding_rule(act.object, day=act.today), day_of(act.given["starts_at"]))


def invitation_is_answered(act: Act[Meeting]) -> None:
    """The principal leader has said whether he or she comes (R4.5)."""
    if act.object.principal_leader and act.object.invitation_answer is None:
        raise InvitationUnanswered


def researched_by_now(act: Act[Meeting]) -> None:
    """Where the rule puts research after settlement, it is there before the notice (R6.6)."""
    rule = binding_rule(act.object, day=act.today)
    if not rule.research_required or rule.research_phase == "before_settlement":
        return
    if lacking := topic_rules.unresearched(listed_in(act)):
        raise rounds_refusals.NotPrepared(about=lacking)


def asked_units_answered(act: Act[Meeting]) -> None:
    """Whoever was asked again about a topic completed after settlement has answered, or was silent in time (R6.7)."""
    asked = Consultation.objects.filter(topic__in=Topic.objects.of_meeting(act.object.pk))
    silent = asked.filter(state=ConsultationState.SENT, reply_by__gte=act.today)
    if units := list(silent.values_list("unit__name", flat=True)):
        raise consultations_refusals.RepliesOutstanding(about=units)
    against = asked.filter(state=ConsultationState.REPLIED, reply=Reply.DISAGREE)
    if units := list(against.values_list("unit__name", flat=True)):
        raise consultations_refusals.DisagreementOpen(about=units)


def notice_is_up_to_date(act: Act[Meeting]) -> None:
    """A list changed after the notice is announced by a new one before the session (R7.5)."""
    if act.object.list_amended_at is not None:
        raise refusals.NoticeOutOfDate


def notice_in_time(act: Act[Meeting]) -> None:
    """With 应当 the notice of an ordinary meeting leaves the time that the rule names (R7.6)."""
    rule, day = binding_rule(act.object, day=act.today), day_of(act.given["starts_at"])
    if rule.notice_lead_strength != "required" or act.object.kind == MeetingKind.EXTRAORDINARY:
        return
    due = notice_due_on(day, rule)
    if act.today > due:
        sentence = NoticeTooLate.sentence % {"day": iso(due)}
        raise NoticeTooLate(sentence, fields={"starts_at": sentence})


def not_yet_sent_with_this_notice(act: Act[Meeting]) -> None:
    """One pack for one notice: what people hold in their hands changes by a new notice only (R7.5)."""
    if pack_of(act.object) is not None:
        raise refusals.PackIssued
