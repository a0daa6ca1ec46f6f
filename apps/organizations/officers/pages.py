"""The officers whom the parent provides: under which document, and until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from apps.organizations.accounts.models import User
from apps.organizations.door.access import person_of
from apps.organizations.officers.lifecycle import MANDATE
from apps.organizations.officers.models import MandateState, OfficerMandate
from apps.organizations.officers.selectors import mandates_visible_to
from kernel import clock
from vocabulary.roles import ROLES
from web import buttons
from web.shapes import Shown

#: How a mandate stands on a day: the state of the table, or what follows from its dates.
STANDINGS = {
    "in_force": ("accepted", _("派驻中")),
    "to_come": ("requested", _("尚未开始")),
    "over": ("closed", _("已到期")),
    "revoked": ("cancelled", _("已撤回")),
}


@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """Every officer whom the parent provides, under which document and until when."""
    user = person_of(request)
    rows = [_mandate(one, user) for one in mandates_visible_to(user)]
    begin = buttons.beginning(MANDATE, "provide", user, "/mandates/new")
    return render(request, "organizations/mandates.html", {"mandates": rows, "actions": begin})


def _mandate(one: OfficerMandate, user: User) -> Shown:
    state, label = STANDINGS[_standing(one)]
    return {
        "person": one.person_name,
        "post": one.account.title,
        "role": ROLES[one.account.roles[0]].label,
        "username": one.account.username,
        "document": one.document_number,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "reason": one.reason,
        "state": state,
        "state_label": label,
        "actions": buttons.buttons(MANDATE, one, user),
    }


def _standing(one: OfficerMandate) -> str:
    day = clock.today()
    if one.state == MandateState.REVOKED:
        return "revoked"
    return "to_come" if day < one.starts_on else "over" if day > one.ends_on else "in_force"
