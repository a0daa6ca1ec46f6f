"""Objects of one government refuse to act in another: the hazards of a schema per tenant."""

from threading import Thread

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone

from apps.organizations.models import Unit
from kernel.audit.models import AuditEntry, ChainHead
from kernel.schema import NeverChanges, WrongSchema, after_commit, current_schema

TMT = "150121"
XINCHENG = "150102"


@pytest.fixture
def unit(db, inside):
    with inside(TMT):
        group = Group.objects.create(name="办公室")
        stands = {"state": "standing", "state_since": timezone.now(), "group": group}
        return Unit.objects.create(
            name="办公室", short_name="办公室", sort_key="bgs", side="gov", kind="department", **stands
        )


def test_a_list_made_in_one_government_is_not_run_in_another(unit, inside):
    with inside(TMT):
        units = Unit.objects.filter(side="gov")
    with inside(XINCHENG), pytest.raises(WrongSchema, match="belongs to g150121 but was used in g150102"):
        list(units)
    with pytest.raises(WrongSchema, match="used in public"):
        list(units)


WAYS = {
    "iterator": lambda units: list(units.iterator()),
    "len of a fetched list": len,
    "count": lambda units: units.count(),
    "exists": lambda units: units.exists(),
    "aggregate": lambda units: units.aggregate(),
    "in_bulk": lambda units: units.in_bulk(),
    "get": lambda units: units.get(),
    "first": lambda units: units.first(),
    "values": lambda units: list(units.values_list("name")),
    "update": lambda units: units.update(name="x"),
    "delete": lambda units: units.delete(),
    "create": lambda units: units.create(name="x"),
    "bulk_create": lambda units: units.bulk_create([]),
    "bulk_update": lambda units: units.bulk_update([], ["name"]),
    "get_or_create": lambda units: units.get_or_create(name="x"),
    "explain": lambda units: units.explain(),
    "subquery": lambda units: list(Unit.objects.filter(pk__in=units)),
    "raw": lambda units: list(units.raw("SELECT * FROM organizations_unit")),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_running_a_list_leaves_its_government(unit, inside, way):
    with inside(TMT):
        units = Unit.objects.all()
        assert len(units) == 1
    with inside(XINCHENG), pytest.raises(WrongSchema):
        WAYS[way](units)


@pytest.mark.parametrize("way", ["iterator", "count", "get", "subquery", "values", "exists", "aggregate"])
def test_the_same_ways_work_at_home(unit, inside, way):
    with inside(TMT):
        WAYS[way](Unit.objects.all())


def test_a_row_is_not_saved_deleted_or_refreshed_in_another_government(unit, inside):
    with inside(XINCHENG):
        for act in (unit.save, unit.delete, unit.refresh_from_db):
            with pytest.raises(WrongSchema, match=r"organizations\.Unit"):
                act()
    with inside(TMT):
        unit.save()
        unit.refresh_from_db()


def test_a_row_read_from_the_database_remembers_its_government(unit, inside):
    with inside(TMT):
        read = Unit.objects.get()
    with inside(XINCHENG), pytest.raises(WrongSchema):
        read.save()


def test_a_row_does_not_lend_itself_to_a_bulk_write_elsewhere(unit, inside):
    with inside(XINCHENG), pytest.raises(WrongSchema):
        Unit.objects.bulk_update([unit], ["name"])


def test_what_hangs_on_a_row_is_not_looked_up_elsewhere(unit, inside):
    with inside(XINCHENG), pytest.raises(WrongSchema):
        list(unit.memberships.all() if hasattr(unit, "memberships") else unit.unitmembership_set.all())


def test_a_list_made_while_modules_are_imported_serves_every_government(unit, inside):
    assert current_schema() is None
    of_a_view = Unit.objects.all()
    with inside(TMT):
        assert of_a_view.all().count() == 1
    with inside(XINCHENG):
        assert of_a_view.all().count() == 0


def test_the_list_itself_belongs_to_the_first_government_it_was_used_in(unit, inside):
    of_a_view = Unit.objects.all()
    with inside(TMT):
        assert of_a_view.count() == 1
    with inside(XINCHENG), pytest.raises(WrongSchema):
        of_a_view.count()


def test_outside_all_governments_there_is_nothing_to_read(db):
    with pytest.raises(WrongSchema, match="needs a government"):
        Unit.objects.count()


def test_what_runs_after_the_commit_runs_where_it_was_asked_for(committed_db, inside):
    places = []
    with transaction.atomic(), inside(TMT):
        after_commit(lambda: places.append(connection.schema_name))
        transaction.on_commit(lambda: places.append(connection.schema_name))
    assert places == ["g150121", "public"]


def test_a_thread_that_was_not_told_its_government_reads_nothing(db, inside):
    refused = []

    def count():
        try:
            Unit.objects.count()
        except WrongSchema as refusal:
            refused.append(str(refusal))

    with inside(TMT):
        thread = Thread(target=count)
        thread.start()
        thread.join()
    assert refused == ["A list of organizations.Unit needs a government but was used in public."]


def test_append_only_rows_are_neither_changed_nor_deleted(db, inside):
    with inside(TMT):
        row = AuditEntry(sequence=1)
        row._state.adding = False
        acts = [
            row.save,
            row.delete,
            AuditEntry.objects.all().delete,
            lambda: AuditEntry.objects.update(what="x"),
            lambda: AuditEntry.objects.bulk_update([row], ["what"]),
            lambda: AuditEntry.objects.bulk_create([row], update_conflicts=True),
        ]
        for act in acts:
            with pytest.raises(NeverChanges, match="append-only"):
                act()


def test_a_managers_default_does_not_lose_the_guard():
    assert ChainHead._base_manager.name == "objects"
    assert Unit.check() == []
