"""Every test refuses a statement that joins a government's tables with public ones (`tests.joins`): the control."""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef

from apps.levels.filings.models import Receipt
from apps.organizations.models import Unit
from tenants.correspondence.models import FiledCopy, FilingReceipt
from tests import joins


def test_every_statement_is_looked_at(db: None) -> None:
    assert joins.refuse in connection.execute_wrappers
    public, governments = joins.tables()
    assert len(public) > 15
    assert len(governments) > 60
    assert not public & governments


def test_a_join_of_public_and_a_government_is_refused(db: None, inside) -> None:
    with inside("150100"):
        received = Receipt.objects.filter(copy_id=OuterRef("pk"))
        with pytest.raises(joins.JoinsPublic, match="correspondence_filedcopy, filings_receipt"):
            list(FiledCopy.objects.exclude(Exists(received)))
        with (
            pytest.raises(joins.JoinsPublic, match="governments_government, organizations_unit"),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT FROM public.governments_government, organizations_unit")


def test_each_kind_by_itself_is_let_through(db: None, inside) -> None:
    with inside("150100"):
        assert not list(FiledCopy.objects.exclude(Exists(FilingReceipt.objects.filter(copy_id=OuterRef("pk")))))
        assert not list(Unit.objects.filter(name="organizations_unit in governments_government"))
