"""The chair's script of a session (主持词): what is said between the parts of the agenda. Chinese only."""

from collections.abc import Iterator

from apps.documents.rendering.content import Block, Paragraph, Section, WorkingPaper
from apps.documents.rendering.wording import chinese_numeral, matter_of
from apps.meetings.agenda.letters import TOPICS, agenda_lines, parts_said
from apps.meetings.models import AttendanceState, Meeting
from apps.meetings.titles import meeting_title
from apps.organizations.models import User
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name
from kernel import clock
from tenants.governments.selectors import government
from vocabulary.categories import Category
from vocabulary.roles import Side

NUMBERS = "首先", "下面", "接下来"
CLOSING = (
    "会后，请各责任单位按照会议议定事项抓紧落实，按时报送进展；"
    "请双方办公室及时整理印发会议纪要，列出清单，跟踪督办。今天的会议到此结束。散会。"
)


def chairs_script(meeting: Meeting, reader: User) -> WorkingPaper:
    """Return the script: greeting, who is there, each part of the agenda in its order, close (R8.2)."""
    place, rule = government(), binding_rule(meeting)
    named = meeting_title(meeting, place)
    return WorkingPaper(
        title=f"{named}主持词",
        issuer=office_name(place, rule, Side.GOV),
        as_of=clock.today(),
        body=(
            Paragraph(text="同志们："),
            Paragraph(text=f"现在召开{named}。{_present(meeting)}"),
            Paragraph(text=f"今天的会议共有{len(parts_said(meeting))}项议程，依次进行。"),
            *_parts(meeting),
            Paragraph(text=CLOSING),
        ),
    )


def _present(meeting: Meeting) -> str:
    """Return how many are invited, and who has asked for leave."""
    people = meeting.attendances.in_order()
    excused = [row.name for row in people if row.state == AttendanceState.ON_LEAVE]
    absent = f"{'、'.join(excused)}因事请假。" if excused else ""
    return f"会议应到{len(people)}人，请假{len(excused)}人。{absent}"


def _parts(meeting: Meeting) -> Iterator[Block]:
    for at, (part, text) in enumerate(parts_said(meeting).items()):
        opening = NUMBERS[min(at, len(NUMBERS) - 1)]
        yield Section(level=1, heading=text)
        if part == TOPICS:
            yield Paragraph(text=f"{opening}逐项研究议题。")
            yield from _topics(meeting)
        else:
            yield Paragraph(text=f"{opening}进行第{chinese_numeral(at + 1)}项议程：{text}。")


def _topics(meeting: Meeting) -> Iterator[Block]:
    """Each topic: who reports for how long; a briefing is heard, anything else is discussed and agreed."""
    for line in agenda_lines(meeting):
        reporter = line.reporter.name if line.reporter else "有关单位"
        minutes = f"，时间{line.duration}分钟" if line.duration else ""
        matter = matter_of(line.text)
        yield Section(level=2, heading=f"请{reporter}汇报{matter}情况{minutes}。")
        if line.topic is not None and not Category(line.topic.category).is_briefing:
            yield Paragraph(text="请与会同志发表意见。（讨论后归纳议定意见、责任单位和完成时限。）")
