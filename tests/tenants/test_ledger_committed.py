"""What only real commits can show: the transaction that publishing insists on, and a government that moves."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from kernel.keys import uuid7
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.governments.provisioning import change_reporting_parent
from tenants.ledger import services
from tenants.ledger.facts import MeetingFact
from tenants.ledger.models import Meeting
from tests.tenants.ledger_facts import a_meeting, state

pytestmark = pytest.mark.usefixtures("committed_db")


def test_nothing_is_published_outside_a_transaction(banner: Government) -> None:
    assert not connection.in_atomic_block
    with inside(banner):
        with pytest.raises(services.NotInATransaction):
            services.publish(a_meeting())
        with pytest.raises(services.NotInATransaction):
            services.withdraw(MeetingFact, uuid7())

        assert not Meeting.objects.exists()


def test_a_moved_government_publishes_at_its_new_place_and_its_past_stays(
    banner: Government, league: Government, other_league: Government, government: Callable[[str], Government]
) -> None:
    past, present = a_meeting("closed", held_on=date(2025, 6, 10)), a_meeting("requested")
    state(banner, [past, present])

    change_reporting_parent(banner, to=other_league, on=date(2026, 7, 1))
    state(government(banner.code), [past, present])

    with inside(league):
        assert [row.source_id for row in Meeting.objects.all()] == [past.source_id]
    with inside(other_league):
        assert [row.source_id for row in Meeting.objects.all()] == [present.source_id]
    with inside(government(banner.code)):
        assert Meeting.objects.count() == 2
