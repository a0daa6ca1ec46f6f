"""Whoever agrees, agrees to one text: after any act that changes it, the answer is void and is asked for again.

The tables are read for what may answer and what may change; each two-sided row is tried with its real verbs, and so is
each answer of one person.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from apps.followups.extensions import services as extensions
from apps.followups.items import services as items
from apps.followups.lifecycle import EXTENSION, ITEM
from apps.followups.models import AgreedItem, Extension
from apps.meetings.attendance import services as attendance
from apps.meetings.closing import services as closing
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance
from apps.meetings.notice import services as notices
from apps.meetings.topic_list import services as topic_lists
from apps.minutes.lifecycle import PUBLICITY
from apps.minutes.publicity import services as publicity
from apps.topics.lifecycle import TOPIC
from apps.topics.models import CollectionRound, Topic
from apps.topics.proposing import services as proposing
from apps.topics.rounds import refusals as rounds_refusals
from apps.topics.screening import services as screening
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle import consent
from kernel.lifecycle.answers import is_about_now
from kernel.lifecycle.engine import take
from kernel.lifecycle.permission import available
from kernel.lifecycle.table import LIFECYCLES, Action, Lifecycle
from roads.story import Story
from tests.meetings.test_lists_after_the_notice import a_late_need, amend, reissue
from tests.meetings.test_refusals import a_free_topic, an_extraordinary_meeting
from tests.road import Road, refused
from tests.topics.test_refusals import JOINT, UNION, the_file_of
from web import pairs

# --- what the tables say ---------------------------------------------------------------------------------------------

#: Stamps that say who did something, and answer to nobody's text.
OWN_ACTS = {
    "extension.request", "history_import.upload", "delegation.grant", "delegation.revoke", "delegation.end_with_post",
    "officer_mandate.provide", "officer_mandate.revoke", "handover.hand_over", "work_rule.issue", "topic.decide",
    "meeting.request", "meeting.issue_notice", "meeting.open_session", "meeting.adjourn", "preparation_item.complete",
    "minutes.issue", "publicity_item.publish_alone", "paper_approval.record", "paper_approval.withdraw", "filing.file",
    "filing.file_on_issue", "sent_letter.send", "sent_letter.close", "year_plan.record", "year_explanation.explain",
    "year_explanation.revise", "year_explanation.correct", "agreed_item.report_completion",
    "supporting_part.report_completion", "extension.refuse",
}  # fmt: skip
#: Answers of one person to a text of others.
ANSWERS = {
    "agreed_item.acknowledge", "agreed_item.check", "agreed_item.close_out", "supporting_part.acknowledge",
    "letter.receive", "history_import.confirm", "work_rule.adopt", "topic.confirm_joint", "consultation.reply",
    "meeting.accept", "meeting.settle_by_leader", "notice_receipt.acknowledge", "paper_approval.confirm",
    "receipt.receive", "arrived_letter.receive", "year_explanation.confirm",
}  # fmt: skip
#: Acts that leave an answer standing because they change nothing of what was answered: they add a text of their own.
BESIDE = {
    ("agreed_item", "report_progress"), ("agreed_item", "request_extension"), ("agreed_item", "explain"),
    ("agreed_item", "remark"), ("supporting_part", "report_progress"), ("meeting", "arrange_agenda"),
}  # fmt: skip


def named(lifecycle: Lifecycle, row: Action) -> str:
    return f"{lifecycle.name}.{row.name}"


def rows() -> Iterator[tuple[Lifecycle, Action]]:
    for lifecycle in LIFECYCLES.values():
        if lifecycle.name != "toy":
            yield from ((lifecycle, row) for row in lifecycle.actions)


def changing(lifecycle: Lifecycle, row: Action) -> list[str]:
    """The rows that may write words of the object while it stays where `row` left it."""
    columns = {field.name for field in apps.get_model(lifecycle.model)._meta.get_fields()}
    where = {row.target} if row.target else set(row.source)
    return [
        other.name
        for other in lifecycle.actions
        if other is not row and other.source & where and other.target in {None, *where}
        and any(need.name in columns or need.kind in {"rows", "refs", "files"} for need in other.needs)
    ]  # fmt: skip


def test_every_stamp_is_an_own_act_an_answer_or_a_consent_of_both():
    stamped = {named(lifecycle, row) for lifecycle, row in rows() if row.stamp and not row.consent}
    assert stamped == OWN_ACTS | ANSWERS


def test_no_answer_stays_where_its_text_may_be_changed_unless_it_is_bound_to_it():
    loose = [
        (named(lifecycle, row), other)
        for lifecycle, row in rows()
        if named(lifecycle, row) in ANSWERS and row.about is None
        for other in changing(lifecycle, row)
        if (lifecycle.name, other) not in BESIDE
    ]
    assert loose == []
    assert changing(TOPIC, TOPIC.named("confirm_joint")[0]) == ["edit", "consult", "consult_more", "complete"], (
        "the check sees what changes texts"
    )


def test_each_row_that_is_about_a_text_keeps_its_hash():
    bound = [(lifecycle, row) for lifecycle, row in rows() if row.about]
    assert [named(*one) for one in bound] == ["topic.confirm_joint"]
    for lifecycle, row in bound:
        columns = {field.name for field in apps.get_model(lifecycle.model)._meta.get_fields()}
        assert {f"{row.stamp}_{part}" for part in ("at", "by", "sha256")} <= columns


# --- both sides ------------------------------------------------------------------------------------------------------

Change = Callable[[Story, Any], object]


def edit(topic: str, **changed: object) -> Change:
    def act(story: Story, _one: Any) -> object:
        row = Topic.objects.get(pk=story.topics[topic].pk)
        return proposing.edit_topic(topic_id=row.pk, **the_file_of(row, **changed), **story.someone("union_clerk"))

    return act


def begin_settling(story: Story) -> Any:
    for row in story.topics.values():
        screening.table_topic(topic_id=row.pk, **story.someone(f"{row.leading_side}_clerk"))
    return topic_lists.settle_list(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


def screened_otherwise(story: Story, _one: Any) -> object:
    by = story.someone("union_clerk")
    return screening.defer_topic(topic_id=story.topics[UNION].pk, reason="条件尚不成熟", **by)


def begin_without_collection(story: Story) -> Any:
    meeting = an_extraordinary_meeting(story)
    given = {"reason": "时间紧", "topics": [a_free_topic(story)]}
    return topic_lists.skip_collection(meeting_id=meeting.pk, **given, **story.someone("union_clerk"))


def the_named_topic_rewritten(story: Story, _one: Any) -> object:
    topic = Topic.objects.order_by("pk").last()
    return proposing.edit_topic(
        topic_id=topic.pk, **the_file_of(topic, background="另一种背景"), **story.someone("union_clerk")
    )  # fmt: skip


def begin_amending(story: Story) -> Any:
    return amend(story, "union_clerk", added=[a_late_need(story)])


def begin_postponing(story: Story) -> Any:
    words = {"date": story.meeting_on + timedelta(days=21), "reason": "汛情"}
    return closing.postpone_meeting(meeting_id=story.meeting.pk, **words, **story.someone("union_clerk"))


def begin_cancelling(story: Story) -> Any:
    return closing.cancel_meeting(meeting_id=story.meeting.pk, reason="汛情", **story.someone("union_clerk"))


def other_hour(story: Story, _one: Any) -> object:
    meeting = story.refresh()
    return notices.reissue_notice(
        meeting_id=meeting.pk, starts_at=clock.at_hour(story.meeting_on, 15), venue="另一处", contact=meeting.contact,
        presider=Attendance.objects.get(pk=meeting.presider_id), what_changed="改在下午", **story.someone("gov_clerk"),
    )  # fmt: skip


def begin_concluding(story: Story) -> Any:
    return take(MEETING, "conclude", meeting_id=story.meeting.pk, **story.someone("union_clerk"))


def remarked(story: Story, _one: Any) -> object:
    item = AgreedItem.objects.filter(meeting=story.meeting).first()
    return items.remark_on_item(agreed_item_id=item.pk, remark="另有说明", **story.someone("gov_clerk"))


def reopened(story: Story, _one: Any) -> object:
    item = AgreedItem.objects.filter(meeting=story.meeting, state="closed").first()
    return items.reopen_item(agreed_item_id=item.pk, reason="成效反复", **story.someone("gov_clerk"))


def begin_terminating(story: Story) -> Any:
    item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
    return items.terminate_item(agreed_item_id=item.pk, reason="政策调整", **story.someone("union_clerk"))


def progressed(story: Story, item: Any) -> object:
    return items.report_progress(agreed_item_id=item.pk, text="已办结大半", percentage=60, **story.speaker("hrss"))


WORDS = {"title": "联席会议召开", "channel": "政府网站", "text": "会议议定三项。", "disclosure": "public"}


def begin_publishing(story: Story) -> Any:
    by, planned_on = story.someone("union_clerk"), clock.today() + timedelta(days=3)
    item = publicity.draft_publicity(meeting=story.refresh(), planned_on=planned_on, **WORDS, **by)
    return take(PUBLICITY, "publish", publicity_item_id=item.pk, **by)


def reworded(**changed: object) -> Change:
    def act(story: Story, item: Any) -> object:
        words = {**WORDS, "planned_on": item.planned_on, **changed}
        return publicity.edit_publicity(publicity_item_id=item.pk, **words, **story.someone("gov_clerk"))

    return act


def begin_granting(story: Story) -> Any:
    item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
    asked = {"new_due_on": item.due_on + timedelta(days=180), "reason": "资金年底到位"}
    extensions.request_extension(agreed_item_id=item.pk, **asked, **story.speaker("hrss"))
    extension = Extension.objects.get(item=item)
    return extensions.grant_extension(extension_id=extension.pk, **story.someone("union_clerk"))


def asked_once_more(story: Story, extension: Any) -> object:
    extensions.refuse_extension(extension_id=extension.pk, reason="年内须完成", **story.someone("gov_clerk"))
    asked = {"new_due_on": extension.new_due_on + timedelta(days=60), "reason": "另行申请"}
    return extensions.request_extension(agreed_item_id=extension.item_id, **asked, **story.speaker("hrss"))


def begin_admitting(story: Story) -> Any:
    CollectionRound.objects.update(closes_on=clock.today() - timedelta(days=1))
    return screening.admit_late_topic(
        topic_id=story.topics[UNION].pk, reason="急需研究", **story.someone("union_clerk")
    )  # fmt: skip


def returned_and_rewritten(story: Story, topic: Any) -> object:
    unit = proposer_of(story, topic)
    proposing.return_topic(topic_id=topic.pk, reason="请补充", **story.someone("union_clerk"))
    row = Topic.objects.get(pk=topic.pk)
    proposing.edit_topic(topic_id=topic.pk, **the_file_of(row, background="完全不同的背景"), **unit)
    return take(TOPIC, "submit", topic_id=topic.pk, **unit)


def proposer_of(story: Story, topic: Any) -> dict[str, Any]:
    keys = {unit.pk: key for key, unit in story.office.units.items()}
    return story.speaker(keys[topic.proposer_id])


#: By two-sided row: at which stage, how the union's side consents first, and the acts that change what it consented to.
BOTH: dict[str, tuple[str, Callable[[Story], Any], tuple[Change, ...]]] = {
    "topic.admit_late": ("proposed", begin_admitting, (returned_and_rewritten,)),
    "meeting.settle": (
        "prepared", begin_settling,
        (
            edit(UNION, proposed_decision="由旗财政局全额垫付8000万元。"), edit(UNION, title="另一个题目"),
            edit(UNION, background="另一种背景"), edit(UNION, research="另一份调研"), screened_otherwise,
        ),
    ),
    "meeting.skip_collection": ("accepted", begin_without_collection, (the_named_topic_rewritten,)),
    "meeting.amend_list": ("noticed", begin_amending, (other_hour, lambda story, _one: reissue(story))),
    "meeting.postpone": ("noticed", begin_postponing, (other_hour,)),
    "meeting.cancel": ("noticed", begin_cancelling, (other_hour,)),
    "meeting.conclude": ("closed_out", begin_concluding, (remarked, reopened)),
    "publicity_item.publish": (
        "following_up", begin_publishing,
        tuple(reworded(**{name: f"另一{name}"}) for name in ("title", "text", "channel")),
    ),
    "agreed_item.terminate": ("in_progress", begin_terminating, (progressed,)),
    "extension.grant": ("in_progress", begin_granting, (asked_once_more,)),
}  # fmt: skip


def test_every_consent_of_both_sides_is_tried():
    assert {named(lifecycle, row) for lifecycle, row in rows() if row.consent} == BOTH.keys()


def standing(lifecycle: Lifecycle, name: str, one: Any) -> dict[str, bool]:
    fresh = type(one)._default_manager.get(pk=one.pk)
    [row] = [row for row in lifecycle.named(name) if row.consent]
    return {each.side: each.valid for each in consent.standings(lifecycle, row, fresh)}


@pytest.mark.rule("R6.9")
@pytest.mark.parametrize(
    ("name", "at"), [(name, at) for name, (_stage, _begin, changes) in BOTH.items() for at in range(len(changes))]
)
def test_a_consent_is_void_after_any_act_that_changes_what_was_consented_to(road: Road, name, at):
    stage, begin, changes = BOTH[name]
    kind, _dot, action = name.partition(".")
    lifecycle = LIFECYCLES[kind]
    with road.at(stage) as story:
        one = begin(story)
        assert standing(lifecycle, action, one) == {"gov": False, "union": True}, "the control: it stands until then"
        changes[at](story, one)
        assert standing(lifecycle, action, one) == {"gov": False, "union": False}
        fresh = type(one)._default_manager.get(pk=one.pk)
        [row] = [row for row in lifecycle.named(action) if row.consent]
        given = pairs.consents_of(fresh)
        if fresh.state in row.source:
            assert pairs.pair(lifecycle, row, fresh, given)["union"]["state"] in {"void", "waiting"}
        if fresh.state == one.state:
            assert action in {row.name for row in available(lifecycle, fresh, story.office.people["union_clerk"])}


# --- one person ------------------------------------------------------------------------------------------------------


def partner_of(story: Story, topic: Topic) -> dict[str, Any]:
    keys = {unit.pk: key for key, unit in story.office.units.items()}
    return story.speaker(keys[topic.co_proposer_id])


def joint(story: Story) -> Topic:
    return Topic.objects.get(pk=story.topics[JOINT].pk)


def rewrite_joint(story: Story, **changed: object) -> Topic:
    topic = joint(story)
    by = story.someone(f"{topic.leading_side}_clerk")
    return proposing.edit_topic(topic_id=topic.pk, **the_file_of(topic, **changed), **by)


@pytest.mark.rule("R6.3")
@pytest.mark.parametrize("stage", ["aggregated", "consulting", "prepared"])
def test_a_partner_confirms_anew_what_was_changed_after_it_had_confirmed(road, stage):
    with road.at(stage) as story:
        row = TOPIC.named("confirm_joint")[0]
        assert is_about_now(row, joint(story))
        rewrite_joint(story, research="补充了调研")
        assert joint(story).confirmed_at is not None, "what the partner did not confirm is no reason to ask"
        rewrite_joint(story, proposed_decision="由另一方垫付全部资金。")
        changed = joint(story)
        assert (changed.confirmed_at, changed.confirmed_by, changed.confirmed_sha256) == (None, None, "")
        assert "confirm_joint" in {one.name for one in available(TOPIC, changed, partner_of(story, changed)["by"])}
        take(TOPIC, "confirm_joint", topic_id=changed.pk, **partner_of(story, changed))
        assert is_about_now(row, joint(story))


@pytest.mark.rule("R6.3!changed")
def test_a_joint_topic_is_not_settled_in_a_text_that_its_partner_did_not_confirm(road):
    with road.at("prepared") as story:
        begin_settling(story)
        Topic.objects.filter(pk=joint(story).pk).update(confirmed_at=None, confirmed_by=None, confirmed_sha256="")
        with refused(rounds_refusals.PartnerUnconfirmed):
            topic_lists.settle_list(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        take(TOPIC, "confirm_joint", topic_id=joint(story).pk, **partner_of(story, joint(story)))
        begin_settling(story)
        assert topic_lists.settle_list(meeting_id=story.meeting.pk, **story.someone("gov_clerk")).state == "settled"


@pytest.mark.rule("R6.3!changed")
def test_a_joint_topic_is_not_tabled_in_a_text_that_its_partner_did_not_confirm(road):
    with road.at("prepared") as story:
        Topic.objects.filter(pk=joint(story).pk).update(confirmed_at=None, confirmed_by=None, confirmed_sha256="")
        with refused(rounds_refusals.PartnerUnconfirmed):
            screening.table_topic(topic_id=joint(story).pk, **story.someone(f"{joint(story).leading_side}_clerk"))


@pytest.mark.rule("R6.3")
def test_a_topic_of_one_side_waits_for_nobodys_confirmation(road):
    with road.at("aggregated") as story:
        assert "confirm_joint" not in {
            row.name for person in story.office.people.values() for row in available(TOPIC, story.topics[UNION], person)
        }


@pytest.mark.rule("R6.5", "R7.3")
def test_whoever_answered_for_the_former_day_is_asked_for_the_new_one(road):
    with road.at("noticed") as story:
        mine = list(Attendance.objects.filter(meeting=story.meeting, side="gov", slot=None).order_by("position"))[:3]
        by = story.someone("gov_clerk")
        attendance.confirm_attendance(attendance_id=mine[0].pk, **by)
        attendance.take_leave(attendance_id=mine[1].pk, reason="出差", approver="副旗长", **by)
        attendance.substitute(attendance_id=mine[2].pk, name="额尔敦", title="副局长", **by)
        begin_postponing(story)
        assert not Attendance.objects.filter(pk__in=[row.pk for row in mine], state="invited").exists()
        closing.postpone_meeting(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        after = Attendance.objects.filter(pk__in=[row.pk for row in mine])
        assert {(row.state, row.leave_reason, row.substitute_name) for row in after} == {("invited", "", "")}
        assert AuditEntry.objects.filter(what="attendance.ask_again").count() == len(mine)
        assert "confirm" in {row.name for row in available(ATTENDANCE, after[0], story.office.people["gov_clerk"])}


@pytest.mark.rule("R6.9")
def test_a_list_that_is_opened_again_or_put_off_is_settled_by_nobody(road):
    with road.at("settled") as story:
        assert story.refresh().settled_by is not None
        topic_lists.reopen_list(meeting_id=story.meeting.pk, reason="补充议题", **story.someone("gov_clerk"))
        assert (story.refresh().settled_at, story.meeting.settled_by) == (None, None)
    with road.at("noticed") as story:
        begin_postponing(story)
        closing.postpone_meeting(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        assert (story.refresh().settled_at, story.meeting.settled_by) == (None, None)


@pytest.mark.rule("R11.5")
def test_a_check_is_of_one_report_of_completion(road):
    with road.at("checked") as story:
        item = AgreedItem.objects.filter(meeting=story.meeting, state="checked").first()
        assert item.checked_by is not None
        back = {"agreed_item_id": item.pk, "reason": "佐证不足"}
        items.send_back_item(**back, **story.someone("gov_clerk"))
        item.refresh_from_db()
        assert (item.state, item.checked_at, item.checked_by) == ("in_progress", None, None)
        assert {row.name for row in ITEM.actions if "checked" in row.source and row.target is None} == {
            "explain", "remark",
        }  # fmt: skip


@pytest.mark.rule("R11.6")
def test_nothing_of_a_request_for_more_time_can_be_changed(road):
    assert [row.name for row in EXTENSION.actions if "requested" in row.source] == ["grant", "refuse"]
