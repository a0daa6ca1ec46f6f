"""Who acts for whom: the page of delegations."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from apps.organizations.accounts.models import User
from apps.organizations.deputies.leaders_acts import label_of
from apps.organizations.deputies.lifecycle import DELEGATION
from apps.organizations.deputies.models import Delegation, DelegationState
from apps.organizations.deputies.selectors import delegations_visible_to
from apps.organizations.door.access import person_of
from kernel import clock
from web import buttons
from web.shapes import Shown

#: How a delegation stands on a day: the state of the table, or what follows from its dates.
STANDINGS = {
    "in_force": ("accepted", _("委托中")),
    "to_come": ("requested", _("尚未开始")),
    "over": ("closed", _("已到期")),
    "revoked": ("cancelled", _("已撤回")),
}


def standing_of(one: Delegation, day: date) -> str:
    """Return how a delegation stands on `day`."""
    if one.state == DelegationState.REVOKED:
        return "revoked"
    return "to_come" if day < one.starts_on else "over" if day > one.ends_on else "in_force"


@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Every delegation of the own side; for the officers of both."""
    user = person_of(request)
    rows = [_delegation(one, user) for one in delegations_visible_to(user)]
    begin = buttons.beginning(DELEGATION, "grant", user, "/delegations/new")
    return render(request, "organizations/delegations.html", {"delegations": rows, "actions": begin})


def _delegation(one: Delegation, user: User) -> Shown:
    standing = standing_of(one, clock.today())
    state, label = STANDINGS[standing]
    return {
        "grantor": one.grantor.name,
        "delegate": one.delegate.name,
        "side": one.grantor.side,
        "acts": [label_of(act) for act in one.acts],
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "ground": one.ground,
        "reason": one.reason,
        "state": state,
        "state_label": label,
        "actions": [] if standing == "over" else buttons.buttons(DELEGATION, one, user),
    }
