"""What to think of about a meeting: what the rule asks in principle only, and what nobody has seen to (Arts. 4–9)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.meetings.convening.rules import in_fixed_month
from apps.meetings.models import Meeting
from apps.meetings.notice.lead_times import notice_due_on, pack_due_on, pack_of
from apps.meetings.session.lead_times import minutes_due
from apps.organizations.models import Unit
from apps.topics.models import Topic
from apps.workrules.binding import binding_rule
from kernel.clock import day_of
from kernel.lifecycle.cautions import Caution
from kernel.workcalendar.rules import CountedDay
from kernel.workcalendar.selectors import schedule
from kernel.workcalendar.wording import formatted, iso
from vocabulary.meetings import MeetingKind, MeetingState

ART_4, ART_5, ART_7, ART_9, ART_12 = (
    gettext_lazy("第四条"), gettext_lazy("第五条"), gettext_lazy("第七条"), gettext_lazy("第九条"),
    gettext_lazy("第十二条"),
)  # fmt: skip


def of_meeting(meeting: Meeting, *, today: date) -> list[Caution]:
    """Return what is out of the ordinary, in the order of the articles; nothing of it stops anybody."""
    if meeting.imported:
        return []
    found = (
        _one_more(meeting), _other_month(meeting), _absent_leads(meeting), _absent_members(meeting),
        _short_notice(meeting, today), _late_pack(meeting, today), _late_minutes(meeting, today), _provisional(meeting),
        _not_reported(meeting, today),
    )  # fmt: skip
    return [one for kind in found for one in kind]


def _one_more(meeting: Meeting) -> Iterator[Caution]:
    """A further ordinary meeting of a year is allowed, and said (R4.8)."""
    rule = binding_rule(meeting)
    ahead = MeetingState(meeting.state).is_before(MeetingState.IN_SESSION)
    if meeting.kind != MeetingKind.ORDINARY or not ahead or rule.period_years > 1:
        return
    earlier = Meeting.objects.numbered().filter(kind=MeetingKind.ORDINARY, year=meeting.year)
    # Drafts may show the same ordinal; keys are ordered by time.
    before = Q(ordinal__lt=meeting.ordinal) | Q(ordinal=meeting.ordinal, pk__lt=meeting.pk)
    count = earlier.filter(before).count()
    if count >= (rule.frequency_max or rule.frequency_min):
        words = _("%(year)s 年度已有 %(count)s 次例会，这是本年度又一次例会。") % {"year": meeting.year, "count": count}
        yield Caution("FurtherOrdinaryMeeting", "R4.8", ART_4, words)


def _other_month(meeting: Meeting) -> Iterator[Caution]:
    """An ordinary meeting in a month that the rule does not fix is allowed in principle, and said (R4.6)."""
    rule, day = binding_rule(meeting), meeting.session_on or meeting.planned_on
    ahead = MeetingState(meeting.state).is_before(MeetingState.IN_SESSION)
    if meeting.kind != MeetingKind.ORDINARY or not ahead or in_fixed_month(day, rule):
        return
    words = _("按规则例会原则上在%(months)s月召开，这次定在 %(day)s。")
    yield Caution("OtherMonth", "R4.6", ART_4, words % {"months": "、".join(rule.meeting_months), "day": iso(day)})


def _absent_leads(meeting: Meeting) -> Iterator[Caution]:
    """Whoever is to carry an agreed item should hear it decided (R5.3)."""
    if meeting.state not in {MeetingState.SETTLED, MeetingState.NOTICED, MeetingState.IN_SESSION}:
        return
    tabled = Topic.objects.of_meeting(meeting.pk).values("suggested_lead")
    listed = meeting.attendances.listed().values("unit_name")
    missing = Unit.objects.filter(pk__in=tabled).exclude(name__in=listed).values_list("name", flat=True)
    if names := "、".join(missing):
        words = _("议题的建议牵头单位不在参会名单中：%(units)s。") % {"units": names}
        yield Caution("LeadUnitNotInvited", "R5.3", ART_5, words)


def _short_notice(meeting: Meeting, today: date) -> Iterator[Caution]:
    """The notice goes out so long before that everybody can prepare (R7.6)."""
    if meeting.state not in {MeetingState.SETTLED, MeetingState.NOTICED}:
        return
    last = notice_due_on(meeting.session_on or meeting.planned_on, binding_rule(meeting))
    if (day_of(meeting.noticed_at) if meeting.noticed_at else today) > last:
        words = _("会议通知应于 %(day)s 前印发，时间不足。") % {"day": formatted(last)}
        yield Caution("ShortNotice", "R7.6", ART_7, words)


def _late_pack(meeting: Meeting, today: date) -> Iterator[Caution]:
    """The material goes out so long before that everybody can read it (R7.6)."""
    if meeting.state != MeetingState.NOTICED or meeting.kind == MeetingKind.EXTRAORDINARY:
        return
    due = pack_due_on(meeting.session_on or meeting.planned_on, binding_rule(meeting))
    if today > due and pack_of(meeting) is None:
        words = _("会议材料应于 %(day)s 前印发，至今尚未印发。") % {"day": iso(due)}
        yield Caution("PackOutstanding", "R7.6", ART_7, words)


def _absent_members(meeting: Meeting) -> Iterator[Caution]:
    """Whoever the rule counts among the fixed members stands on the list (R5.2)."""
    fixed = binding_rule(meeting).fixed_members
    if not fixed or meeting.state not in {MeetingState.SETTLED, MeetingState.NOTICED, MeetingState.IN_SESSION}:
        return
    listed = set(meeting.attendances.listed().values_list("unit_name", flat=True))
    if names := "、".join(name for name in fixed if name not in listed):
        words = _("规则所列的固定成员单位不在参会名单中：%(units)s。") % {"units": names}
        yield Caution("FixedMemberNotInvited", "R5.2", ART_5, words)


def _not_reported(meeting: Meeting, today: date) -> Iterator[Caution]:
    """Where the rule names a higher office and a day, it is reported to by then; minutes are filed at issue."""
    rule = binding_rule(meeting)
    if meeting.held_on is None or rule.report_up_due_days is None or not rule.report_up_to.startswith("higher_"):
        return
    due = meeting.held_on + timedelta(days=rule.report_up_due_days)
    if today > due and meeting.minutes_issued_on is None:
        words = _("按规则应于 %(day)s 前向上级报告本次会议情况。") % {"day": due.isoformat()}
        yield Caution("ReportUpOverdue", "R12.1", ART_12, words)


def _provisional(meeting: Meeting) -> Iterator[Caution]:
    """Working days of a year whose schedule the State Council has not published yet are counted for the time being.

    Said while such a day is still ahead: that of the notice, of the material, of the minutes.
    """
    day = _counted_ahead(meeting)
    if day is not None and day.provisional:
        words = _("国务院尚未公布 %(year)s 年放假安排，按工作日计算的期限暂按周末和法定节假日推算。") % {
            "year": _unpublished_of(meeting, day)
        }
        yield Caution("ProvisionalCalendar", "R7.6", ART_7, words)


def _counted_ahead(meeting: Meeting) -> CountedDay | None:
    """Return the day that is counted in working days and still ahead, if any."""
    if meeting.state == MeetingState.HELD:
        return minutes_due(meeting)
    awaits_pack = meeting.state == MeetingState.NOTICED and pack_of(meeting) is None
    if meeting.kind != MeetingKind.ORDINARY or not (meeting.state == MeetingState.SETTLED or awaits_pack):
        return None
    rule, session = binding_rule(meeting), meeting.session_on or meeting.planned_on
    notice = notice_due_on(session, rule) if meeting.state == MeetingState.SETTLED else None
    return notice if isinstance(notice, CountedDay) else pack_due_on(session, rule)


def _unpublished_of(meeting: Meeting, day: date) -> int:
    """Return the first year between a meeting and a day counted from it whose arrangement is not published."""
    known, session = schedule(), meeting.held_on or meeting.session_on or meeting.planned_on
    years = range(min(session, day).year, max(session, day).year + 1)
    return next(year for year in years if not known.is_published(year))


def _late_minutes(meeting: Meeting, today: date) -> Iterator[Caution]:
    """The minutes have their day (R9.7)."""
    due = minutes_due(meeting)
    if meeting.state == MeetingState.HELD and due is not None and today > due:
        words = _("会议纪要应于 %(day)s 前印发，现已逾期。") % {"day": formatted(due)}
        yield Caution("MinutesOverdue", "R9.7", ART_9, words)
