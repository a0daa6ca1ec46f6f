"""What providing an officer and calling one back need. A guard raises a named refusal or lets the act pass."""

from apps.organizations.officers import refusals
from apps.organizations.officers.models import OfficerMandate
from kernel.lifecycle.table import Act
from tenants.governments.models import Government
from tenants.governments.selectors import government
from vocabulary.roles import Side, allowed_for


def parent_here() -> Government:
    """Return the government that provides: the one this one reports to (R1.3)."""
    parent: Government | None = government().reporting_parent
    if parent is None:
        raise refusals.NotTheParent
    return parent


def officers_only(act: Act[OfficerMandate]) -> None:
    """From the government one reports to comes an officer of the system, never somebody of a side (R1.3)."""
    parent_here()
    if act.given["role"] not in allowed_for(Side.NONE):
        raise refusals.OnlyOfficersAreProvided.beside("role")


def mandate_dates(act: Act[OfficerMandate]) -> None:
    """In order, and not wholly past."""
    starts_on, ends_on = act.given["starts_on"], act.given["ends_on"]
    if ends_on < starts_on or ends_on < act.today:
        raise refusals.MandateDatesBroken.beside("ends_on")


def not_ones_own_mandate(act: Act[OfficerMandate]) -> None:
    """Nobody calls himself or herself back and closes the account from which it is done."""
    if act.object.account_id == act.by.pk:
        raise refusals.OwnMandate
