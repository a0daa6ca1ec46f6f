"""Supporting units with parts of their own: text, date, receipt, progress and report; and what is due by the cycle."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.followups import due_reports, facts
from apps.followups.extensions import services as extensions
from apps.followups.items import listing_services
from apps.followups.items import services as followups
from apps.followups.items.refusals import PercentageOutOfRange
from apps.followups.models import AgreedItem, Extension, Milestone, ProgressReport, SupportingPart
from apps.followups.parts import services as parts
from apps.followups.selectors import parts_with_dates, with_dates
from apps.meetings.models import Meeting, ResolutionPart
from apps.meetings.session import refusals as session_refusals
from apps.meetings.session import services as session_services
from apps.minutes.texts import text_of
from apps.waiting.todos import waiting_for
from kernel import clock
from kernel.refusals import NotYours
from kernel.workcalendar.rules import plus_months
from roads.story import Story
from tenants.ledger.models import DueReport
from tenants.ledger.reconciliation import differences
from tests.road import refused


def an_item(story: Story) -> AgreedItem:
    return AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).select_related("meeting").first()


def decide(story: Story, *given: dict[str, Any], **more: Any) -> None:
    """Resolve one item of the first topic, due six months after the meeting."""
    row = {
        "text": "开展专项检查", "lead_unit": story.office.units["hrss"], "due_on": plus_months(story.meeting_on, 6),
        "parts": list(given), **more,
    }  # fmt: skip
    topic = story.topics[story.chosen[0].key]
    session_services.decide_topic(
        topic_id=topic.pk, outcome="agreed", resolutions=[row], **story.someone("union_clerk")
    )


def a_part(story: Story, unit: str = "health", *, months: int = 3, text: str = "组织职工体检") -> dict[str, Any]:
    return {"unit": story.office.units[unit], "text": text, "due_on": plus_months(story.meeting_on, months)}


def progress(story: Story, day: date, unit: str = "hrss") -> None:
    """The lead unit, or a supporting one for its part, reports on that day."""
    with story.on(day, 10):
        told = {"text": "正在推进", "percentage": 40, **story.speaker(unit)}
        if unit == "hrss":
            followups.report_progress(agreed_item_id=an_item(story).pk, **told)
        else:
            parts.report_part_progress(supporting_part_id=the_part(story, unit).pk, **told)


def the_part(story: Story, unit: str | None = None) -> SupportingPart:
    found = an_item(story).parts.select_related("item__meeting", "unit")
    return found.get(unit=story.office.units[unit]) if unit else found.filter(text="").first()


def helper(story: Story) -> str:
    """The key of a unit that supports the item."""
    return next(key for key, unit in story.office.units.items() if unit.pk == the_part(story).unit_id)


# --- in the session --------------------------------------------------------------------------------------------------


@pytest.mark.rule("R11.1")
def test_a_supporting_unit_is_given_its_own_part_in_the_session(road):
    with road.at("in_session") as story:
        decide(story, a_part(story))
        resolution = story.refresh().resolutions.get()
        assert list(resolution.supporting_units.all()) == [story.office.units["health"]]
        [own] = resolution.parts.all()
        assert (own.text, own.due_on) == ("组织职工体检", plus_months(story.meeting_on, 3))


@pytest.mark.rule("R11.1")
@pytest.mark.parametrize("months", [0, 7])
def test_a_parts_deadline_lies_between_the_meeting_and_the_items_deadline(road, months):
    with road.at("in_session") as story, refused(session_refusals.PartDeadlineBroken, fields=("resolutions",)):
        decide(story, a_part(story, months=months))


@pytest.mark.rule("R11.1")
def test_one_unit_has_one_part_and_the_lead_unit_none(road):
    with road.at("in_session") as story:
        with refused(session_refusals.PartTwice, fields=("resolutions",)):
            decide(story, a_part(story), a_part(story, text="再做一件"))
        with refused(session_refusals.LeadSupportsItself, fields=("resolutions",)):
            decide(story, a_part(story, "hrss"))


@pytest.mark.rule("R9.5", "R11.1")
def test_the_list_and_the_minutes_tell_each_part_as_the_meeting_gave_it(road):
    with road.at("approved") as story:
        resolution = story.refresh().resolutions.filter(supporting_units__isnull=False).first()
        day = resolution.due_on - timedelta(days=20)
        unit = resolution.supporting_units.exclude(pk__in=resolution.parts.values("unit")).first()
        ResolutionPart.objects.create(resolution=resolution, unit=unit, text="提供体检数据", due_on=day)
        assert f"{unit.name}负责提供体检数据" in text_of(story.minutes)
        item = AgreedItem(resolution=resolution)
        part = listing_services._part(item, unit, resolution.parts.get(unit=unit))
        assert (part.text, part.due_on) == ("提供体检数据", day)


# --- following up ----------------------------------------------------------------------------------------------------


@pytest.mark.rule("R11.4")
def test_each_supporting_unit_reports_progress_of_its_own_part(road):
    with road.at("in_progress") as story:
        before, unit = an_item(story).percentage, helper(story)
        progress(story, clock.today(), unit)
        assert the_part(story, unit).percentage == 40
        assert an_item(story).percentage == before
        said = ProgressReport.objects.get(unit=story.office.units[unit])
        assert (said.item_id, said.text) == (an_item(story).pk, "正在推进")


@pytest.mark.rule("R11.4!anothers-item")
def test_no_unit_reports_on_anothers_part(road):
    with road.at("in_progress") as story, refused(NotYours, "R11.4"):
        given = {"text": "推进中", "percentage": 50, **story.speaker("hrss")}
        parts.report_part_progress(supporting_part_id=the_part(story).pk, **given)


@pytest.mark.rule("R11.4")
def test_a_parts_progress_is_a_percentage(road):
    with road.at("in_progress") as story, refused(PercentageOutOfRange, fields=("percentage",)):
        given = {"text": "推进中", "percentage": 101, **story.speaker(helper(story))}
        parts.report_part_progress(supporting_part_id=the_part(story).pk, **given)


@pytest.mark.rule("R3.6")
def test_a_moved_deadline_gives_its_milestone_a_new_version_and_the_old_one_stays(road):
    with road.at("in_progress") as story:
        item = an_item(story)
        last = Milestone.objects.create(item=item, text="全部完成", due_on=item.due_on)
        others = set(item.milestones.exclude(due_on=item.due_on).values_list("pk", "due_on"))
        later = plus_months(item.due_on, 3)
        given = {"new_due_on": later, "reason": "资金年底到位"}
        extensions.request_extension(agreed_item_id=item.pk, **given, **story.speaker("hrss"))
        for name in ("union_clerk", "gov_clerk"):
            extensions.grant_extension(extension_id=Extension.objects.get().pk, **story.someone(name))
        last.refresh_from_db()
        assert (last.due_on, last.replaced_by.due_on, last.replaced_by.text) == (item.due_on, later, "全部完成")
        assert set(item.milestones.exclude(due_on__in=[item.due_on, later]).values_list("pk", "due_on")) == others


@pytest.mark.rule("R11.1")
def test_either_office_notes_a_remark_and_takes_it_back(road):
    with road.at("in_progress") as story:
        key = an_item(story).pk
        assert followups.remark_on_item(agreed_item_id=key, remark="与住建局会商", **story.someone("gov_clerk")).remark
        assert followups.remark_on_item(agreed_item_id=key, **story.someone("union_clerk")).remark == ""


# --- due by the cycle ------------------------------------------------------------------------------------------------


@pytest.fixture
def short_cycle(road):
    """The meeting's rule asks for a report every thirty days."""

    def shorten(story: Story) -> None:
        rule = story.refresh().rule | {"report_cycle_days": 30}
        Meeting.objects.filter(pk=story.meeting.pk).update(rule=rule)
        for item in AgreedItem.objects.all():
            facts.publish_due_reports_of(item)

    return shorten


@pytest.mark.rule("R11.4")
def test_the_rule_of_the_meeting_says_how_often_units_report(road, short_cycle):
    with road.at("in_progress") as story:
        item = an_item(story)
        quarterly = len(due_reports.owed_by(item))
        short_cycle(story)
        assert len(due_reports.owed_by(an_item(story))) == (item.due_on - item.listed_on).days // 30 > quarterly


@pytest.mark.rule("R11.4")
def test_a_report_that_is_due_stands_on_the_units_desk_until_it_has_come(road, short_cycle):
    with road.at("in_progress") as story:
        short_cycle(story)
        progress(story, an_item(story).listed_on + timedelta(days=1))
        due = due_reports.owed_by(an_item(story))[1].due_on

        def waits(day: date) -> bool:
            with story.on(day):
                found = [todo for todo in waiting_for(story.office.speaker_for("hrss")) if todo.id == an_item(story).pk]
                return any(row.name == "report_progress" for todo in found for row in todo.actions)

        assert [waits(due + timedelta(days=days)) for days in (-16, -15, 0, 3)] == [False, True, True, True]
        progress(story, due + timedelta(days=3))
        assert not waits(due + timedelta(days=3))


@pytest.mark.rule("R11.4")
def test_supporting_units_owe_reports_of_their_own(road, short_cycle):
    with road.at("in_progress") as story:
        short_cycle(story)
        owed = list(due_reports.of_item(an_item(story)))
        helping = set(an_item(story).parts.filter(text="").values_list("unit", flat=True))
        assert helping
        assert {one.unit.pk for one in owed if not one.leads} >= helping
        day = owed[0].report.due_on + timedelta(days=1)
        before = due_reports.missing(the_part(story), day)
        progress(story, clock.today() + timedelta(days=1), helper(story))
        assert (before, due_reports.missing(the_part(story), day)) == (1, 0)
        assert due_reports.missing(an_item(story), day) <= 1


@pytest.mark.rule("R11.4", "R12.6")
def test_the_ledger_holds_one_row_per_due_report_and_agrees_with_a_recount(road, short_cycle):
    with road.at("in_progress") as story:
        short_cycle(story)
        stated = DueReport.objects.filter(agreed_item_id=an_item(story).pk)
        assert stated.count() == len(list(due_reports.of_item(an_item(story)))) > 0
        day = due_reports.owed_by(an_item(story))[0].due_on
        progress(story, day)
        assert stated.get(leads=True, due_on=day).reported_on <= day
        assert differences() == []


@pytest.mark.rule("R11.4")
def test_what_ends_early_owes_no_more_and_the_ledger_takes_it_back(road, short_cycle):
    with road.at("in_progress") as story:
        short_cycle(story)
        item = an_item(story)
        for name in ("union_clerk", "gov_clerk"):
            followups.terminate_item(agreed_item_id=item.pk, reason="政策调整", **story.someone(name))
        assert not DueReport.objects.filter(agreed_item_id=item.pk).exists()
        assert [fact for fact in facts.all_due_reports() if fact.agreed_item_id == item.pk] == []


@pytest.mark.rule("R11.4")
def test_lists_and_single_items_count_alike(road, short_cycle):
    with road.at("in_progress") as story:
        short_cycle(story)
        progress(story, clock.today() + timedelta(days=2))
        clerk = story.office.people["union_clerk"]
        one = an_item(story)
        assert due_reports.owed_by(with_dates(clerk).get(pk=one.pk)) == due_reports.owed_by(one)
        part = the_part(story)
        assert due_reports.owed_by(parts_with_dates(clerk).get(pk=part.pk)) == due_reports.owed_by(part)
