"""The agenda as notices and material print it."""

from collections.abc import Sequence

from apps.documents.rendering.content import Paragraph, Section
from apps.documents.rendering.wording import sentence_end
from apps.meetings.agenda.rules import parts_of
from apps.meetings.models import AgendaItem, Meeting
from apps.meetings.titles import embedded
from apps.workrules.binding import binding_rule
from apps.workrules.rules import label_of
from vocabulary.categories import PRIOR_FOLLOWUP

#: The part of the agenda under which the topics stand.
TOPICS = 3
PARTS = {1: "通报上次{name}议定事项落实情况", 2: "通报本次会议议题征集和主要内容", 3: "研究议题", 4: "部署落实"}


def parts_said(meeting: Meeting) -> dict[int, str]:
    """Return the parts that the meeting's rule asks for, each in its words."""
    rule = binding_rule(meeting)
    said = {part: PARTS[part].format(name=rule.mechanism_name) for part in parts_of(rule.agenda_parts)}
    own = label_of(PRIOR_FOLLOWUP, rule)
    return said | ({1: f"通报{own}"} if own and 1 in said else {})


def agenda_lines(meeting: Meeting) -> list[AgendaItem]:
    """Return the topics of the agenda in their order, with who reports."""
    return list(meeting.agenda.filter(part=TOPICS).select_related("reporter"))


def agenda_body(meeting: Meeting, lines: Sequence[AgendaItem] | None = None) -> tuple[Section | Paragraph, ...]:
    """Return the agenda as it is printed: the parts in order, each topic with its reporter and time."""
    blocks: list[Section | Paragraph] = []
    if host := embedded(meeting):
        blocks.append(Paragraph(text=f"本次会议{host}，作为其专项议题依次进行："))
    for part, text in parts_said(meeting).items():
        blocks.append(Section(level=1, heading=text if part == TOPICS else sentence_end(text)))
        if part == TOPICS:
            blocks += [
                Section(level=2, heading=f"{item.text}{_reported(item)}。")
                for item in (agenda_lines(meeting) if lines is None else lines)
            ]
    return tuple(blocks)


def _reported(item: AgendaItem) -> str:
    said = [f"汇报单位：{item.reporter.name}"] if item.reporter else []
    said += [f"{item.duration}分钟"] if item.duration else []
    return f"（{'，'.join(said)}）" if said else ""
