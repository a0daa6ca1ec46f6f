"""The agenda with reporters and time, and the material for the session generated from the record (Arts. 3, 6, 8)."""

import io
from dataclasses import replace
from typing import Any

import docx
import pytest

from apps.documents.models import DocumentKind, IssuedDocument
from apps.followups.prior_reports.report import prior_report
from apps.meetings.agenda import services as agenda_services
from apps.meetings.agenda.refusals import OrderIsSettled, SlotImpossible
from apps.meetings.collection.letters import collected_text
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.notice.refusals import PackIssued
from apps.topics.rounds.selectors import collected
from apps.workrules.binding import binding_rule
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, WrongRole, WrongSide, WrongState
from tests.cast import a_story, an_office
from tests.journeys.test_next_meeting import NEXT_ON, explain_all, notice
from tests.meetings.test_lists_after_the_notice import reissue
from tests.road import refused

DISSENT = "资金来源没有落实，不同意此项。"


def lines(story) -> list[dict[str, Any]]:
    return list(story.meeting.agenda.filter(part=3).order_by("position"))


def arranged(story, **more) -> list[dict[str, Any]]:
    return [{"topic": line.topic, "reporter": line.reporter, "duration": 20, **more} for line in lines(story)]


def arrange(story, items, name="union_clerk") -> Meeting:
    return agenda_services.arrange_agenda(meeting_id=story.meeting.pk, items=items, **story.someone(name))


def send(story, name="union_clerk") -> Meeting:
    return take(MEETING, "issue_pack", meeting_id=story.meeting.pk, **story.someone(name))


def pack(story) -> IssuedDocument:
    return IssuedDocument.objects.filter(subject_id=story.meeting.pk, kind=DocumentKind.MEETING_PACK).first()


def words(document: IssuedDocument) -> str:
    """Everything that stands in the file that people open, tables included."""
    file = docx.Document(io.BytesIO(bytes(document.docx)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)


@pytest.mark.rule("R8.5")
def test_each_topic_has_a_reporter_and_its_time(road):
    with road.at("settled") as story:
        assert all(line.reporter for line in lines(story))
        items = arranged(story)
        items[0]["reporter"], items[0]["duration"] = story.office.units["hrss"], 35
        for name in ("union_clerk", "gov_clerk"):
            arrange(story, items, name)
        assert lines(story)[0].reporter == story.office.units["hrss"]
        assert [line.duration for line in lines(story)] == [35, *[20] * (len(items) - 1)]
        with refused(WrongRole, "R8.5"):
            arrange(story, items, "gov_leader")
        with refused(MissingField, "R8.5", fields=("items",)):
            arrange(story, [])


@pytest.mark.rule("R8.5")
def test_arranging_changes_neither_the_topics_nor_their_order(road):
    with road.at("settled") as story:
        items = arranged(story)
        for other in (items[1:], items[::-1], [*items, items[0]]):
            with refused(OrderIsSettled, fields=("items",)):
                arrange(story, other)
        for minutes in (0, -5, 481):
            with refused(SlotImpossible, fields=("items",)):
                arrange(story, arranged(story, duration=minutes))


@pytest.mark.rule("R8.3")
def test_no_pack_goes_out_before_the_notice(road):
    with road.at("settled") as story, refused(WrongState, "R8.3"):
        send(story)


@pytest.mark.rule("R8.5", "R7.5")
def test_after_the_notice_another_arrangement_waits_for_a_new_notice(road):
    with road.at("noticed") as story:
        same = arranged(story, duration=None)
        arrange(story, same)
        assert story.refresh().list_amended_at is None
        arrange(story, arranged(story))
        with refused(notice_refusals.NoticeOutOfDate):
            send(story)
        reissue(story)
        send(story)
        assert "20分钟" in words(pack(story))


@pytest.mark.rule("R8.4", "R8.3", "R3.5")
def test_the_pack_is_a_numbered_document_of_the_union_with_figures_and_sheets(road):
    with road.at("noticed") as story:
        send(story)
        issued = pack(story)
        told = words(issued)
        assert issued.number.startswith("土左工函〔2026〕")
        assert issued.pdf_sha256
        counts = collected(story.meeting.pk)
        assert collected_text(counts, binding_rule(story.meeting)) in told
        assert sum(figures[2] for figures in counts.values()) == len(lines(story))
        assert sum(figures[0] for figures in counts.values()) == len(story.topics)
        for line in lines(story):
            assert f"议题：{line.topic.title}" in told.replace("\n", "")
            assert line.topic.proposed_decision in told
            assert line.topic.suggested_lead is None or line.topic.suggested_lead.name in told
        assert "此前未召开过联席会议" in told


@pytest.mark.rule("R8.3")
def test_another_pack_needs_another_notice_and_names_the_one_before(road):
    with road.at("noticed") as story:
        with refused(WrongSide, "R8.3"):
            send(story, "gov_clerk")
        send(story)
        first = pack(story)
        with refused(PackIssued):
            send(story)
        with story.on(clock.today(), 18):
            reissue(story)
            send(story)
        assert f"本材料替代{first.number}所附材料" in words(pack(story))


@pytest.mark.django_db
@pytest.mark.rule("R6.8")
def test_an_opinion_that_was_to_be_printed_stands_in_the_pack(inside):
    with inside("150121"):
        story = a_story(an_office(), topics=1)
        text = story.chosen[0]
        first, *others = text.replies
        against = replace(first, stance="disagree", text=DISSENT, coordination="")
        story.chosen = [replace(text, replies=(against, *others))]
        story.walk("noticed")
        with story.on(story.day_of("noticed"), 16):
            send(story)
        unit = story.office.units[against.unit].name
        assert f"不同意见：{unit}：{DISSENT}" in words(pack(story))


@pytest.mark.django_db
@pytest.mark.rule("R8.3", "R3.3")
def test_the_table_of_earlier_items_is_that_of_the_stated_moment(inside):
    with inside("150121"):
        office = an_office()
        first = a_story(office)
        first.finish = 1
        first.walk("closed_out")
        second = a_story(office, meeting_on=NEXT_ON, topics=1).walk("settled")
        with second.on(second.day_of("noticed")):
            explain_all(second, second.meeting)
            notice(second)
        with second.on(second.day_of("noticed"), 17):
            send(second)
        report, told = prior_report(second.refresh()), words(pack(second))
        assert f"应通报议定事项{report.listed}项，已销号1项，未落实{len(report.unimplemented)}项" in told
        assert f"截至{report.as_of.astimezone(clock.SHANGHAI):%Y年%-m月%-d日%H:%M}" in told
        for row in report.items:
            assert row.item.number in told
        assert told.count("资金未到位") == len(report.unimplemented)
