"""What is filed for good: only in a transaction, and hidden by the row policies, which is shown by taking them away."""

import pytest
from django.db import connection
from django.utils import timezone

from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.correspondence.models import FiledCopy
from tenants.correspondence.services import file_copy
from tenants.ledger.services import NotInATransaction
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


def _switch(*how: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        for word in how:
            cursor.execute(f"ALTER TABLE public.correspondence_filedcopy {word} ROW LEVEL SECURITY")
