"""A government states facts about itself, in the transaction of the change, and never in words."""

from dataclasses import fields, replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, models, transaction

from kernel.database.names import PUBLIC
from kernel.keys import uuid7
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger import services
from tenants.ledger.entries import Entry
from tenants.ledger.facts import Fact, MeetingFact, WorkRuleFact
from tenants.ledger.models import TABLES, AgreedItem, Meeting
from tests.tenants.ledger_facts import a_meeting, a_rule, an_item, at_work_in, state

pytestmark = pytest.mark.django_db


def test_a_fact_arrives_with_its_government_its_place_and_the_databases_clock(banner: Government) -> None:
    with at_work_in(banner):
        services.publish(a_meeting("requested"))

        row = Meeting.objects.get()

    assert (row.government, row.path, row.state) == (banner.code, banner.path, "requested")
    assert row.recorded_at is not None


@pytest.mark.parametrize(
    "fact", [a_rule(), a_meeting("closed"), an_item("closed")], ids=lambda fact: type(fact).__name__
)
def test_every_column_of_a_fact_is_kept(banner: Government, fact: Fact) -> None:
    with at_work_in(banner):
        services.publish(fact)

        row = TABLES[type(fact)]._default_manager.get()

    assert {field.name: getattr(row, field.name) for field in fields(fact)} == {
        field.name: getattr(fact, field.name) for field in fields(fact)
    }


def test_a_fact_stated_again_changes_its_row_and_no_other(banner: Government) -> None:
    first, second = a_meeting("requested"), a_meeting("requested")
    state(banner, [first, second])
    with at_work_in(banner):
        before = Meeting.objects.get(source_id=first.source_id)

        services.publish(replace(first, state="accepted"))

        after = Meeting.objects.get(source_id=first.source_id)
        assert (after.pk, after.state) == (before.pk, "accepted")
        assert after.recorded_at > before.recorded_at
        assert Meeting.objects.get(source_id=second.source_id).state == "requested"
        assert Meeting.objects.count() == 2


def test_a_fact_is_stated_by_one_statement(banner: Government, django_assert_num_queries) -> None:
    fact = a_meeting("requested")
    with at_work_in(banner):
        with django_assert_num_queries(1):
            services.publish(fact)
        with django_assert_num_queries(1):
            services.publish(replace(fact, state="accepted"))


def test_many_facts_are_stated_by_one_statement_per_kind(banner: Government, django_assert_num_queries) -> None:
    with at_work_in(banner), django_assert_num_queries(2):
        services.publish_all([a_rule(), *(an_item() for _ in range(5))])


def test_a_fact_goes_when_the_change_is_rolled_back(banner: Government) -> None:
    with inside(banner):
        with transaction.atomic():
            services.publish(a_meeting())
            transaction.set_rollback(True)

        assert not Meeting.objects.exists()


def test_a_withdrawn_fact_is_gone_and_the_others_stay(banner: Government) -> None:
    gone, stays = a_meeting("requested"), a_meeting("requested")
    state(banner, [gone, stays])
    with at_work_in(banner):
        services.withdraw(MeetingFact, gone.source_id)

        assert [row.source_id for row in Meeting.objects.all()] == [stays.source_id]


def test_withdrawing_a_fact_that_was_never_stated_does_nothing(banner: Government) -> None:
    state(banner, [a_meeting()])
    with at_work_in(banner):
        services.withdraw(MeetingFact, uuid7())

        assert Meeting.objects.count() == 1


def test_two_governments_may_speak_of_the_same_key(banner: Government, league: Government) -> None:
    fact = a_rule()
    state(banner, [fact])
    state(league, [replace(fact, frequency_min=2)])
    with at_work_in(banner):
        services.withdraw(WorkRuleFact, fact.source_id)
    with inside(league):
        assert [row.frequency_min for row in TABLES[WorkRuleFact]._default_manager.all()] == [2]


def test_nothing_is_published_outside_a_government(banner: Government) -> None:
    assert connection.schema_name == PUBLIC
    with transaction.atomic(), pytest.raises(services.NotInAGovernment):
        services.publish(a_meeting())


def test_nothing_is_published_by_a_government_without_a_place_in_the_tree(banner: Government) -> None:
    with inside(Government(schema_name=banner.schema_name)), pytest.raises(services.NotInAGovernment):
        services.publish(a_meeting())


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(a_rule(in_force_to=date(2024, 2, 7)), id="a rule repealed before it was in force"),
        pytest.param(a_rule(period_years=0), id="a period of no years"),
        pytest.param(a_meeting("draft"), id="a draft"),
        pytest.param(a_meeting(kind="secret"), id="an unknown kind"),
        pytest.param(a_meeting(gov_lead="deputy"), id="an unknown lead"),
        pytest.param(replace(a_meeting("held"), held_on=None), id="held on no day"),
        pytest.param(a_meeting("noticed", topics_tabled=1, topics_decided=2), id="decided but not tabled"),
        pytest.param(replace(a_meeting("held"), state="noticed"), id="a day of the session before it"),
        pytest.param(replace(a_meeting(), minutes_issued_on=None), id="following up without minutes"),
        pytest.param(replace(a_meeting("held"), minutes_issued_on=date(2026, 7, 1)), id="minutes issued in state held"),
        pytest.param(a_meeting(minutes_issued_on=date(2026, 6, 9)), id="minutes issued before the session"),
        pytest.param(a_meeting("closed", concluded_on=date(2026, 6, 11)), id="concluded before the minutes"),
        pytest.param(a_meeting("closed", concluded_on=None), id="closed on no day"),
        pytest.param(an_item("done"), id="an unknown state of an item"),
        pytest.param(an_item("closed", closed_on=None), id="an item closed on no day"),
        pytest.param(an_item("closed", terminated_on=date(2026, 9, 1)), id="an item closed and terminated"),
        pytest.param(an_item("in_progress", closed_on=date(2026, 9, 1)), id="an open item with a day of closing"),
        pytest.param(an_item("terminated", terminated_on=None), id="an item terminated on no day"),
        pytest.param(an_item("closed", closed_on=date(2026, 6, 23)), id="an item closed before it was listed"),
        pytest.param(replace(an_item(), due_on=date(2026, 9, 29)), id="an extension that shortens"),
    ],
)
def test_the_ledger_refuses_what_cannot_be_true(banner: Government, fact: Fact) -> None:
    with pytest.raises(IntegrityError, match="violates check constraint"):
        state(banner, [fact])


@pytest.mark.rule("R12.3")
@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.__name__)
def test_no_column_can_hold_a_text(table: type[Entry]) -> None:
    worded = {
        field.name
        for field in table._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
    }
    assert worded == {"government", "path"}


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_every_table_mirrors_its_fact(kind: type[Fact]) -> None:
    own = {field.name for field in TABLES[kind]._meta.concrete_fields}
    assert own - {"id", "government", "path", "recorded_at"} == {field.name for field in fields(kind)}


def test_an_item_closed_on_the_day_it_was_listed_is_possible(banner: Government) -> None:
    state(banner, [an_item("closed", closed_on=date(2026, 6, 24))])
    with inside(banner):
        assert AgreedItem.objects.count() == 1
