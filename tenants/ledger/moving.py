"""A government moves in the tree, and its facts of the years from then on with it: one transaction, or nothing of it.

Facts of the year of the move and of later ones are counted by the new parent, those of earlier years by the one that
stood above then (R12.9). Run by operators, as owner, inside each government in turn, so that the row policies hold.
"""

from datetime import date

from django.db import transaction

from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.governments import services as tree
from tenants.governments.models import Government
from tenants.ledger import services


def move(government: Government, *, to: Government, on: date) -> tuple[int, int]:
    """Let a government, with all below it, answer to another one; how many governments and how many facts moved."""
    with as_owner(), transaction.atomic():
        moved = tree.move(government, to=to, on=on)
        facts = sum(_take_along(one) for one in Government.objects.under(government.path))
    return moved, facts


def _take_along(government: Government) -> int:
    with inside(government):
        return services.put_in_place()
