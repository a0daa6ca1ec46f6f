"""What a meeting states upward: numbers, dates and enumerations (never a text)."""

from collections.abc import Iterable, Iterator

from apps.meetings.collection.lead_times import collection_due_on
from apps.meetings.models import Attendance, AttendanceState, Meeting
from apps.meetings.session import rules as session_rules
from apps.organizations.models import Slot
from apps.topics.models import Topic, TopicState
from apps.topics.preparation import prepared
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.binding import binding_rule
from apps.workrules.rules import HeldMeeting, counted
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from tenants.ledger.facts import MeetingFact
from tenants.ledger.services import publish as publish_fact
from tenants.ledger.services import withdraw
from vocabulary.items import OPEN_STATES
from vocabulary.meetings import Lead, MeetingKind, MeetingState
from vocabulary.roles import Side


def publish(act: Act[Meeting]) -> None:
    """State the meeting as it stands after an act, in the act's transaction; a draft has no fact."""
    fact = fact_of(act.object)
    if fact is None:
        withdraw(MeetingFact, act.object.pk)
    else:
        publish_fact(fact)


def publish_lists_of(act: Act[Topic]) -> None:
    """State again every meeting whose list a topic's move may have changed; before the pool a topic changes none."""
    if act.object.state in {TopicState.DRAFT, TopicState.SUBMITTED, TopicState.RETURNED}:
        return
    for meeting in Meeting.objects.filter(pk__in=rounds_selectors.meetings_listing(act.object)):
        fact = fact_of(meeting)
        if fact is not None:
            publish_fact(fact)


def all_facts() -> Iterator[MeetingFact]:
    """Yield the fact of every meeting of this government, for reconciliation."""
    for meeting in Meeting.objects.all():
        fact = fact_of(meeting)
        if fact is not None:
            yield fact


def fact_of(meeting: Meeting) -> MeetingFact | None:
    """Return what `meeting` states upward, or None while it is nobody else's business."""
    if meeting.state == MeetingState.DRAFT or not (meeting.requested_at or meeting.imported):
        return None
    collected = rounds_selectors.round_of(meeting.pk)
    agenda = list(meeting.agenda.filter(topic__isnull=False).select_related("topic"))
    listed = rounds_selectors.entries_of(meeting.pk) if collected else agenda if meeting.imported else []
    origins = [row.topic.origin for row in agenda or listed if row.topic is not None]
    held = meeting.held_on is not None
    unfinished = [row for row in meeting.report_rows if row["state"] in OPEN_STATES] if held else []
    return MeetingFact(
        source_id=meeting.pk,
        year=meeting.year,
        kind=MeetingKind(meeting.kind),
        state=meeting.state,
        ordinal=meeting.ordinal,
        planned_on=meeting.planned_on,
        collection_started_on=collected.starts_on if collected else None,
        collection_due_on=collection_due_on(meeting),
        topics_gov=origins.count(Side.GOV),
        topics_union=origins.count(Side.UNION),
        topics_joint=origins.count("joint"),
        topics_tabled=len(agenda),
        topics_decided=sum(item.outcome is not None for item in agenda),
        topics_prepared=prepared(item.topic for item in agenda if item.topic is not None) if held else 0,
        notice_issued_on=day_of(meeting.noticed_at) if meeting.noticed_at else None,
        held_on=meeting.held_on,
        minutes_due_on=meeting.minutes_due_on,
        minutes_issued_on=meeting.minutes_issued_on,
        concluded_on=day_of(meeting.concluded_at) if meeting.concluded_at else meeting.declared_concluded_on,
        gov_lead=lead_of(meeting, Side.GOV) if held else Lead.UNKNOWN,
        union_lead=lead_of(meeting, Side.UNION) if held else Lead.UNKNOWN,
        imported=meeting.imported,
        unimplemented=len(unfinished),
        explained=sum(all(row.get("said") or [None]) for row in unfinished),
        counts_in=counts_in(meeting),
    )


def counts_in(meeting: Meeting) -> int | None:
    """Return the year whose obligation a meeting that was held satisfies by its own rule, if any (R4.8)."""
    if meeting.held_on is None:
        return None
    extraordinary = meeting.kind == MeetingKind.EXTRAORDINARY
    return counted(HeldMeeting(meeting.held_on, meeting.year, extraordinary), binding_rule(meeting))


def lead_of(meeting: Meeting, side: str) -> Lead:
    """Return who led a side in the room; a substitute is no convener (R5.7, assessment B3).

    The principal leader who came stands in the place of the government's chief convener.
    """
    invited = [row for row in meeting.attendances.listed() if row.side == side]
    if meeting.imported and not any(row.slot for row in invited):
        return Lead.UNKNOWN
    here = {row.slot for row in invited if row.state == AttendanceState.CHECKED_IN and not row.substitute_name}
    chief = Slot.CHIEF_CONVENER_GOV if side == Side.GOV else Slot.CHIEF_CONVENER_UNION
    convener = Slot.CONVENER_GOV if side == Side.GOV else Slot.CONVENER_UNION
    leads = chief in here or (side == Side.GOV and _principal_came(meeting, invited))
    return Lead(session_rules.lead_present(chief=leads, convener=convener in here))


def _principal_came(meeting: Meeting, invited: Iterable[Attendance]) -> bool:
    here = {row.name for row in invited if row.state == AttendanceState.CHECKED_IN and not row.substitute_name}
    return meeting.principal_leader_comes and meeting.principal_leader in here
