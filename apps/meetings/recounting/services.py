"""Days that were counted in working days and written down, counted anew when working days become others.

What was issued stays as it is, and so does what a person gave. Each changed day has its entry in the audit chain.
"""

from datetime import date, datetime

from apps.meetings.facts import fact_of
from apps.meetings.models import Meeting, PreparationItem, PreparationState
from apps.meetings.preparation.lead_times import counted_day
from apps.meetings.session.lead_times import minutes_due_on
from apps.workrules.binding import binding_rule
from kernel import clock
from kernel.audit import services as audit
from kernel.lifecycle.table import Nobody
from tenants.ledger.services import publish as publish_fact
from vocabulary.meetings import MeetingState

RECOUNTED = "recount"


def recount_days(at: datetime) -> int:
    """Count anew every day that is still ahead of its act; return how many became others."""
    return _minutes(at) + _preparations(at)


def _minutes(at: datetime) -> int:
    """The day of the minutes, while they are not issued; the level above hears of the new one."""
    count = 0
    owed = Meeting.objects.filter(state=MeetingState.HELD, imported=False, minutes_issued_on=None)
    for meeting in owed.exclude(held_on=None).exclude(minutes_due_on=None).select_for_update():
        assert meeting.held_on is not None  # noqa: S101 - asked for above
        before, due = meeting.minutes_due_on, minutes_due_on(meeting.held_on, binding_rule(meeting))
        if before == due:
            continue
        meeting.minutes_due_on = due
        Meeting.objects.filter(pk=meeting.pk).update(minutes_due_on=due)
        _note("meeting", meeting, "minutes_due_on", before, due, at)
        if (fact := fact_of(meeting)) is not None:
            publish_fact(fact)
        count += 1
    return count


def _preparations(at: datetime) -> int:
    """The usual things to prepare, where nobody gave them another day and their day has not passed."""
    count, today = 0, clock.day_of(at)
    open_items = PreparationItem.objects.filter(state=PreparationState.OPEN, due_on__gte=today)
    for item in open_items.exclude(lead_workdays=None).select_related("meeting").select_for_update(of=("self",)):
        assert item.lead_workdays is not None  # noqa: S101 - asked for above
        due = max(counted_day(item.meeting, item.lead_workdays), today)
        if not MeetingState(item.meeting.state).is_before(MeetingState.HELD) or due == item.due_on:
            continue
        PreparationItem.objects.filter(pk=item.pk).update(due_on=due)
        _note("preparation_item", item, "due_on", item.due_on, due, at)
        count += 1
    return count


def _note(
    kind: str, one: Meeting | PreparationItem, column: str, before: date | None, after: date, at: datetime
) -> None:
    audit.append(
        what=f"{kind}.{RECOUNTED}", at=at, recorded_at=clock.recorded_now(), by=Nobody(), object_kind=kind,
        object_id=one.pk, changes={column: [before, after]},
    )  # fmt: skip
