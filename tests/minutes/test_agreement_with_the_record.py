"""Minutes say what the record says: every way to contradict it is refused, in print and in free words (R9.5)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from apps.meetings.models import Attendance, AttendanceState
from apps.minutes import refusals, texts
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import AgendaPart
from apps.minutes.parts import words_of
from apps.minutes.record.rules import Record, Written, contradictions, lacks_leader
from apps.minutes.record.selectors import record_of, written_of
from apps.minutes.record.statements import People, about_figures, about_outcome, about_people
from apps.organizations.models import Slot
from kernel.lifecycle.engine import take
from roads.story import Story
from tests.minutes.test_refusals import edited, the_sections
from tests.road import refused

pytestmark = pytest.mark.rule("R9.5")


def submit(story: Story) -> None:
    take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


def told_of(story: Story) -> str:
    """What the refusal of handing the minutes in says, point by point."""
    with pytest.raises(refusals.DiffersFromRecord) as told, transaction.atomic():
        submit(story)
    return "；".join(str(one) for one in told.value.about)


def leave_out(people: frozenset[Any]) -> frozenset[Any]:
    return people - {min(people)}


def with_lists(written: Written, **lists: Callable[[frozenset[Any]], frozenset[Any]]) -> Written:
    return replace(
        written, lists={**written.lists, **{name: change(written.lists[name]) for name, change in lists.items()}}
    )


def with_passage(written: Written, at: int, **more: Any) -> Written:
    passages = list(written.passages)
    passages[at] = replace(passages[at], **more)
    return replace(written, passages=tuple(passages))


def of_items(written: Written) -> tuple[int, tuple[str, ...]]:
    return next((at, one.items) for at, one in enumerate(written.passages) if one.items)


def without_an_item(record: Record, written: Written) -> Written:
    at, items = of_items(written)
    return with_passage(written, at, items=items[1:])


def with_an_item_more(record: Record, written: Written) -> Written:
    at, items = of_items(written)
    return with_passage(
        written, at, items=(*items, "由旗财政局全额垫付8000万元，由旗财政局牵头，于2027年1月1日前完成。")
    )


def altered(before: Callable[[Any], str], after: str) -> Callable[[Record, Written], Written]:
    def change(record: Record, written: Written) -> Written:
        at, items = of_items(written)
        said = before(record.items[0])
        assert said in items[0]
        return with_passage(written, at, items=(items[0].replace(said, after), *items[1:]))

    return change


#: What a printed text may have that the record has not, or the other way round, and a word of what is said about it.
IN_PRINT: dict[str, tuple[Callable[[Record, Written], Written], str]] = {
    "a person missing": (lambda record, written: with_lists(written, 出席=leave_out), "出席名单缺少"),
    "a person who had leave is present": (
        lambda record, written: with_lists(written, 出席=lambda there: there | written.lists["请假"]), "出席名单多出",
    ),
    "a person who came is excused": (
        lambda record, written: with_lists(written, 请假=lambda there: there | written.lists["列席"]), "请假名单多出",
    ),
    "leave not told": (lambda record, written: with_lists(written, 请假=leave_out), "请假名单缺少"),
    "somebody who sat in is missing": (lambda record, written: with_lists(written, 列席=leave_out), "列席名单缺少"),
    "a stranger": (
        lambda record, written: with_lists(written, 列席=lambda there: there | {("某局", "某人")}),
        "列席名单多出某局某人",
    ),
    "an item missing": (without_an_item, "缺少或者改动了议定事项"),
    "an item added": (with_an_item_more, "多出议定事项"),
    "another lead unit": (altered(lambda item: f"由{item.lead}牵头", "由旗财政局牵头"), "缺少或者改动了议定事项"),
    "another day": (altered(lambda item: item.due, "2030年1月1日"), "缺少或者改动了议定事项"),
    "other words of an item": (altered(lambda item: item.text[:4], "不再"), "缺少或者改动了议定事项"),
    "a part missing": (lambda record, written: replace(written, passages=written.passages[1:]), "缺少“"),
    "a part twice": (
        lambda record, written: replace(written, passages=(*written.passages, written.passages[0])), "多出“",
    ),
    "another order": (
        lambda record, written: replace(written, passages=written.passages[::-1]), "次序",
    ),
    "a part without words": (lambda record, written: with_passage(written, 0, words="　"), "没有内容"),
}  # fmt: skip


@pytest.fixture
def with_leave(road):
    """Held with one member excused, who stands under 请假."""
    with road.at("minutes_drafted") as story:
        row = Attendance.objects.get(meeting=story.meeting, slot=Slot.CONVENER_UNION)
        Attendance.objects.filter(pk=row.pk).update(state="on_leave", leave_reason="出差", leave_approver="旗长")
        yield story


def test_what_is_drafted_from_the_record_agrees_with_it(with_leave):
    record, written = record_of(with_leave.refresh()), written_of(with_leave.minutes)
    assert len(written.passages) == len(record.entries) > len(words_of(with_leave.meeting)) == 3
    assert all(written.lists.values())
    assert contradictions(record, written) == []
    assert not lacks_leader(record, written)
    submit(with_leave)


@pytest.mark.parametrize("way", IN_PRINT)
def test_a_printed_text_that_differs_from_the_record_is_found(with_leave, way):
    change, said = IN_PRINT[way]
    record, written = record_of(with_leave.refresh()), written_of(with_leave.minutes)
    assert [one for one in contradictions(record, change(record, written)) if said in one]


def test_minutes_in_which_no_leader_of_the_government_is_present_are_found(with_leave):
    record, written = record_of(with_leave.refresh()), written_of(with_leave.minutes)
    assert lacks_leader(record, with_lists(written, 出席=lambda there: there - record.leaders))
    assert not lacks_leader(replace(record, leader_asked=False), with_lists(written, 出席=lambda there: frozenset()))


@pytest.mark.rule("R9.5!no-leader")
def test_a_list_that_lost_its_leader_after_adjournment_stops_the_minutes(with_leave):
    Attendance.objects.filter(meeting=with_leave.meeting, side="gov", state=AttendanceState.CHECKED_IN).exclude(
        capacity="in_attendance"
    ).update(state="absent")
    with refused(refusals.NoLeaderPresent):
        submit(with_leave)


# --- free words -----------------------------------------------------------------------------------------------------


def agreed_topic(story: Story) -> dict[str, Any]:
    """The section of a topic that was agreed with items."""
    resolved = set(story.meeting.resolutions.values_list("topic", flat=True))
    return next(row for row in the_sections(story) if row["topic"].pk in resolved)


def in_section(story: Story, words: str) -> None:
    wanted = agreed_topic(story)["topic"]
    rows = [
        {**row, "text": f"{row['text']}{words}" if row["topic"] == wanted else row["text"]}
        for row in the_sections(story)
    ]
    edited(story, sections=rows)


def away(story: Story) -> str:
    return Attendance.objects.get(meeting=story.meeting, state="on_leave").name


def came(story: Story) -> str:
    row = Attendance.objects.filter(meeting=story.meeting, state="checked_in").exclude(pk=story.refresh().presider_id)
    return row.first().name


#: Sentences that somebody writes into a topic's section, each against the record, and what is said about it.
SENTENCES: dict[str, tuple[Callable[[Story], str], str]] = {
    "who had leave took part": (lambda story: f"{away(story)}出席会议并讲话。", "未到会"),
    "who had leave stands in a list": (
        lambda story: f"出席会议的有{came(story)}，{away(story)}。", "未到会",
    ),
    "who came is called away": (lambda story: f"{came(story)}因事请假。", "已到会"),
    "another presider": (lambda story: f"会议由{came(story)}主持。", "主持人是"),
    "another presider with a post": (lambda story: f"{came(story)}同志主持本次会议。", "主持人是"),
    "who had leave reported": (lambda story: f"{away(story)}在会上作了汇报。", "未到会"),
    "another count": (lambda story: "会议应到99人，实到98人。", "不是98人"),
    "another day of the meeting": (lambda story: "本次会议于2027年1月1日召开。", "不是2027年1月1日"),
    "a lead unit named otherwise": (lambda story: "牵头单位为敕勒川天文台。", "没有由敕勒川天文台牵头"),
    "a lead unit without 由": (lambda story: "敕勒川天文局牵头办理。", "没有由敕勒川天文局牵头"),
    "a time limit": (lambda story: "完成时限为2031年1月1日。", "没有完成时限为2031年1月1日"),
    "an item added": (lambda story: "会议议定，由旗财政局全额垫付8000万元。", "不是会议记录的议定事项"),
    "another lead unit": (lambda story: "该项工作由敕勒川天文台牵头。", "没有由敕勒川天文台牵头"),
    "another day": (lambda story: "有关工作于2031年1月1日前完成。", "没有完成时限为2031年1月1日"),
    "another outcome": (lambda story: "会议未予同意。", "不是“不通过”"),
    "agreed in principle only": (lambda story: "会议原则同意该议题。", "不是“原则同意”"),
    "sent back": (lambda story: "会议要求对该议题再作研究。", "不是“再作研究”"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_against_the_record_is_refused_and_named(with_leave, sentence):
    written, said = SENTENCES[sentence]
    in_section(with_leave, written(with_leave))
    assert said in told_of(with_leave)


#: Sentences of the same forms that the record bears out.
BORNE_OUT: dict[str, Callable[[Story], str]] = {
    "who had leave was excused": lambda story: f"{away(story)}因事请假，{came(story)}出席会议。",
    "on somebody's behalf": lambda story: f"受{away(story)}委托，{came(story)}出席会议并讲话。",
    "the decision repeated": lambda story: f"会议议定，{story.meeting.resolutions.order_by('position')[0].text}",
    "agreed": lambda story: "会议同意该议题。",
    "another meeting before": lambda story: f"会前，{came(story)}主持召开专题协调会。",
    "background": lambda story: "2024年12月31日前，全旗已有三家企业建会。",
}


@pytest.mark.parametrize("sentence", BORNE_OUT)
def test_a_sentence_that_the_record_bears_out_passes(with_leave, sentence):
    topic = with_leave.meeting.resolutions.order_by("position")[0].topic_id
    words = BORNE_OUT[sentence](with_leave)
    rows = [
        {**row, "text": row["text"] + words if row["topic"].pk == topic else row["text"]}
        for row in the_sections(with_leave)
    ]
    edited(with_leave, sections=rows)
    assert contradictions(record_of(with_leave.refresh()), written_of(with_leave.minutes)) == []
    submit(with_leave)


@pytest.mark.parametrize("field", ["closing", "opening", "deploy"])
def test_what_nobody_agreed_is_found_in_opening_close_and_part_four(road, field):
    with road.at("minutes_drafted") as story:
        added = "会议决定，由旗财政局全额垫付8000万元。"
        if field == "deploy":
            edited(story, parts=[{"part": AgendaPart.DEPLOY, "text": added}])
        else:
            edited(story, **{field: f"{getattr(story.minutes, field)}{added}"})
        assert "不是会议记录的议定事项" in told_of(story)


# --- the parts of the agenda ----------------------------------------------------------------------------------------


@pytest.mark.rule("R8.2")
def test_all_parts_of_the_agenda_stand_in_print_in_their_order(road):
    with road.at("minutes_drafted") as story:
        document = texts.document_of(story.minutes, number=texts.UNNUMBERED, issued_on=texts.UNDATED)
        headings = [block.heading for block in document.body if getattr(block, "level", 0) == 1]
        topics = [line.text for line in story.meeting.agenda.filter(part=3).order_by("position")]
        assert headings == ["上次联席会议议定事项落实情况", "本次会议议题征集和主要内容", *topics, "部署落实"]
        words = "".join(getattr(block, "text", "") for block in document.body)
        assert words.count("此前未召开过联席会议，没有应通报的议定事项。") == 1
        assert "共征集议题" in words


@pytest.mark.rule("R8.2")
@pytest.mark.parametrize("part", AgendaPart.values)
def test_minutes_without_a_part_of_the_agenda_are_refused(road, part):
    with road.at("minutes_drafted") as story:
        story.minutes.parts.filter(part=part).delete()
        assert "缺少“" in told_of(story)


@pytest.mark.rule("R8.4")
def test_figures_of_the_collection_are_those_of_the_record(road):
    with road.at("minutes_drafted") as story:
        before = story.minutes.parts.get(part=AgendaPart.TOPICS_REPORT).text
        edited(story, parts=[{"part": AgendaPart.TOPICS_REPORT, "text": before.replace("共征集议题", "共征集议题9")}])
        assert "记录中没有9" in told_of(story)


#: Figures of a report with five items, three closed, two unfinished.
REPORTED = {"known": {5, 3, 2, 0}, "needed": {5, 3, 2}, "unfinished": 2}


@pytest.mark.rule("R8.3")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("应通报议定事项5项，已销号3项，未落实2项。", []),
        ("应通报议定事项5项，已销号5项。", ["没有写明2项", "没有写明3项"]),
        ("应通报议定事项5项，已销号3项，未落实2项，新增9项。", ["记录中没有9项"]),
        ("5项中已销号3项，未落实2项，全部完成。", ["还有2项未落实"]),
        ("应通报5项，已销号3项，未落实2项：“建设8项制度”。", []),
    ],
)
def test_figures_of_the_prior_report_are_held_against_the_record(words, said):
    assert list(about_figures(words, **REPORTED)) == said


PEOPLE = People(here=frozenset({"王宏伟", "李敏"}), away=frozenset({"王宏", "张三"}), presiders=("王宏伟",))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("王宏伟、李敏出席会议。", []),
        ("王宏出席会议。", ["王宏未到会，不能写作到会"]),
        ("出席会议的有王宏伟，副旗长张三。", ["张三未到会，不能写作到会"]),
        ("与会同志进行了讨论，张三此前书面提出了意见。", []),
        ("张三请假，李敏出席会议。", []),
        ("李敏请假。", ["李敏已到会，不能写作请假或缺席"]),
        ("会议由李敏主持。", ["主持人是王宏伟，不是李敏"]),
    ],
)
def test_who_was_there_is_read_from_sentences_and_lists(words, said):
    assert list(about_people(words, PEOPLE)) == said


@pytest.mark.parametrize(
    ("words", "outcome", "differs"),
    [
        ("会议同意该议题。", "agreed", False), ("会议原则同意该议题。", "agreed_in_principle", False),
        ("会议同意该议题。", "agreed_in_principle", True), ("会议一致同意。", "noted", True),
        ("会议不予同意。", "not_agreed", False), ("会议没有通过。", "agreed", True),
        ("会议要求再作研究。", "remitted", False), ("会议听取了汇报。", "noted", False),
    ],
)  # fmt: skip
def test_words_of_an_outcome_are_held_against_the_recorded_one(words, outcome, differs):
    assert bool(list(about_outcome(words, outcome))) is differs


# --- at every step --------------------------------------------------------------------------------------------------

STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "submit_to_union": (partial(take, MINUTES, "submit_to_union"), "union_clerk"),
    "approve_for_union": (partial(take, MINUTES, "approve_for_union"), "union_leader"),
    "approve_for_government": (partial(take, MINUTES, "approve_for_government"), "gov_leader"),
    "issue": (minutes.issue_minutes, "union_clerk"),
}


@pytest.mark.rule("R9.5!mismatch")
@pytest.mark.parametrize("step", STEPS)
def test_the_record_is_compared_at_every_step(road, step):
    with road.at("minutes_drafted") as story:
        if step != "submit_to_union":
            submit(story)
        if step in {"approve_for_government", "issue"}:
            take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_leader"))
        if step == "issue":
            take(MINUTES, "approve_for_government", minutes_id=story.minutes.pk, **story.someone("gov_leader"))
        story.minutes.parts.filter(part=AgendaPart.DEPLOY).update(text="会议决定，由旗财政局全额垫付8000万元。")
        verb, by = STEPS[step]
        with refused(refusals.DiffersFromRecord):
            verb(minutes_id=story.minutes.pk, **story.someone(by))


def test_a_correction_keeps_the_words_of_the_parts(road):
    with road.at("following_up") as story:
        correction = minutes.correct_minutes(minutes_id=story.minutes.pk, reason="更正", **story.someone("union_clerk"))
        assert list(correction.parts.values_list("part", "text")) == list(
            story.minutes.parts.values_list("part", "text")
        )
