"""What is filed for good: only in a transaction, and hidden by the row policies, which is shown by taking them away."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection
from django.utils import timezone

from kernel import clock
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.correspondence.models import FiledCopy
from tenants.correspondence.selectors import government_above, is_filed_to_here, perhaps_filed_to_here
from tenants.correspondence.services import dispatch_letter, file_copy, receive_copy
from tenants.governments.provisioning import close_government
from tenants.ledger.services import NotInATransaction
from tests.between import words
from tests.tenants.ledger_facts import at_work_in
from tests.tenants.test_filed_copies import CLERK, a_paper, file_from, seen_by

pytestmark = pytest.mark.usefixtures("committed_db")


def test_nothing_is_filed_outside_a_transaction(government) -> None:
    with inside(government("150121")), pytest.raises(NotInATransaction):
        file_copy(a_paper(), by=CLERK, at=timezone.now())


@pytest.mark.rule("R12.3")
def test_without_the_policies_a_neighbour_would_see_it(government) -> None:
    """The row is there: it is the policies that hide it."""
    file_from(government("150121"))
    assert seen_by(government("150102"), FiledCopy) == 0
    _switch("NO FORCE", "DISABLE")
    assert seen_by(government("150102"), FiledCopy) == 1


def test_a_government_is_put_back_with_what_it_filed(government) -> None:
    """The owner takes a government's rows away and writes them again; no other government's."""
    banner, neighbour = government("150121"), government("150102")
    file_from(banner)
    file_from(neighbour)
    with as_owner(), inside(banner), connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.correspondence_filedcopy")
    assert [seen_by(one, FiledCopy) for one in (banner, neighbour)] == [0, 1]


@pytest.mark.rule("R9.8", "R12.9")
def test_a_closed_government_is_nobodys_parent_from_that_day(government) -> None:
    """What was filed to it before falls to the nearest above that stands; what it received then, it received."""
    region, league, banner = (government(code) for code in ("150000", "150100", "150121"))
    early, received = file_from(banner), file_from(banner)
    with at_work_in(league):
        receive_copy(received, by=CLERK, at=timezone.now())
    today = clock.today()
    close_government(league, on=today)

    with inside(banner):
        assert government_above(today - timedelta(days=1)) == league
        assert government_above(today) == region
    late = file_from(banner)
    assert (early.filed_to, late.filed_to) == ("150100", "150000")
    with at_work_in(region):
        waiting = [one for one in perhaps_filed_to_here(today) if is_filed_to_here(one, today)]
        assert {one.pk for one in waiting} == {early.pk, late.pk, received.pk}
        receive_copy(early, by=CLERK, at=timezone.now())
    with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(league):
        receive_copy(late, by=CLERK, at=timezone.now())
    with at_work_in(banner):  # a referral climbs to the same one
        dispatch_letter(words(), to=region, by=CLERK, at=timezone.now())
    with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(banner):
        dispatch_letter(words(), to=league, by=CLERK, at=timezone.now())


def _switch(*how: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        for word in how:
            cursor.execute(f"ALTER TABLE public.correspondence_filedcopy {word} ROW LEVEL SECURITY")
