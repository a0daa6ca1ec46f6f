"""How official documents call a meeting. Chinese only: the organs themselves issue them."""

from apps.documents.rendering.wording import chinese_numeral
from apps.meetings.models import Meeting
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from tenants.governments.models import Government
from vocabulary.meetings import MeetingKind
from vocabulary.roles import Side


def meeting_title(meeting: Meeting, government: Government) -> str:
    """Return the meeting's full name, e.g. 土默特左旗人民政府与土默特左旗总工会第三次联席会议."""
    extra = "（临时）" if meeting.kind == MeetingKind.EXTRAORDINARY else ""
    return f"{between_sides(meeting, government)}{short_title(meeting)}{extra}"


def short_title(meeting: Meeting) -> str:
    """Return the meeting's number or year with the mechanism's name: 第三次联席会议, 2025年度联席座谈会议 (R4.10)."""
    rule = binding_rule(meeting)
    return f"{_count(meeting, rule.ordinal_style)}{rule.mechanism_name}"


def between_sides(meeting: Meeting, government: Government) -> str:
    """Return both organs as a title joins them: 土默特左旗人民政府与土默特左旗总工会."""
    rule = binding_rule(meeting)
    return f"{organ(government, rule, Side.GOV)}与{organ(government, rule, Side.UNION)}"


def _count(meeting: Meeting, style: str) -> str:
    """Return which meeting it is, as the rule counts: 第三次, 第3次, 2025年度."""
    if style == "yearly":
        return f"{meeting.year}年度"
    return f"第{chinese_numeral(meeting.ordinal) if style == 'nth' else meeting.ordinal}次"


def embedded(meeting: Meeting) -> str:
    """Return the words of a meeting that is held as a part of a standing one; empty where it stands alone."""
    host = binding_rule(meeting).host_meeting
    return f"并入{host}召开" if host else ""
