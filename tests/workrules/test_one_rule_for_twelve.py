"""One rule for a city and eleven governments below it, as in Guangzhou in 2015 (case 8)."""

from datetime import date

import pytest

from apps.workrules import services as workrules
from apps.workrules.models import WorkRule
from kernel import clock
from kernel.database.owner import as_owner
from tenants.governments.provisioning import create_government, ready_template
from tests.cast import an_office
from tests.workrules.elsewhere import issue
from tests.workrules.test_common_rules import CITY, LOWER, built, clerk


@pytest.mark.rule("R12.1")
@pytest.mark.rule("R12.2")
def test_one_rule_for_a_city_and_eleven_below_it_is_built_twelvefold_until_the_day_of_its_repeal(committed_db, inside):
    """Twelve real governments, nine of them founded for this."""
    with as_owner():
        dump = ready_template()
    founded = [f"1501{number}" for number in range(71, 80)]
    for code in founded:
        place = {"name": f"第{code[-1]}试验区", "parent_code": CITY, "level": "banner", "kind": "旗"}
        create_government(code=code, template=dump, **place)
    offices, lower = {}, [*LOWER, *founded]
    for code in (CITY, *lower):
        with inside(code):
            offices[code] = an_office(code)
    with clock.frozen_at(clock.at_hour(date(2026, 2, 2), 9)):
        with inside(CITY):
            rule = issue(offices[CITY], number="呼政办字〔2026〕1号", period_years="2")
            workrules.issue_for_lower(work_rule_id=rule.pk, governments="、".join(lower), **clerk(offices[CITY]))
        for code in lower:
            with inside(code):
                received = WorkRule.objects.get(common_rule_id=rule.pk)
                workrules.adopt_rule(work_rule_id=received.pk, **clerk(offices[code]))
    assert built(inside, date(2026, 2, 2)) == 12
    with inside(CITY), clock.frozen_at(clock.at_hour(date(2026, 6, 1), 9)):
        given = {"repealed_on": date(2026, 6, 15), "reason": "另行制定"}
        workrules.repeal_rule(work_rule_id=rule.pk, **given, **clerk(offices[CITY]))
    assert (built(inside, date(2026, 6, 14)), built(inside, date(2026, 6, 15))) == (12, 0)
