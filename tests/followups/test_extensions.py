"""More time for an agreed item: asked for and granted before the deadline, by both offices, or not at all (R11.6)."""

from datetime import date, timedelta

import pytest

from apps.followups import facts, selectors
from apps.followups.extensions import refusals as extensions_refusals
from apps.followups.extensions import services as extensions
from apps.followups.items import services as followups
from apps.followups.models import AgreedItem, Extension
from apps.followups.parts import services as parts
from kernel.audit.models import AuditEntry
from kernel.lifecycle.consent import AlreadyConsented
from kernel.refusals import MissingField, NotYours, WrongRole, WrongState
from kernel.workcalendar.rules import plus_months
from roads.story import Story
from tests.road import refused

pytestmark = pytest.mark.rule("R11.6")


def an_item(story: Story) -> AgreedItem:
    """An item led by the human resources office, with supporting parts."""
    return AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()


def ask(story: Story, new_due_on: date | None = None, *, unit: str = "hrss", reason: str = "资金年底到位") -> Extension:
    """The lead unit asks for six more months, or for another date."""
    item = an_item(story)
    asked_for = new_due_on or plus_months(item.due_on, 6)
    given = {"new_due_on": asked_for, "reason": reason}
    extensions.request_extension(agreed_item_id=item.pk, **given, **story.speaker(unit))
    return Extension.objects.get(item=item, state="requested")


def grant(story: Story, asked: Extension, name: str) -> Extension:
    return extensions.grant_extension(extension_id=asked.pk, **story.someone(name))


def refuse(story: Story, asked: Extension, name: str = "gov_clerk", reason: str = "年内须完成") -> Extension:
    return extensions.refuse_extension(extension_id=asked.pk, reason=reason, **story.someone(name))


def test_a_request_alone_moves_nothing(road):
    with road.at("in_progress") as story:
        before = an_item(story)
        asked = ask(story)
        item = an_item(story)
        assert (asked.state, asked.from_on, asked.requested_by.username) == ("requested", before.due_on, "gov_unit")
        assert (item.state, item.due_on, item.extensions) == ("in_progress", before.due_on, 0)


@pytest.mark.parametrize("first", ["gov_clerk", "union_clerk"])
def test_the_deadline_moves_when_both_offices_have_granted(road, first):
    second = {"gov_clerk": "union_clerk", "union_clerk": "gov_clerk"}[first]
    with road.at("in_progress") as story:
        before, asked = an_item(story), ask(story)
        assert grant(story, asked, first).state == "requested"
        assert an_item(story).due_on == before.due_on
        assert grant(story, asked, second).state == "granted"
        item = an_item(story)
        assert (item.state, item.due_on, item.original_due_on) == (
            "in_progress", asked.new_due_on, before.original_due_on,
        )  # fmt: skip
        assert item.extensions == 1
        assert set(item.parts.filter(text="").values_list("due_on", flat=True)) == {asked.new_due_on}
        fact = facts.fact_of(item)
        assert (fact.due_on, fact.extensions) == (asked.new_due_on, 1)


@pytest.mark.rule("R3.6")
def test_the_record_tells_the_deadline_before_and_after(road):
    with road.at("in_progress") as story:
        before, asked = an_item(story), ask(story)
        grant(story, asked, "union_clerk")
        grant(story, asked, "gov_clerk")
        entry = AuditEntry.objects.get(what="agreed_item.extend", object_id=before.pk)
        assert entry.changes["due_on"] == [f"{before.due_on:%Y-%m-%d}", f"{asked.new_due_on:%Y-%m-%d}"]


def test_progress_reported_meanwhile_voids_no_consent(road):
    with road.at("in_progress") as story:
        asked = ask(story)
        grant(story, asked, "union_clerk")
        given = {"text": "资金已列入预算", "percentage": 60}
        followups.report_progress(agreed_item_id=an_item(story).pk, **given, **story.speaker("hrss"))
        assert grant(story, asked, "gov_clerk").state == "granted"


def test_one_side_cannot_grant_twice(road):
    with road.at("in_progress") as story:
        asked = ask(story)
        grant(story, asked, "union_clerk")
        with refused(AlreadyConsented, "R11.6"):
            grant(story, asked, "union_clerk")


def test_either_office_refuses_with_a_reason_and_nothing_moves(road):
    with road.at("in_progress") as story:
        before, asked = an_item(story), ask(story)
        with refused(MissingField, "R11.6", fields=("reason",)):
            refuse(story, asked, reason=" ")
        answered = refuse(story, asked, "union_clerk")
        assert (answered.state, answered.answer) == ("refused", "年内须完成")
        assert (an_item(story).due_on, an_item(story).extensions) == (before.due_on, 0)
        with refused(WrongState, "R11.6"):
            grant(story, asked, "gov_clerk")


def test_after_an_answer_more_time_may_be_asked_for_again(road):
    with road.at("in_progress") as story:
        refuse(story, ask(story))
        second = ask(story)
        grant(story, second, "union_clerk")
        grant(story, second, "gov_clerk")
        third = ask(story)
        assert third.from_on == second.new_due_on
        assert an_item(story).extension_requests.count() == 3


def test_one_request_is_answered_before_the_next(road):
    with road.at("in_progress") as story:
        ask(story)
        with refused(extensions_refusals.ExtensionPending):
            ask(story)


@pytest.mark.parametrize("days", [-1, 0])
def test_the_new_date_is_later_than_the_one_in_force(road, days):
    with road.at("in_progress") as story, refused(extensions_refusals.NotLater, fields=("new_due_on",)):
        ask(story, an_item(story).due_on + timedelta(days=days))


def test_more_time_needs_a_date_and_a_reason(road):
    with road.at("in_progress") as story, refused(MissingField, "R11.6", fields=("reason",)):
        ask(story, reason="")


def test_only_the_lead_unit_asks_and_only_clerks_grant(road):
    with road.at("in_progress") as story:
        with refused(NotYours, "R11.6"):
            ask(story, unit="health")
        asked = ask(story)
        with refused(WrongRole, "R11.6"):
            extensions.grant_extension(extension_id=asked.pk, **story.speaker("hrss"))


def test_the_deadlines_own_day_is_the_last_to_ask_and_to_grant(road):
    with road.at("in_progress") as story, story.on(an_item(story).due_on, 17):
        asked = ask(story)
        grant(story, asked, "union_clerk")
        assert grant(story, asked, "gov_clerk").state == "granted"


@pytest.mark.rule("R11.6!after-the-deadline")
def test_after_the_deadline_nobody_asks(road):
    with (
        road.at("in_progress") as story,
        story.on(an_item(story).due_on + timedelta(days=1), 0),
        refused(extensions_refusals.DeadlinePassed),
    ):
        ask(story)


def test_an_extension_granted_after_the_deadline_never_moves_it(road):
    with road.at("in_progress") as story:
        before, asked = an_item(story), ask(story)
        grant(story, asked, "union_clerk")
        with story.on(before.due_on + timedelta(days=1), 0):
            with refused(extensions_refusals.ExtensionLapsed):
                grant(story, asked, "gov_clerk")
            asked.refresh_from_db()
            assert selectors.has_lapsed(asked, before.due_on + timedelta(days=1))
            assert (an_item(story).due_on, an_item(story).extensions) == (before.due_on, 0)
            assert refuse(story, asked).state == "refused"


def test_what_is_reported_complete_gets_no_more_time(road):
    with road.at("in_progress") as story:
        asked, item = ask(story), an_item(story)
        for part in item.parts.select_related("unit"):
            key = next(key for key, unit in story.office.units.items() if unit.pk == part.unit_id)
            parts.report_part_completion(supporting_part_id=part.pk, report="已完成", **story.speaker(key))
        followups.report_completion(agreed_item_id=item.pk, evidence="文件", **story.speaker("hrss"))
        with refused(extensions_refusals.ExtensionLapsed):
            grant(story, asked, "gov_clerk")


def test_a_part_that_was_reported_or_has_its_own_date_keeps_it(road):
    with road.at("in_progress") as story:
        before = an_item(story)
        part = before.parts.select_related("unit").first()
        key = next(key for key, unit in story.office.units.items() if unit.pk == part.unit_id)
        parts.report_part_completion(supporting_part_id=part.pk, report="已完成", **story.speaker(key))
        asked = ask(story)
        grant(story, asked, "union_clerk")
        grant(story, asked, "gov_clerk")
        part.refresh_from_db()
        assert (part.due_on, an_item(story).due_on) == (before.due_on, asked.new_due_on)


def test_a_unit_reads_the_requests_of_its_own_items_only(road):
    with road.at("in_progress") as story:
        asked = ask(story)
        assert list(selectors.extensions_visible_to(story.office.speaker_for("hrss"))) == [asked]
        led_by_others = story.office.speaker_for("health")
        mine = selectors.visible_to(led_by_others).filter(pk=asked.item_id).exists()
        assert selectors.extensions_visible_to(led_by_others).exists() == mine
        assert not selectors.extensions_visible_to(story.office.people["audit_officer"]).exists()
