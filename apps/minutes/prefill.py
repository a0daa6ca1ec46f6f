"""The first words of minutes, from the record: a clerk edits them instead of starting on an empty page."""

import re

from apps.documents.rendering.wording import chinese_date, full_width, matter_of
from apps.meetings.models import AgendaItem, Meeting
from apps.meetings.titles import embedded, meeting_title, short_title
from apps.workrules.binding import binding_rule
from apps.workrules.parameters import REGIONAL_2024
from apps.workrules.selectors import preamble_of
from tenants.governments.selectors import government
from vocabulary.categories import Category

FULL_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def facts_of_opening(meeting: Meeting) -> dict[str, str]:
    """Return what the first sentence must say, as the record has it (R9.5): day, presiders, place, which meeting."""
    chair = zip(("主持人", "共同主持人"), meeting.presiders, strict=False)
    return {
        "召开日期": chinese_date(meeting.held_on) if meeting.held_on else "",
        **{label: one.present_name for label, one in chair},
        "地点": meeting.venue,
        # Without the sides: an organ that was renamed since met under its former name.
        "会议名称": short_title(meeting),
    }


def contradictions_of_opening(meeting: Meeting, opening: str) -> list[str]:
    """Return what an opening lacks of the record, and each other day that its first sentence names."""
    facts, written = facts_of_opening(meeting), full_width(opening)
    lacking = [f"{label}（{fact}）" for label, fact in facts.items() if full_width(fact) not in written]
    named = FULL_DATE.findall(written.partition("。")[0])
    return lacking + [f"所写日期{day}" for day in named if day != facts["召开日期"]]


def opening_for(meeting: Meeting) -> str:
    """Return the opening: when, who presided, which meeting, and the general words of its rule (R2.1)."""
    who = "、".join(f"{one.present_title}{one.present_name}" for one in meeting.presiders)
    behind = f"受{meeting.delegated_by_title}{meeting.delegated_by}委托，" if meeting.delegated_by else ""
    presided = "共同主持召开" if len(meeting.presiders) > 1 else "主持召开"
    day = chinese_date(meeting.held_on) if meeting.held_on else ""
    general = preamble_of(binding_rule(meeting)).strip()
    aims = f"{general.rstrip('。')}。" if general else ""
    host = embedded(meeting)
    joined = f"，会议{host}" if host else ""
    named = f"{meeting_title(meeting, government())}{joined}"
    return f"{day}，{behind}{who}在{meeting.venue}{presided}{named}。{aims}{_begins(meeting)}"


def _begins(meeting: Meeting) -> str:
    """Return the last words before the topics: 现纪要如下, or by the name that the rule gives the paper."""
    name = binding_rule(meeting).minutes_name
    return "现纪要如下：" if name == REGIONAL_2024.minutes_name else f"现将{name}印发如下："


def section_for(item: AgendaItem) -> str:
    """Return the first words about one topic."""
    assert item.topic is not None  # noqa: S101 - part three of the agenda holds topics only
    reporter = item.reporter.name if item.reporter else ""
    told = "通报" if Category(item.topic.category).is_briefing else "汇报"
    return f"会议听取了{reporter}关于{matter_of(item.topic.title)}情况的{told}。"
