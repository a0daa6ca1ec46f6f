"""Facts of a year are read from what governments stated upward, as far as the year has come."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel import schema
from tenants.assessment.gathering import below, of_one
from tenants.governments.models import Government
from tenants.ledger.services import publish_all
from tests.tenants.ledger_facts import a_meeting, a_rule, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R12.5")]
HOME = "150121"


def state(place: Government, facts: list[Any]) -> None:
    """The government states these facts."""
    with schema.inside(place):
        publish_all(facts)


def test_minutes_after_the_cut_off_imported_meetings_and_plans_entered_late_do_not_count(inside: Any) -> None:
    place = Government.objects.get(code=HOME)
    late = a_meeting(
        "following_up",
        held_on=date(2025, 12, 1),
        minutes_issued_on=date(2026, 1, 12),
        minutes_due_on=date(2025, 12, 22),
    )
    state(place, [a_rule(), late, a_meeting("closed", held_on=date(2025, 5, 5), imported=True)])
    with inside(HOME):
        found = of_one(place, year=2025, today=date(2026, 3, 1))
    assert [one.held_on for one in found.facts.meetings] == [date(2025, 12, 1)]
    assert found.facts.meetings[0].minutes_issued_on is None
    assert found.left_out == 1


def test_items_are_due_by_their_effective_deadline_and_only_as_far_as_the_year_has_come(inside: Any) -> None:
    place = Government.objects.get(code=HOME)
    meeting = a_meeting("closed", held_on=date(2026, 1, 5), minutes_issued_on=date(2026, 1, 20))
    own = {"meeting_id": meeting.source_id, "listed_on": date(2026, 1, 20), "listed_whole": True}
    state(place, [a_rule(), meeting, *(
        an_item(state, due_on=due, closed_on=closed, **own)
        for state, due, closed in (
            ("closed", date(2026, 3, 1), date(2026, 3, 1)), ("closed", date(2026, 3, 1), date(2026, 3, 2)),
            ("in_progress", date(2026, 3, 1), None), ("in_progress", date(2026, 11, 1), None),
            ("closed", date(2026, 11, 1), date(2026, 4, 1)), ("in_progress", date(2027, 1, 1), None),
        )
    )])  # fmt: skip
    with inside(HOME):
        found = of_one(place, year=2026, today=date(2026, 6, 1))
        at_the_end = of_one(place, year=2026, today=date(2027, 2, 1))
    due = found.facts.due_items
    assert (due.due, due.on_time, due.late_closed) == (3, 1, 1)
    assert (found.ahead.items, found.ahead.overdue, found.ahead.closed_early) == ((date(2026, 11, 1),), 1, 1)
    assert at_the_end.facts.due_items.due == 5
    assert len(found.facts.meetings[0].agreed_items) == 6


def test_a_meeting_counts_in_the_year_that_its_rule_says(inside: Any) -> None:
    place = Government.objects.get(code=HOME)
    held = date(2025, 6, 1)
    titled = a_meeting("closed", held_on=date(2026, 1, 9), year=2025, counts_in=2025)
    extra = a_meeting("closed", held_on=held + timedelta(days=9), kind="extraordinary")
    state(place, [a_rule(period_years=2), titled, extra])
    with inside(HOME):
        of_2025 = of_one(place, year=2025, today=date(2026, 2, 1))
        of_2026 = of_one(place, year=2026, today=date(2026, 12, 1))
    assert [one.type for one in of_2025.facts.meetings] == ["extraordinary"]
    assert of_2026.facts.earlier_meetings == ()
    assert of_2026.facts.params.period_years == 2


@pytest.mark.parametrize("where", ["150000", "150100"])
def test_the_facts_of_all_below_are_read_in_a_fixed_number_of_statements(inside: Any, where: str) -> None:
    with (
        inside(where),
        CaptureQueriesContext(
            connection,
        ) as told,
    ):
        found = below(Government.objects.get(code=where), year=2026, today=date(2026, 6, 1))
    assert found
    assert len(told) <= 8
