"""The benchmarks still measure what is there: each in its shortest form, without a look at the figures."""

import pytest
from django.test.utils import override_settings

from benchmarks import clocks, pages, rollup, scores, verbs
from kernel.database.current import connection
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger.rollup import SUMMARY

pytestmark = pytest.mark.usefixtures("committed_db")


def test_a_verb_and_every_page_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (verbs, pages):
        monkeypatch.setattr(module, "TIMES", 1)

    with verbs.an_office() as story:
        verb = verbs.measured(story)
    with override_settings(ROOT_URLCONF="benchmarks.bare"):
        found = pages.measured()

    assert verb["whole_ms"] > 0
    assert set(found) == {"bare", "sign_in", "desk", "meeting", "followups", "api_meetings"}
    assert all(one["queries"]["figure"] > 0 for one in found.values())


def test_the_statement_of_the_roll_up_can_be_measured_without_the_product() -> None:
    region = Government.objects.get(level="region")
    with inside(region), connection.cursor() as cursor:
        cursor.execute(SUMMARY, rollup.question(region))
        assert cursor.fetchall()


def test_the_scores_of_everybody_below_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "TIMES", 1)
    monkeypatch.setattr(scores, "NATIONAL", 10)
    found = scores.measured()
    assert found["governments"] == Government.objects.count() - 1
    assert found["whole_to_arithmetic"]["figure"] > 0


def test_a_goal_that_is_missed_is_named() -> None:
    from benchmarks.__main__ import _goals

    part = {"at_116": {"rollup": {"ratio": clocks.goal(3, most=2), "other": clocks.goal(1, most=2)}}}
    assert _goals(part) == [("at_116.rollup.ratio", False), ("at_116.rollup.other", True)]
