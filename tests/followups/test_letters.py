"""Reminder, chase-up, supervision order, and word to both chief conveners: numbered, once, in order, received."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.documents.models import IssuedDocument
from apps.followups import tasks
from apps.followups.extensions import services as extensions
from apps.followups.letters import refusals as letters_refusals
from apps.followups.letters import services as letters
from apps.followups.lifecycle import LETTER
from apps.followups.models import AgreedItem, Extension, Letter, SupportingPart
from apps.meetings.models import Meeting
from apps.notifications.models import Message
from apps.waiting.todos import waiting_for
from apps.workrules import services as workrules
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, NotYours, WrongRole, WrongState
from kernel.workcalendar.rules import plus_months
from roads.story import Story
from tests.road import refused

pytestmark = pytest.mark.rule("R11.7")
STEPS = {"chase_up": 1, "supervision_order": 16, "escalation": 31}


def an_item(story: Story) -> AgreedItem:
    """An item led by the human resources office."""
    return AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).select_related("meeting").first()


def issue(story: Story, kind: str, *, days: int, by: str = "gov_clerk") -> AgreedItem:
    """Issue a letter some days after the deadline."""
    item = an_item(story)
    with story.on(item.due_on + timedelta(days=days)):
        return letters.issue_letter(agreed_item_id=item.pk, kind=kind, **story.someone(by))


def issue_up_to(story: Story, last: str) -> None:
    for kind, days in STEPS.items():
        issue(story, kind, days=days)
        if kind == last:
            return


def test_a_reminder_goes_out_fifteen_days_before_the_deadline_as_a_numbered_letter(road):
    with road.at("in_progress") as story:
        issue(story, "reminder", days=-15)
        letter = Letter.objects.get()
        assert (letter.state, letter.unit, letter.issued_by.username) == (
            "issued",
            an_item(story).lead_unit,
            "gov_clerk",
        )
        document = letter.document
        assert (document.kind, document.subject_id) == ("reminder", letter.item_id)
        assert document.number.startswith("土左联督〔2026〕")
        assert letter.item.text[:10] in str(document.content)
        assert bytes(document.pdf).startswith(b"%PDF")


def test_the_unit_is_told_of_the_letter(road, django_capture_on_commit_callbacks):
    with road.at("in_progress") as story:
        with django_capture_on_commit_callbacks(execute=True):
            issue(story, "reminder", days=-15)
        told = Message.objects.filter(object_id=Letter.objects.get().pk)
        assert [message.recipient for message in told] == [story.office.speaker_for("hrss")]


def test_numbers_of_letters_follow_one_another(road):
    with road.at("in_progress") as story:
        issue_up_to(story, "supervision_order")
        numbers = [letter.document.number for letter in Letter.objects.all()]
        assert [int(number.partition("〕")[2].rstrip("号")) for number in numbers] == [1, 2]
        order = IssuedDocument.objects.get(kind="supervision_order")
        assert numbers[0] in str(order.content), "the order names the chase-up before it"


@pytest.mark.parametrize(
    ("kind", "days"), [("reminder", -16), ("chase_up", 0), ("supervision_order", 15), ("escalation", 30)]
)
def test_no_letter_goes_out_before_its_day(road, kind, days):
    with road.at("in_progress") as story:
        if kind in {"supervision_order", "escalation"}:
            issue_up_to(story, "chase_up" if kind == "supervision_order" else "supervision_order")
        with refused(letters_refusals.NotDueYet, fields=("kind",)):
            issue(story, kind, days=days)


@pytest.mark.parametrize(("kind", "days"), [("supervision_order", 40), ("escalation", 40), ("reminder", 1)])
def test_the_steps_are_taken_in_order(road, kind, days):
    with road.at("in_progress") as story, refused(letters_refusals.LetterOutOfOrder, fields=("kind",)):
        issue(story, kind, days=days)


def test_each_kind_goes_out_once_per_deadline(road):
    with road.at("in_progress") as story:
        issue(story, "chase_up", days=1)
        with refused(letters_refusals.LetterIssued, fields=("kind",)):
            issue(story, "chase_up", days=2)


def test_a_new_deadline_begins_a_new_ladder(road):
    with road.at("in_progress") as story:
        issue(story, "reminder", days=-15)
        item = an_item(story)
        with story.on(item.due_on - timedelta(days=10)):
            given = {"new_due_on": plus_months(item.due_on, 3), "reason": "资金年底到位"}
            extensions.request_extension(agreed_item_id=item.pk, **given, **story.speaker("hrss"))
            for name in ("union_clerk", "gov_clerk"):
                extensions.grant_extension(extension_id=Extension.objects.get().pk, **story.someone(name))
        issue(story, "reminder", days=-15)
        assert [letter.due_on for letter in Letter.objects.all()] == [item.due_on, given["new_due_on"]]


def test_a_letter_has_a_kind_and_clerks_issue_it(road):
    with road.at("in_progress") as story:
        with refused(MissingField, "R11.7", fields=("kind",)):
            issue(story, "", days=1)
        with refused(WrongRole, "R11.7"):
            issue(story, "chase_up", days=1, by="gov_leader")


def test_only_the_office_that_the_rule_names_issues(road):
    with road.at("in_progress") as story:
        rule = story.refresh().rule | {"followup_close_chain": ["gov_clerk"]}
        Meeting.objects.filter(pk=story.meeting.pk).update(rule=rule)
        with refused(NotYours, "R11.7"):
            issue(story, "chase_up", days=1, by="union_clerk")
        issue(story, "chase_up", days=1, by="gov_clerk")


def test_the_unit_signs_for_the_letter_with_name_and_time_and_nobody_else_does(road):
    with road.at("in_progress") as story:
        issue(story, "chase_up", days=1)
        letter = Letter.objects.get()
        with story.on(letter.due_on + timedelta(days=2)):
            assert letter.pk in {todo.id for todo in waiting_for(story.office.speaker_for("hrss"))}
            with refused(NotYours, "R11.7"):
                take(LETTER, "receive", letter_id=letter.pk, **story.speaker("health"))
            done = take(LETTER, "receive", letter_id=letter.pk, **story.speaker("hrss"))
            assert (done.state, done.received_by, done.received_at) == (
                "received", story.office.speaker_for("hrss"), clock.now(),
            )  # fmt: skip
            with refused(WrongState, "R11.7"):
                take(LETTER, "receive", letter_id=letter.pk, **story.speaker("hrss"))


def test_in_the_end_both_chief_conveners_have_it_on_their_desks_and_sign_for_it(road):
    with road.at("in_progress") as story:
        issue_up_to(story, "escalation")
        reported = Letter.objects.filter(kind="escalation")
        assert sorted(letter.side for letter in reported) == ["gov", "union"]
        assert len({letter.document_id for letter in reported}) == 1
        assert reported[0].document.content["content"]["addressees"] == ["土默特左旗人民政府", "土默特左旗总工会"]
        with story.on(an_item(story).due_on + timedelta(days=32)):
            for letter in reported:
                assert letter.pk in {todo.id for todo in waiting_for(letter.person)}
                other = next(one.person for one in reported if one != letter)
                with refused(NotYours, "R11.7"):
                    take(LETTER, "receive", letter_id=letter.pk, by=other, at=clock.now())
                assert (
                    take(LETTER, "receive", letter_id=letter.pk, by=letter.person, at=clock.now()).state == "received"
                )


def test_a_letter_that_is_due_waits_on_the_clerks_desk_until_it_is_issued(road):
    with road.at("in_progress") as story:
        clerk, item = story.office.people["gov_clerk"], an_item(story)

        def waits(days: int) -> bool:
            with story.on(item.due_on + timedelta(days=days)):
                found = [todo for todo in waiting_for(clerk) if todo.id == item.pk]
                return any(row.name == "issue_letter" for todo in found for row in todo.actions)

        assert (waits(-16), waits(-15), waits(1)) == (False, True, True)
        issue(story, "chase_up", days=1)
        assert (waits(2), waits(16)) == (False, True)


def test_the_daily_run_issues_what_is_due_once_and_the_record_names_no_person(road):
    with road.at("in_progress") as story, story.on(an_item(story).due_on + timedelta(days=1)):
        due = AgreedItem.objects.open().filter(due_on__lt=clock.today()).count()
        ahead = AgreedItem.objects.open().filter(due_on=clock.today() + timedelta(days=14)).count()
        issued = letters.issue_due_letters(at=clock.now())
        assert due >= 1
        parts = SupportingPart.objects.filter(due_on__lt=clock.today(), item__state="in_progress").count()
        assert len(issued) == due + ahead + parts
        assert letters.issue_due_letters(at=clock.now()) == []
        letter = Letter.objects.filter(item=an_item(story), part=None).get()
        assert (letter.kind, letter.issued_by) == ("chase_up", None)
        entry = AuditEntry.objects.get(what="agreed_item.issue_letter", object_id=letter.item_id)
        assert (entry.actor_id, entry.actor_name, entry.side) == (None, "到期自动签发", "gov")


def test_the_daily_run_climbs_the_whole_ladder_and_stops(road):
    with road.at("in_progress") as story:
        item = an_item(story)
        for days in range(-20, 50):
            with story.on(item.due_on + timedelta(days=days)):
                tasks.issue_due_letters()
        mine = Letter.objects.filter(item=item, part=None)
        assert [(one.kind, (clock.day_of(one.issued_at) - item.due_on).days) for one in mine] == [
            ("reminder", -15), ("chase_up", 1), ("supervision_order", 16), ("escalation", 31), ("escalation", 31),
        ]  # fmt: skip


def test_a_letter_that_cannot_be_printed_holds_up_no_other(road, caplog):
    with road.at("in_progress") as story, story.on(an_item(story).due_on + timedelta(days=1)):
        first, second = AgreedItem.objects.order_by("pk")[:2]
        yesterday = clock.today() - timedelta(days=1)
        AgreedItem.objects.filter(pk=second.pk).update(original_due_on=yesterday, due_on=yesterday)
        AgreedItem.objects.filter(pk=first.pk).update(original_due_on=yesterday, due_on=yesterday, text="\U0001f600")
        issued = [letter.item for letter in letters.issue_due_letters(at=clock.now()) if letter.part_id is None]
        assert issued.count(second) == 1
        assert f"about item {first.pk} was not issued: CannotBePrinted" in caplog.text


def test_the_command_says_what_it_issued(road):
    with road.at("in_progress") as story, story.on(an_item(story).due_on + timedelta(days=1)):
        code, said = road.government.code, StringIO()
        with in_public():
            call_command("issue_due_letters", government=code, stdout=said)
            assert "chase_up about" in said.getvalue()
            with pytest.raises(CommandError, match="no government"):
                call_command("issue_due_letters", government="999999")


@contextmanager
def in_public() -> Iterator[None]:
    """Commands begin in public, wherever the test stands."""
    before = connection.tenant
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connection.set_tenant(before)


@pytest.mark.rule("R13.3")
def test_an_item_keeps_the_ladder_of_its_own_meetings_rule_when_another_rule_follows(road):
    with road.at("in_progress") as story:
        by = story.someone("gov_clerk")
        later = workrules.draft_rule(title="联席会议工作规则（修订）", **by)
        workrules.issue_rule(
            work_rule_id=later.pk, document_number="土左政办字〔2026〕31号", issued_on=clock.today(), **by
        )
        assert an_item(story).meeting.rule == story.meeting.rule
        issue(story, "reminder", days=-15)
        issue(story, "chase_up", days=1)
        assert Letter.objects.count() == 2


def a_part(story: Story) -> SupportingPart:
    """A supporting unit's own part, due ten days before its item."""
    part = SupportingPart.objects.select_related("item__meeting", "unit").filter(state="in_progress").first()
    part.due_on = part.item.due_on - timedelta(days=10)
    part.save()
    return part


def speaker_of(story: Story, part: SupportingPart) -> dict[str, Any]:
    return {"by": story.office.speaker_of(part.unit), "at": clock.now()}


def test_a_supporting_unit_is_chased_about_its_own_overdue_part_and_signs_for_it(road):
    with road.at("in_progress") as story:
        part = a_part(story)
        with story.on(part.due_on), refused(letters_refusals.NotDueYet, fields=("kind",)):
            letters.issue_part_letter(supporting_part_id=part.pk, kind="chase_up", **story.someone("gov_clerk"))
        with story.on(part.due_on + timedelta(days=1)):
            clerk = story.office.people["gov_clerk"]
            todos = [one for one in waiting_for(clerk) if one.id == part.pk]
            assert [row.name for one in todos for row in one.actions] == ["issue_letter"]
            with refused(letters_refusals.LetterOutOfOrder, fields=("kind",)):
                letters.issue_part_letter(
                    supporting_part_id=part.pk, kind="supervision_order", by=clerk, at=clock.now()
                )
            letters.issue_part_letter(supporting_part_id=part.pk, kind="chase_up", by=clerk, at=clock.now())
            with refused(letters_refusals.LetterIssued, fields=("kind",)):
                letters.issue_part_letter(supporting_part_id=part.pk, kind="chase_up", by=clerk, at=clock.now())
            letter = Letter.objects.get(part=part)
            assert (letter.unit, letter.due_on, letter.item) == (part.unit, part.due_on, part.item)
            assert "由你单位配合" in str(letter.document.content)
            assert f"关于{part.unit.name}配合" in letter.document.title, "unlike the letter about the item itself"
            assert part.item.number not in letter.document.title, "a title names the matter in words"
            assert part.item.lead_unit.name in str(letter.document.content), "the lead unit gets a copy"
            assert letter.pk in {one.id for one in waiting_for(story.office.speaker_of(part.unit))}
            with refused(NotYours, "R11.7"):
                lead = story.office.speaker_of(part.item.lead_unit)
                take(LETTER, "receive", letter_id=letter.pk, by=lead, at=clock.now())
            assert take(LETTER, "receive", letter_id=letter.pk, **speaker_of(story, part)).state == "received"
        assert not Letter.objects.filter(part=None).exists()


def test_the_daily_run_chases_supporting_units_twice_and_leaves_the_rest_to_the_item(road):
    with road.at("in_progress") as story:
        part = a_part(story)
        for days in range(-16, 45, 1):
            with story.on(part.due_on + timedelta(days=days)):
                letters.issue_due_letters(at=clock.now())
        mine = [
            (one.kind, (clock.day_of(one.issued_at) - part.due_on).days) for one in Letter.objects.filter(part=part)
        ]
        assert mine == [("chase_up", 1), ("supervision_order", 16)]


def test_a_part_of_what_waits_with_the_offices_is_not_chased(road):
    with road.at("in_progress") as story:
        part = a_part(story)
        AgreedItem.objects.filter(pk=part.item_id).update(state="reported", evidence="台账", reported_at=clock.now())
        with story.on(part.due_on + timedelta(days=1)):
            with refused(WrongState, "R11.7"):
                letters.issue_part_letter(supporting_part_id=part.pk, kind="chase_up", **story.someone("gov_clerk"))
            assert not [one for one in letters.issue_due_letters(at=clock.now()) if one.part_id == part.pk]


def test_nobody_is_chased_for_what_waits_with_the_offices(road):
    with road.at("reported") as story, story.on(an_item(story).due_on + timedelta(days=1)):
        with refused(WrongState, "R11.7"):
            letters.issue_letter(agreed_item_id=an_item(story).pk, kind="chase_up", **story.someone("gov_clerk"))
        assert all(letter.item.state == "in_progress" for letter in letters.issue_due_letters(at=clock.now()))
