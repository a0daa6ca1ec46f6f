"""Some demonstration governments have a rule of their own, with reasons."""

from datetime import date

import pytest

from apps.workrules.binding import binding_rule
from apps.workrules.models import WorkRule
from demonstration.workrule import OWN, adopt_own_rule
from tests.cast import an_office


@pytest.mark.rule("R12.1")
def test_a_demonstration_government_deviates_where_it_says_why(db, inside):
    with inside("150202"):
        adopt_own_rule(an_office("150202"), on=date(2026, 1, 5))
        assert binding_rule(day=date(2026, 1, 5)).reps_per_side == 30
        assert {one["reason"] for one in WorkRule.objects.get().deviations.values()} == {
            one.reason for one in OWN["150202"]
        }
