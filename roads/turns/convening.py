"""Another date, a refusal, a notice that changes, a meeting put off or given up; and who comes or does not."""

from datetime import timedelta

from apps.meetings.attendance import services as attendance
from apps.meetings.closing import services as closing_services
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import ATTENDANCE
from apps.meetings.models import Attendance, Capacity
from apps.meetings.notice import services as notice_services
from apps.organizations.models import Slot
from kernel import clock
from kernel.lifecycle.engine import take
from roads.calendars import workday_from
from roads.story import Story

BOTH = ("union_clerk", "gov_clerk")
#: The day first asked for, before the one on which the story's meeting takes place.
EARLIER = timedelta(days=7)


def counter_date(story: Story) -> None:
    """The government asks for another day: the request is back with the union."""
    convening_services.propose_other_date(
        meeting_id=story.meeting.pk,
        date=workday_from(story.meeting_on + EARLIER),
        reason=story.pick(story.texts.other_date_reasons, "other date"),
        **story.someone("gov_clerk"),
    )


def agree_on_another_date(story: Story) -> None:
    """The union takes the government's day and asks again."""
    counter_date(story)
    plan = story.plan() | {"planned_on": workday_from(story.meeting_on)}
    convening_services.edit_meeting(meeting_id=story.meeting.pk, **plan, **story.someone("union_clerk"))
    convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_leader"))


def decline(story: Story) -> None:
    """The government's leader does not agree to a meeting."""
    reason = story.pick(story.texts.decline_reasons, "decline")
    convening_services.decline_meeting(meeting_id=story.meeting.pk, reason=reason, **story.someone("gov_leader"))


def cancel(story: Story) -> None:
    """Both offices give the meeting up."""
    reason = story.pick(story.texts.cancel_reasons, "cancel")
    for office in BOTH:
        closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason=reason, **story.someone(office))


def give_up_the_draft(story: Story) -> None:
    """The union withdraws a draft before anybody was asked, and writes another."""
    reason = story.pick(story.texts.cancel_reasons, "draft")
    closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason=reason, **story.someone("union_clerk"))
    story.meeting = convening_services.draft_meeting(**story.plan(), **story.someone("union_clerk"))


def postpone(story: Story) -> None:
    """Both offices put the meeting off; who had said that he comes is asked again for the new day."""
    for row in _officers(story)[:1]:
        attendance.confirm_attendance(attendance_id=row.pk, **story.someone("gov_clerk"))
    words = {
        "date": workday_from(story.meeting_on + timedelta(days=21)),
        "reason": story.pick(story.texts.postpone_reasons, "postpone"),
    }
    for office in BOTH:
        closing_services.postpone_meeting(meeting_id=story.meeting.pk, **words, **story.someone(office))


def reissue_notice(story: Story) -> None:
    """The meeting moves to another room and another hour."""
    notice_services.reissue_notice(
        meeting_id=story.meeting.pk,
        starts_at=clock.at_hour(story.meeting_on, 15),
        venue=story.texts.venues[-1],
        contact=story.refresh().contact,
        presider=Attendance.objects.get(meeting=story.meeting, slot=Slot.CHIEF_CONVENER_GOV),
        what_changed=story.sentences.notice_changed,
        **story.someone("gov_clerk"),
    )


def answer_invitations(story: Story) -> None:
    """One comes, one is excused, one sends somebody else; a guest of the grassroots is asked."""
    by, rows = story.someone("gov_clerk"), _officers(story)
    attendance.confirm_attendance(attendance_id=rows[0].pk, **by)
    reason = story.pick(story.texts.leave_reasons, "leave")
    approver = story.office.people["gov_leader"].name
    attendance.take_leave(attendance_id=rows[1].pk, reason=reason, approver=approver, **by)
    deputy = story.office.people["viewer"].name
    attendance.substitute(attendance_id=rows[2 % len(rows)].pk, name=deputy, title=story.sentences.deputy_title, **by)
    guest = story.pick(story.texts.guests, "guest")
    attendance.invite(
        meeting=story.refresh(),
        name=story.office.people["system_officer"].name,
        unit_name=story.sentences.guest_unit,
        title=guest.title,
        capacity=Capacity.GUEST,
        category=story.sentences.guest_category,
        **story.someone("union_clerk"),
    )


def stay_away(story: Story) -> None:
    """Somebody who was expected is not there."""
    take(ATTENDANCE, "mark_absent", attendance_id=_officers(story)[0].pk, **story.someone("gov_clerk"))


def _officers(story: Story) -> list[Attendance]:
    return list(Attendance.objects.filter(meeting=story.meeting, side="gov", slot=None).order_by("position"))
