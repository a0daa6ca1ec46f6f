"""What each action on an agreed item needs, and what meetings need of the list."""

from collections.abc import Mapping
from datetime import date

from apps.followups import refusals, selectors
from apps.followups.models import ExtensionState, LetterKind, PartState
from apps.followups.prior_reports import live_report
from apps.followups.rules import Ladder
from apps.followups.terms import terms_of
from apps.meetings.models import MeetingState
from kernel.clock import day_of
from kernel.lifecycle.table import Act

#: Meetings that will still hear a prior report.
AHEAD = {
    MeetingState.DRAFT, MeetingState.REQUESTED, MeetingState.ACCEPTED, MeetingState.COLLECTING, MeetingState.SETTLED,
    MeetingState.NOTICED, MeetingState.IN_SESSION,
}  # fmt: skip


def percentage_in_range(act: Act) -> None:
    """Progress is a percentage."""
    if not 0 <= act.given["percentage"] <= 100:
        raise refusals.PercentageOutOfRange(fields={"percentage": refusals.PercentageOutOfRange.sentence})


def parts_are_reported(act: Act) -> None:
    """Every supporting unit reported its own part first (R11.5)."""
    if silent := [part.unit.name for part in act.object.parts.all() if part.state != PartState.REPORTED]:
        raise refusals.PartsOutstanding(about=silent)


def deadline_is_ahead(act: Act) -> None:
    """More time is asked for while there is some left: the deadline's own day is the last (R11.6)."""
    if act.today > act.object.due_on:
        raise refusals.DeadlinePassed


def nothing_is_pending(act: Act) -> None:
    """One request is answered before the next; the item's lock keeps two from coming at once (R11.6)."""
    if act.object.extension_requests.filter(state=ExtensionState.REQUESTED).exists():
        raise refusals.ExtensionPending


def asks_for_later(act: Act) -> None:
    """The date asked for lies after the deadline in force (R11.6)."""
    if act.given["new_due_on"] <= act.object.due_on:
        raise refusals.NotLater(fields={"new_due_on": refusals.NotLater.sentence})


def granted_in_time(act: Act) -> None:
    """An extension granted after the deadline never moves it; the item is held until both are written (R11.6)."""
    act.object.item = selectors.hold_item(act.object.item_id)
    if selectors.has_lapsed(act.object, act.today):
        raise refusals.ExtensionLapsed


def letter_is_due(act: Act) -> None:
    """Each step of the ladder in its order, on its day, once per deadline (R11.7); the item's lock keeps it once."""
    _require_due(act, act.object.due_on, selectors.letters_issued(act.object), terms_of(act.object.meeting).ladder)


def part_letter_is_due(act: Act) -> None:
    """The same for a supporting unit's own part, from its own deadline."""
    part = act.object
    _require_due(act, part.due_on, selectors.part_letters_issued(part), terms_of(part.item.meeting).ladder)


def _require_due(act: Act, due_on: date, issued: Mapping[str, date], ladder: Ladder) -> None:
    kind = act.given["kind"]
    if kind not in ladder.letters:
        raise refusals.NoSuchLetter(fields={"kind": refusals.NoSuchLetter.sentence})
    if kind in issued:
        raise refusals.LetterIssued(fields={"kind": refusals.LetterIssued.sentence})
    if (kind == LetterKind.REMINDER and act.today > due_on) or not _steps_taken(ladder.before(kind), issued):
        raise refusals.LetterOutOfOrder(fields={"kind": refusals.LetterOutOfOrder.sentence})
    day = ladder.due_from(kind, due_on=due_on, issued=issued)
    if day is None or act.today < day:
        raise refusals.NotDueYet(fields={"kind": refusals.NotDueYet.sentence})


def _steps_taken(before: str, issued: Mapping[str, date]) -> bool:
    return not before or before in issued


def explained_to_a_later_meeting(act: Act) -> None:
    """The explanation goes to a meeting that is still ahead, and names a date after it (R3.3)."""
    meeting = act.given["meeting"]
    if meeting.pk == act.object.meeting_id or meeting.state not in AHEAD:
        raise refusals.ExplanationNotForThisMeeting(fields={"meeting": refusals.ExplanationNotForThisMeeting.sentence})
    if act.given["new_date"] <= max(meeting.session_on or meeting.planned_on, act.today):
        raise refusals.NewDateTooEarly(fields={"new_date": refusals.NewDateTooEarly.sentence})


def prior_report_is_complete(act: Act) -> None:
    """Every open item of earlier meetings is explained to this one (R3.3); nobody edits that list by hand (R3.4)."""
    report = live_report(act.object).unimplemented
    if silent := [row.item.number for row in report if row.explanation is None]:
        raise refusals.PriorReportIncomplete(about=silent)
    day = day_of(act.given["starts_at"])
    if early := [row.item.number for row in report if row.explanation and row.explanation.new_date <= day]:
        raise refusals.PriorReportIncomplete(about=early)


def everything_is_settled(act: Act) -> None:
    """Every item is closed, terminated, or carried with explanation, opinion and new date."""
    open_items = selectors.unsettled().filter(meeting=act.object)
    if numbers := list(open_items.order_by("number").values_list("number", flat=True)):
        raise refusals.ItemsUnsettled(about=numbers)


def activation_is_possible(act: Act) -> None:
    """Every resolution has a lead unit and a dated milestone (R11.1)."""
    if act.object.meeting.resolutions.filter(milestones=None).exists():
        raise refusals.RowIncomplete
