"""How official documents call a meeting. Chinese only: the organs themselves issue them."""

from apps.meetings.models import Meeting
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from tenants.governments.models import Government
from vocabulary.meetings import MeetingKind
from vocabulary.roles import Side


def meeting_title(meeting: Meeting, government: Government) -> str:
    """Return the meeting's full name, e.g. 土默特左旗人民政府与土默特左旗总工会第3次联席会议."""
    rule = binding_rule(meeting)
    extra = "（临时）" if meeting.kind == MeetingKind.EXTRAORDINARY else ""
    sides = f"{organ(government, rule, Side.GOV)}与{organ(government, rule, Side.UNION)}"
    return f"{sides}{short_title(meeting)}{extra}"


def short_title(meeting: Meeting) -> str:
    """Return the meeting's number or year with the mechanism's name: 第3次联席会议, 2025年度联席座谈会议 (R4.10)."""
    rule = binding_rule(meeting)
    count = f"{meeting.year}年度" if rule.ordinal_style == "yearly" else f"第{meeting.ordinal}次"
    return f"{count}{rule.mechanism_name}"


def embedded(meeting: Meeting) -> str:
    """Return the words of a meeting that is held as a part of a standing one; empty where it stands alone."""
    host = binding_rule(meeting).host_meeting
    return f"并入{host}召开" if host else ""
