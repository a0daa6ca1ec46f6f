"""The joint meeting stands in the government's annual work plan: by which document, in which clause (R12.4)."""

from datetime import date

import pytest
from django.db import transaction

from apps.documents.file_services import store_file
from apps.documents.selectors import attached_to
from apps.years import refusals
from apps.years import services as years
from apps.years.alerts import alerts_on
from apps.years.models import YearPlan
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.refusals import MissingField, WrongRole, WrongSide
from tenants.ledger import models as ledger
from tenants.ledger import reconciliation
from tests.cast import an_office
from tests.documents import made_files
from tests.road import refused

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R12.4")]
HERE, YEAR, TODAY = "150121", 2026, date(2026, 3, 12)
DOCUMENT = {
    "title": "土默特左旗人民政府2026年工作要点",
    "document_number": "土左政发〔2026〕2号",
    "issued_on": date(2026, 2, 27),
    "clause": "三、（五）",
    "clause_text": "适时召开旗人民政府与旗总工会联席会议。",
}


@pytest.fixture
def office(inside):
    """An office in the spring of 2026."""
    with inside(HERE), clock.frozen_at(clock.at_hour(TODAY, 9)):
        yield an_office(HERE)


def who(office, name="gov_clerk"):
    return {"by": office.people[name], "at": clock.now()}


def record(office, name="gov_clerk", year=YEAR, **changed):
    return years.record_plan(year=year, **{**DOCUMENT, **changed}, **who(office, name))


def test_the_governments_office_records_document_and_clause_and_the_file(office):
    paper = store_file(name="工作要点.pdf", content=made_files.pdf(), **who(office))
    plan = record(office, basis_files=[paper])
    assert (plan.state, plan.year, plan.clause, plan.recorded_by) == (
        "recorded",
        YEAR,
        "三、（五）",
        office.people["gov_clerk"],
    )
    assert [one.file for one in attached_to([plan.pk])[plan.pk]] == [paper]
    stated = ledger.YearPlan.objects.get()
    assert (stated.year, stated.issued_on, stated.recorded_on) == (YEAR, date(2026, 2, 27), TODAY)
    assert DOCUMENT["title"] not in str(vars(stated))
    assert reconciliation.differences() == []


def test_a_record_is_corrected_with_a_reason_and_every_version_is_kept(office):
    plan = record(office)
    changed = {**DOCUMENT, "clause": "四、（二）", "issued_on": date(2026, 3, 2)}
    plan = years.correct_plan(year_plan_id=plan.pk, **changed, reason="条款号写错", **who(office))
    assert (plan.clause, plan.reason, plan.version) == ("四、（二）", "条款号写错", 2)
    entry = AuditEntry.objects.get(what="year_plan.correct")
    assert entry.changes["clause"] == ["三、（五）", "四、（二）"]
    assert ledger.YearPlan.objects.get().issued_on == date(2026, 3, 2)
    with pytest.raises(MissingField), transaction.atomic():
        years.correct_plan(year_plan_id=plan.pk, **DOCUMENT, reason=None, **who(office))


@pytest.mark.parametrize("missing", ["title", "document_number", "issued_on", "clause"])
def test_a_plan_without_document_or_clause_is_refused(office, missing):
    with pytest.raises(MissingField) as told, transaction.atomic():
        record(office, **{missing: None})
    assert set(told.value.fields) == {missing}


def test_a_plan_is_not_younger_than_its_year(office):
    with clock.frozen_at(clock.at_hour(date(2027, 1, 6), 9)):
        with refused(refusals.PlannedAfterTheYear, fields=("issued_on",)):
            record(office, issued_on=date(2027, 1, 4))
        assert record(office).year == YEAR, "until 10 January the last year's record is open"


def test_a_document_of_tomorrow_is_none(office):
    with refused(refusals.PlanNotIssuedYet, fields=("issued_on",)):
        record(office, issued_on=date(2026, 3, 13))


def test_a_year_has_one_record(office):
    record(office)
    with refused(refusals.PlannedAlready, fields=("year",)):
        record(office, document_number="土左政发〔2026〕3号")
    assert YearPlan.objects.count() == 1


def test_a_closed_year_is_neither_recorded_nor_corrected(office):
    plan = record(office)
    with refused(refusals.YearClosed, fields=("year",)):
        record(office, year=2025, issued_on=date(2025, 2, 20))
    with clock.frozen_at(clock.at_hour(date(2027, 1, 11), 9)), refused(refusals.YearClosed):
        years.correct_plan(year_plan_id=plan.pk, **DOCUMENT, reason="补正", **who(office))


@pytest.mark.parametrize("year", [2028, 2**31 - 1])
def test_only_this_year_and_the_next_are_planned(office, year):
    with refused(refusals.YearTooFarAhead, fields=("year",)):
        record(office, year=year)


@pytest.mark.parametrize("name", ["union_clerk", "gov_leader", "gov_unit", "viewer"])
def test_nobody_but_the_governments_office_records_it(office, name):
    with pytest.raises((WrongSide, WrongRole)), transaction.atomic():
        record(office, name)


def test_offices_are_reminded_from_april_on_until_it_is_recorded(office):
    def names(day):
        return [one.name for one in alerts_on(day) if one.name == "no_work_plan"]

    assert names(date(2026, 3, 31)) == []
    assert names(date(2026, 4, 1)) == ["no_work_plan"]
    record(office)
    assert names(date(2026, 4, 1)) == []
