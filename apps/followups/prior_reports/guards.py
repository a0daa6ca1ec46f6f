"""What it needs to explain an item to a meeting, and for the report to be complete (R3.3, R8.3)."""

from apps.followups.models import AgreedItem
from apps.followups.prior_reports import refusals
from apps.followups.prior_reports.report import live_report
from apps.meetings.models import Meeting
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from vocabulary.meetings import MeetingState

#: Meetings that will still hear a prior report.
AHEAD = MeetingState.before(MeetingState.HELD)


def explained_to_a_later_meeting(act: Act[AgreedItem]) -> None:
    """The explanation goes to a meeting that is still ahead, and names a date after it (R3.3)."""
    meeting = act.given["meeting"]
    if meeting.pk == act.object.meeting_id or meeting.state not in AHEAD:
        raise refusals.ExplanationNotForThisMeeting(fields={"meeting": refusals.ExplanationNotForThisMeeting.sentence})
    if act.given["new_date"] <= max(meeting.session_on or meeting.planned_on, act.today):
        raise refusals.NewDateTooEarly(fields={"new_date": refusals.NewDateTooEarly.sentence})


def prior_report_is_complete(act: Act[Meeting]) -> None:
    """Every open item of earlier meetings is explained to this one (R3.3); nobody edits that list by hand (R3.4)."""
    report = live_report(act.object).unimplemented
    if silent := [row.item.number for row in report if row.explanation is None]:
        raise refusals.PriorReportIncomplete(about=silent)
    day = day_of(act.given["starts_at"])
    if early := [row.item.number for row in report if row.explanation and row.explanation.new_date <= day]:
        raise refusals.PriorReportIncomplete(about=early)
