"""Every night: is what each government stated still so?"""

from django.utils.translation import gettext_lazy as _

from kernel.jobs.definitions import nightly
from tenants.ledger.reconciliation import differences


class Differs(RuntimeError):
    """The ledger does not agree with the government's own records; `reconcile_ledger` names and mends it."""


@nightly(label=_("核对台账"), at="18:30")
def reconcile() -> None:
    """Fail with the differences, if there are any; nothing is changed."""
    if found := differences():
        raise Differs("; ".join(str(one) for one in found[:20]))
