"""Issued minutes go to both sides and to every unit that they make responsible, which signs for its items (R9.8)."""

from typing import Any

import pytest

from apps.documents import selectors as documents
from apps.documents.models import DocumentKind
from apps.followups.lifecycle import ITEM, PART
from apps.followups.models import AgreedItem, SupportingPart
from apps.meetings.session.selectors import responsible_units
from apps.minutes import selectors, texts
from apps.minutes.pages.distribution import distributed
from apps.minutes.services import issue_minutes
from apps.notifications.models import Message
from apps.organizations.models import Unit
from apps.waiting.todos import waiting_for
from apps.workrules.naming import office_name
from kernel.lifecycle.engine import take
from roads.story import Story
from tests.road import Road
from tests.signed_in import text_of
from vocabulary.disclosure import Disclosure
from vocabulary.roles import Side

pytestmark = pytest.mark.rule("R9.8")


def speaker(story: Story, unit: Unit) -> Any:
    return story.office.speaker_of(unit)


def sign(story: Story, unit: Unit) -> None:
    """The unit signs for every item that it leads or helps with."""
    by = {"by": speaker(story, unit), "at": story.someone("union_clerk")["at"]}
    for item in AgreedItem.objects.filter(meeting=story.meeting, lead_unit=unit, state="assigned"):
        take(ITEM, "acknowledge", agreed_item_id=item.pk, **by)
    for part in SupportingPart.objects.filter(item__meeting=story.meeting, unit=unit, state="assigned"):
        take(PART, "acknowledge", supporting_part_id=part.pk, **by)


def test_the_imprint_names_the_other_side_and_each_responsible_unit_once(road: Road):
    with road.at("following_up") as story:
        minutes = story.minutes
        minutes.refresh_from_db()
        named = {
            unit.name
            for row in story.meeting.resolutions.all()
            for unit in (row.lead_unit, *row.supporting_units.all())
        }
        copies = minutes.document.content["content"]["imprint"]["copies"]
        assert copies[0] == office_name(road.government, texts.binding_rule(minutes.meeting), Side.GOV)
        assert set(copies[1:]) == named
        assert len(copies) == len(named) + 1 > 2


def test_behind_a_notice_whoever_is_addressed_gets_no_copy_beside(road: Road, monkeypatch):
    with road.at("approved") as story:
        monkeypatch.setattr(texts, "issued_as_notice", lambda minutes: True)
        day = story.meeting.held_on or story.refresh().held_on
        notice = texts.paper_of(
            story.minutes, number="土总工发〔2026〕9号", issued_on=day, disclosure=Disclosure.PUBLIC
        )
        assert not set(notice.addressees) & set(notice.imprint.copies)
        reached = {*notice.addressees, *notice.imprint.copies}
        assert {unit.name for unit in responsible_units(story.meeting.pk)} <= reached


def test_every_responsible_unit_is_told_reads_the_text_and_finds_what_to_sign(road: Road):
    with road.at("following_up") as story:
        units = responsible_units(story.meeting.pk)
        assert len(units) > 1
        for unit in units:
            person = speaker(story, unit)
            assert selectors.visible_to(person).filter(pk=story.minutes.pk).exists()
            assert documents.of_subject(person, story.meeting.pk, DocumentKind.MINUTES)
            waits = [todo for todo in waiting_for(person) if "acknowledge" in {row.name for row in todo.actions}]
            assert waits, f"{unit} finds nothing to sign"


def test_units_are_told_of_the_issue_and_nobody_who_is_not_responsible(road: Road, django_capture_on_commit_callbacks):
    with road.at("approved") as story:
        with django_capture_on_commit_callbacks(execute=True):
            issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))
        messages = Message.objects.filter(object_kind="minutes", object_id=story.minutes.pk, text__contains="印发")
        told = set(messages.values_list("recipient", flat=True))
        responsible = [unit.pk for unit in responsible_units(story.meeting.pk)]
        assert {speaker(story, unit).pk for unit in Unit.objects.filter(pk__in=responsible)} <= told
        others = Unit.objects.filter(kind="department").exclude(pk__in=responsible)
        assert others
        assert not {speaker(story, unit).pk for unit in others} & told


def test_the_distribution_shows_who_signed_for_all_of_its_items(road: Road):
    with road.at("approved") as story:
        assert distributed(story.minutes) == []
    with road.at("following_up") as story:
        story.minutes.refresh_from_db()
        before = distributed(story.minutes)
        assert [row["unit"] for row in before] == [unit.pk for unit in responsible_units(story.meeting.pk)]
        assert all(row["items"] for row in before)
        assert {row["signed_at"] for row in before} == {None}
        unit = responsible_units(story.meeting.pk)[0]
        sign(story, unit)
        assert [row["unit"] for row in distributed(story.minutes) if row["signed_at"]] == [unit.pk]


@pytest.mark.django_db
def test_the_page_shows_the_distribution(walked, sign_in, inside):
    story = walked("following_up", topics=2)
    page = text_of(sign_in("gov_clerk").get(f"/minutes/{story.minutes.pk}"))
    with inside("150121"):
        units = responsible_units(story.meeting.pk)
    assert "分送和签收" in page
    assert all(unit.name in page for unit in units)
    assert page.count("待签收") >= len(units)
