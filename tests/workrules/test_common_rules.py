"""A rule issued once for many governments: adopted by each, ended for all on one day (case 8)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from apps.workrules import refusals
from apps.workrules import services as workrules
from apps.workrules.binding import binding_rule
from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.refusals import WrongState
from tenants.commonrules.models import CommonRule
from tenants.governments.models import Government
from tenants.ledger.selectors import summary
from tests.cast import an_office
from tests.road import refused
from tests.workrules.elsewhere import issue

pytestmark = pytest.mark.django_db
CITY, LOWER = "150100", ("150102", "150121")


def clerk(office: Any) -> dict[str, Any]:
    return {"by": office.people["gov_clerk"], "at": clock.now()}


@pytest.fixture
def common(inside):
    """The city's rule, issued for both of its lower governments and adopted by both; (offices, rule)."""
    offices = {}
    for code in (CITY, *LOWER):
        with inside(code):
            offices[code] = an_office(code)
    with clock.frozen_at(clock.at_hour(date(2026, 2, 2), 9)):
        with inside(CITY):
            rule = issue(offices[CITY], number="呼政办字〔2026〕1号", period_years="2")
            workrules.issue_for_lower(work_rule_id=rule.pk, governments="、".join(LOWER), **clerk(offices[CITY]))
        for code in LOWER:
            with inside(code):
                received = WorkRule.objects.get(common_rule_id=rule.pk)
                assert (received.state, received.title, binding_rule(day=date(2026, 2, 2))) == (
                    "draft", rule.title, REGIONAL_2024,
                )  # fmt: skip
                workrules.adopt_rule(work_rule_id=received.pk, **clerk(offices[code]))
        yield offices, rule


def built(inside: Any, on: date) -> int:
    """How many governments below the region have a rule in force on a day."""
    with inside("150000"):
        path = Government.objects.get(code="150000").path
        return int(summary(scope_path=path, year=on.year, today=on).measures.built.numerator)


@pytest.mark.rule("R12.1")
@pytest.mark.rule("R12.2")
def test_all_who_adopted_count_as_built_and_none_from_the_day_of_its_repeal(inside, common):
    offices, rule = common
    assert built(inside, date(2026, 2, 2)) == 3
    with inside(LOWER[0]):
        bound = binding_rule(day=date(2026, 2, 2))
        assert (bound.period_years, bound.title) == (2, rule.title)
    with inside(CITY), clock.frozen_at(clock.at_hour(date(2026, 6, 1), 9)):
        given = {"repealed_on": date(2026, 6, 15), "reason": "另行制定"}
        workrules.repeal_rule(work_rule_id=rule.pk, **given, **clerk(offices[CITY]))
        assert CommonRule.objects.get(pk=rule.pk).repealed_on == date(2026, 6, 15)
    assert (built(inside, date(2026, 6, 14)), built(inside, date(2026, 6, 15))) == (3, 0)
    with inside(LOWER[0]):
        adopted = WorkRule.objects.get(common_rule_id=rule.pk)
        assert (adopted.state, adopted.repealed_on) == ("repealed", date(2026, 6, 15))
        last = AuditEntry.objects.order_by("sequence").last()
        assert (last.what, last.actor_name) == ("work_rule.replace", offices[CITY].people["gov_clerk"].name)


@pytest.mark.rule("R13.1")
def test_a_successor_of_the_common_rule_ends_all_adoptions_that_day(inside, common):
    offices, _rule = common
    with inside(CITY):
        issue(offices[CITY], on=date(2026, 5, 4), number="呼政办字〔2026〕2号")
    assert (built(inside, date(2026, 5, 3)), built(inside, date(2026, 5, 4))) == (3, 1)


@pytest.mark.rule("R13.1")
def test_an_own_rule_ends_the_adoption_and_never_overlaps_it(inside, common):
    offices, rule = common
    with inside(LOWER[0]):
        with refused(refusals.RulesOverlap):
            issue(offices[LOWER[0]], on=date(2026, 1, 5), number="1号")
        issue(offices[LOWER[0]], on=date(2026, 2, 3), number="2号")
        adopted = WorkRule.objects.get(common_rule_id=rule.pk)
        assert (adopted.state, adopted.repealed_on) == ("repealed", date(2026, 2, 3))


@pytest.mark.rule("R12.3")
def test_a_rule_is_issued_for_governments_strictly_below_and_once(inside, common):
    offices, rule = common
    with inside(CITY):
        for codes in ("150200", CITY, "150121、150202", "nowhere"):
            with refused(refusals.NotBelow, fields=("governments",)):
                workrules.issue_for_lower(work_rule_id=rule.pk, governments=codes, **clerk(offices[CITY]))
        with refused(refusals.CommonAlready):
            workrules.issue_for_lower(work_rule_id=rule.pk, governments=LOWER[0], **clerk(offices[CITY]))


@pytest.mark.rule("R12.3")
@pytest.mark.rule("R13.1")
def test_a_rule_that_its_issuer_repealed_is_adopted_by_nobody_any_more(inside):
    offices = {}
    for code in (CITY, *LOWER):
        with inside(code):
            offices[code] = an_office(code)
    with clock.frozen_at(clock.at_hour(date(2026, 2, 2), 9)), inside(CITY):
        rule = issue(offices[CITY], number="呼政办字〔2026〕1号", period_years="2")
        workrules.issue_for_lower(work_rule_id=rule.pk, governments="、".join(LOWER), **clerk(offices[CITY]))
    with clock.frozen_at(clock.at_hour(date(2026, 6, 1), 9)):
        with inside(CITY):
            given = {"repealed_on": date(2026, 6, 15), "reason": "另行制定"}
            workrules.repeal_rule(work_rule_id=rule.pk, **given, **clerk(offices[CITY]))
        with inside(LOWER[0]), refused(refusals.CommonRuleEnded):
            received = WorkRule.objects.get(common_rule_id=rule.pk)
            workrules.adopt_rule(work_rule_id=received.pk, **clerk(offices[LOWER[0]]))
    assert built(inside, date(2026, 7, 1)) == 0


def test_what_was_received_is_adopted_not_rewritten(inside, common):
    offices, rule = common
    with inside(LOWER[0]):
        key = WorkRule.objects.get(common_rule_id=rule.pk).pk
        with refused(WrongState, "R12.1"):
            workrules.issue_for_lower(work_rule_id=key, governments="x", **clerk(offices[LOWER[0]]))
    with inside(CITY), refused(WrongState, "R12.1"):
        workrules.adopt_rule(work_rule_id=rule.pk, **clerk(offices[CITY]))


@pytest.mark.rule("R12.3")
def test_a_government_reads_rules_from_above_writes_its_own_only(inside, common):
    _offices, rule = common
    seen = {}
    for code in ("150000", CITY, *LOWER, "150200", "150202"):
        with inside(code):
            seen[code] = CommonRule.objects.filter(pk=rule.pk).exists()
    assert [code for code, it in seen.items() if it] == [CITY, *LOWER]
    with inside(LOWER[0]):
        assert CommonRule.objects.update(title="篡改") == 0
        forged = CommonRule.objects.get(pk=rule.pk)
        forged.pk, forged._state.adding = WorkRule._meta.pk.get_default(), True
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            forged.save(force_insert=True)


def test_codes_of_governments_stay_what_they_were_founded_with(inside, common):
    _offices, rule = common
    connection.set_schema_to_public()
    with inside(CITY):
        found = CommonRule.objects.get(pk=rule.pk).governments
    assert sorted(found) == sorted(Government.objects.filter(code__in=LOWER).values_list("code", flat=True))


@pytest.mark.rule("R13.1", "R12.1")
def test_an_own_rule_follows_an_adoption_from_the_next_day_on_and_not_on_the_same(inside, common):
    offices, _rule = common
    code = LOWER[0]
    with inside(code):
        by, adopted = clerk(offices[code]), WorkRule.objects.get(state="issued").effective_on
        day_after = adopted + timedelta(days=1)
        reason = [{"parameter": "minutes_name", "value": "会议备忘录", "reason": "沿用旧称"}]
        own = workrules.draft_rule(title="本旗规则", deviations=reason, **by)
        numbered = {"work_rule_id": own.pk, "document_number": "新政办字〔2026〕3号", "issued_on": adopted}
        with refused(refusals.RulesOverlap):
            workrules.issue_rule(**numbered, **by)
        workrules.issue_rule(**numbered, effective_on=day_after, **by)
        assert binding_rule(day=adopted).period_years == 2
        assert (binding_rule(day=day_after).period_years, binding_rule(day=day_after).minutes_name) == (1, "会议备忘录")
