"""Which leaders of the government came, and whether the rule asks that one does (Arts. 4, 8)."""

from apps.meetings.attendance.letters import LEADERSHIP
from apps.meetings.attendance.rules import leads_government
from apps.meetings.models import Attendance, AttendanceState, Capacity, Meeting
from apps.workrules.binding import binding_rule
from vocabulary.roles import Side

#: Rules under which the session is led by a leader of the government who attends it.
LED_BY_THE_GOVERNMENT = frozenset({"gov_attending", "principal_required", "jointly"})
CHIEF, CONVENER = "chief_convener_gov", "convener_gov"


def leaders_wanted(meeting: Meeting) -> bool:
    """Return whether the rule of this meeting counts on a leader of the government in the room (R8.1)."""
    return binding_rule(meeting).presider_rule in LED_BY_THE_GOVERNMENT


def leaders_present(meeting: Meeting) -> list[Attendance]:
    """Return the leaders of the government who came, in person or by whom the rule lets stand in for them.

    A head of the government or a deputy leads it, whoever among them is its chief convener. Under 原则上, or by a
    recorded delegation, the government's convener leads its side where none of them could come.
    Where the rule knows no chief convener of the government, whoever came for it as a member leads its side.
    """
    came = meeting.attendances.filter(
        state=AttendanceState.CHECKED_IN, side=Side.GOV, capacity=Capacity.MEMBER
    ).order_by("position", "id")  # fmt: skip
    slots = binding_rule(meeting).slots
    return [row for row in came if CHIEF not in slots or _leads(row, meeting)]


def _leads(row: Attendance, meeting: Meeting) -> bool:
    invited = bool(meeting.principal_leader) and row.name == meeting.principal_leader
    rule = binding_rule(meeting)
    deputed = row.slot == CONVENER and (rule.presider_strength != "required" or bool(meeting.delegated_by))
    named = leads_government(row.present_title) or row.unit_name.endswith(LEADERSHIP)
    return row.slot == CHIEF or deputed or named or invited
