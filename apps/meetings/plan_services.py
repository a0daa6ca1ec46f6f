"""What planning and settling write, whichever verb leads to it (Arts. 4, 6)."""

from datetime import date

from apps.meetings import guards, rules
from apps.meetings.checklist_services import draw_up_checklist
from apps.meetings.models import Meeting
from apps.meetings.plan_guards import BY_RULE
from apps.meetings.preparation_services import draw_up_agenda, propose_attendance
from apps.topics import round_services as topics
from apps.topics import selectors as topic_lists
from apps.workrules.binding import bind, binding_rule
from apps.workrules.parameters import RuleParameters
from kernel.lifecycle.table import Act

PLAN_TEXTS = (
    "request_text", "ordinal_gap_reason", "ground_text", "prior_consultation", "principal_leader",
    "principal_leader_title", "principal_leader_ground", "frequency_reason",
)  # fmt: skip


def write_plan(act: Act, meeting: Meeting) -> None:
    """Write what was typed, and the rule that would bind a request made today (R13.2)."""
    given, rule = act.given, binding_rule(meeting, day=act.today)
    meeting.kind, meeting.planned_on = given["kind"], given["planned_on"]
    meeting.year = year_of(rule, meeting.planned_on, titled=given.get("titled_year"))
    taken = Meeting.objects.numbered().exclude(pk=meeting.pk).values_list("ordinal", flat=True)
    meeting.ordinal = given.get("ordinal") or rules.next_ordinal(set(taken), start=rule.ordinal_start)
    meeting.ground = given.get("ground")
    bind(meeting, day=act.today)
    for name in PLAN_TEXTS:
        setattr(meeting, name, given.get(name) or "")
    if meeting.principal_leader and not meeting.principal_leader_ground:
        meeting.principal_leader_ground = BY_RULE


def year_of(rule: RuleParameters, day: date, *, titled: int | None) -> int:
    """Return the year a meeting belongs to: that of its day, or that of its title where the rule counts so (R4.8)."""
    return titled if titled and rule.year_attribution == "titled_year" else day.year


def bind_to_rule_of(act: Act) -> None:
    """Let the rule of the notice's day bind where that of the request says so; its agenda may have other parts."""
    if bind(act.object, day=act.today):
        draw_up_agenda(act)


def collect(act: Act, *, late_reason: str, closes_on: date | None) -> None:
    """Open the round; that of a postponed meeting is opened again and judged by the new date (R6.5)."""
    meeting, who = act.object, {"by": act.by, "at": act.at}
    due = guards.collection_due_on(meeting) or act.today
    if topic_lists.round_of(meeting.pk) is None:
        topics.open_round(
            meeting_id=meeting.pk,
            year=meeting.year,
            due_starts_on=due,
            late_reason=late_reason,
            closes_on=closes_on,
            **who,
        )
        return
    meeting.agenda.all().delete()
    topics.reopen_round(meeting_id=meeting.pk, recorded_at=act.recorded_at, **who)
    topics.move_round(meeting_id=meeting.pk, due_starts_on=due, late_reason=late_reason, closes_on=closes_on)


def list_was_settled(act: Act) -> None:
    """Move every topic as the list says, and draw up what follows from it (Arts. 5, 8)."""
    topics.settle_round(meeting_id=act.object.pk, by=act.by, at=act.at, recorded_at=act.recorded_at)
    draw_up_agenda(act)
    draw_up_checklist(act)
    propose_attendance(act)
