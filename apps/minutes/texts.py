"""The minutes as a document, and the hash that approvals are bound to.

The hash covers everything a reader sees except the number and the day of issue, which are only known at issue.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from apps.documents.rendering import canonical, digest
from apps.documents.rendering.content import (
    Annex,
    Block,
    Imprint,
    Mark,
    Notice,
    Paragraph,
    Participants,
    RollCall,
    Section,
    Signature,
)
from apps.documents.rendering.content import Minutes as MinutesDocument
from apps.documents.rendering.wording import chinese_date
from apps.meetings.attendance.letters import unit_in_print, units_in_print
from apps.meetings.models import AttendanceState, Meeting, Resolution
from apps.meetings.session.selectors import resolutions_of, responsible_units
from apps.meetings.titles import embedded, meeting_title
from apps.minutes.models import AgendaPart, Minutes
from apps.minutes.parts import headings_of
from apps.topics.models import TopicOutcome
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name, organ
from apps.workrules.parameters import RuleParameters
from tenants.governments.selectors import government
from vocabulary.disclosure import Disclosure
from vocabulary.roles import GOV_CLERK, Side

#: Stands for number and day while they are unknown: part of no printed paper, the same in every hash.
UNNUMBERED, UNDATED = "第1号", date(2000, 1, 1)


def digest_of(minutes: Minutes) -> str:
    """Return the hash that both approvals name."""
    return digest(document_of(minutes, number=UNNUMBERED, issued_on=UNDATED))


def text_of(minutes: Minutes) -> str:
    """Return the canonical text that the hash is taken of."""
    return canonical(document_of(minutes, number=UNNUMBERED, issued_on=UNDATED)).decode()


def document_of(minutes: Minutes, *, number: str, issued_on: date, disclosure: str | None = None) -> MinutesDocument:
    """Return the minutes as an official document: free text from the draft, everything else from the record (R9.5).

    The class of disclosure is chosen at issue and no part of what was approved, like number and day (R0.3).
    """
    place, meeting, issuer = government(), minutes.meeting, issuer_of(minutes)
    rule = binding_rule(meeting)
    office, union = office_name(place, rule, Side.GOV), organ(place, rule, Side.UNION)
    return MinutesDocument(
        mark=Mark(organs=(_named(f"{organ(place, rule, Side.GOV)}与{union}{rule.mechanism_name}", rule),)),
        number=number,
        title=title_of(minutes),
        issuer=issuer,
        issued_on=issued_on,
        body=tuple(_body(minutes, meeting)),
        roll_call=_roll_call(meeting),
        disclosure=Disclosure(disclosure) if disclosure else None,
        imprint=Imprint(
            copies=_copies(meeting, office if issuer == union else union), printed_by=issuer, printed_on=issued_on
        ),
    )


def _copies(meeting: Meeting, other_side: str) -> tuple[str, ...]:
    """Return to whom copies go: the side that does not issue, and every unit that is made responsible (R9.8)."""
    return tuple(dict.fromkeys((other_side, *(unit.name for unit in responsible_units(meeting.pk)))))


def title_of(minutes: Minutes) -> str:
    """Return the title: the meeting's, with the standing meeting that it was a part of, and that it is a correction."""
    host = embedded(minutes.meeting)
    beside = f"（{host}）" if host else ""
    corrects = "（更正）" if minutes.corrects_id else ""
    return f"{_named(meeting_title(minutes.meeting, government()) + beside, binding_rule(minutes.meeting))}{corrects}"


def _named(of: str, rule: RuleParameters) -> str:
    """Return whose minutes they are with the name that the rule gives them: no 会议会议备忘录."""
    return f"{of}{rule.minutes_name.removeprefix('会议') if of.endswith('会议') else rule.minutes_name}"


def issued_as_notice(minutes: Minutes) -> bool:
    """Return whether the rule lets the minutes out behind a notice, under the notice's number (Art. 9)."""
    return binding_rule(minutes.meeting).minutes_form == "notice"


def paper_of(minutes: Minutes, *, number: str, issued_on: date, disclosure: str) -> MinutesDocument | Notice:
    """Return what is issued: the minutes themselves, or the notice to whose annex they are (关于印发……纪要的通知).

    What was approved are the same words either way; number and head belong to the issuing organ.
    """
    text = document_of(minutes, number=number, issued_on=issued_on, disclosure=disclosure)
    if not issued_as_notice(minutes):
        return text
    told = units_in_print(minutes.meeting.attendances.in_order())
    copies = tuple(one for one in text.imprint.copies if one not in told)
    return Notice(
        mark=Mark(organs=(text.issuer,), suffix="文件"),
        number=number,
        title=f"{text.issuer}关于印发{text.title}的通知",
        addressees=told or (organ(government(), binding_rule(minutes.meeting), Side.GOV),),
        body=(Paragraph(text=f"现将《{text.title}》印发给你们，请认真抓好落实。"),),
        annexes=(Annex(title=text.title, body=(*text.body, *_names(text.roll_call))),),
        signature=Signature(organ=text.issuer, on=issued_on),
        disclosure=text.disclosure,
        imprint=replace(text.imprint, copies=copies),
    )


def _names(roll_call: RollCall) -> Iterator[Paragraph]:
    """Return the lists of names as an annex has them, in the order of the standard: 出席, 请假, 列席."""
    lists = (("出席", roll_call.present), ("请假", roll_call.excused), ("列席", roll_call.attending))
    for lead, participants in lists:
        if participants:
            said = "；".join(f"{each.unit}　{'、'.join(each.names)}" for each in participants)
            yield Paragraph(lead=lead, text=said)


def issuer_of(minutes: Minutes) -> str:
    """Return the organ that issues: the union, or the government's office where the rule names it (R9.8)."""
    rule = binding_rule(minutes.meeting)
    return office_name(government(), rule, Side.GOV if rule.minutes_issuer == GOV_CLERK.name else Side.UNION)


def _body(minutes: Minutes, meeting: Meeting) -> list[Block]:
    """Return the sections in the order of the agenda: what was heard first, each topic, what was set going (R8.2)."""
    blocks: list[Block] = (
        [Paragraph(text=_corrected(minutes.corrects, binding_rule(meeting).minutes_name))] if minutes.corrects else []
    )
    blocks.append(Paragraph(text=minutes.opening))
    told = _parts(minutes, meeting)
    set_going = told.pop(AgendaPart.DEPLOY, [])
    blocks += [block for pair in told.values() for block in pair]
    blocks += [*_topics(minutes, meeting), *set_going]
    if minutes.closing:
        blocks.append(Paragraph(text=minutes.closing))
    return blocks


def _parts(minutes: Minutes, meeting: Meeting) -> dict[str, list[Block]]:
    """Return the parts of the agenda beside the topics, each under its heading, as far as they were written."""
    words = {row.part: row.text for row in minutes.parts.all()}
    return {
        part: [Section(level=1, heading=heading), Paragraph(text=words[part])]
        for part, heading in headings_of(meeting).items()
        if part in words
    }


def _topics(minutes: Minutes, meeting: Meeting) -> Iterator[Block]:
    resolutions: dict[object, list[Resolution]] = {}
    for row in resolutions_of(meeting.pk):
        resolutions.setdefault(row.topic_id, []).append(row)
    outcomes = {item.topic_id: item for item in meeting.agenda.filter(part=3)}
    for section in minutes.sections.select_related("topic").order_by("position"):
        item = outcomes.get(section.topic_id)
        yield Section(level=1, heading=item.text if item is not None else section.topic.title)
        yield Paragraph(text=section.text)
        if item is not None and item.outcome and (ended := _outcome(item.outcome, item.outcome_note)):
            yield Paragraph(text=ended)
        yield from (_resolved(row) for row in resolutions.get(section.topic_id, []))


def _corrected(issued: Minutes, name: str) -> str:
    """Return the sentence by which a correction names the text that it replaces."""
    called = name if "会议" in name else f"会议{name}"
    return f"本文更正{issued.number}{called}，此前印发的文本与本文不一致的，以本文为准。"


def _outcome(outcome: str, note: str) -> str:
    words = {
        TopicOutcome.AGREED: "会议同意该议题。",
        TopicOutcome.AGREED_IN_PRINCIPLE: "会议原则同意该议题。",
        TopicOutcome.REMITTED: "会议要求对该议题再作研究。",
        TopicOutcome.NOT_AGREED: "会议未通过该议题。",
        TopicOutcome.NOTED: "",  # the section itself says that the report was heard
    }
    return words[TopicOutcome(outcome)] + note


def _resolved(row: Resolution) -> Section:
    """Return one numbered agreed item: who leads, who supports, until when."""
    supporting = "、".join(unit.name for unit in row.supporting_units.all())
    helped = f"，{supporting}配合" if supporting else ""
    text = f"由{row.lead_unit.name}牵头{helped}，于{chinese_date(row.due_on)}前完成。"
    own = "；".join(
        f"{part.unit.name}负责{part.text.rstrip('。；')}，于{chinese_date(part.due_on)}前完成"
        for part in row.parts.all()
    )
    told = f"{item_in_print(row)}，{text}" + (f"其中，{own}。" if own else "")
    return Section(level=2, heading=told)


def item_in_print(row: Resolution) -> str:
    """Return an item as minutes print it: without a clause that only names its lead unit, which is said with the day.

    A clause that names another unit stays: whoever reads must see what was typed.
    """
    lead, text = row.lead_unit.name, row.text.strip().rstrip("。；").removeprefix("会议议定，")
    return re.sub(rf"^由{re.escape(lead)}牵头[，、；]?|[，、；]由{re.escape(lead)}牵头(?=$|[，、；])", "", text)


def _roll_call(meeting: Meeting) -> RollCall:
    people = list(meeting.attendances.listed().order_by("position", "id"))
    came = [row for row in people if row.state == AttendanceState.CHECKED_IN]
    return RollCall(
        present=_by_unit([(unit_in_print(row), row.present_name) for row in came if row.capacity == "member"]),
        excused=_by_unit([(unit_in_print(row), row.name) for row in people if row.state == AttendanceState.ON_LEAVE]),
        attending=_by_unit([(unit_in_print(row), row.present_name) for row in came if row.capacity != "member"]),
    )


def _by_unit(people: list[tuple[str, str]]) -> tuple[Participants, ...]:
    units: dict[str, list[str]] = {}
    for unit, name in people:
        units.setdefault(unit, []).append(name)
    return tuple(Participants(unit=unit, names=tuple(names)) for unit, names in units.items())
