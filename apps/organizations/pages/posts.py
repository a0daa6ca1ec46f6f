"""Posts and what falls to them, and the officers whom the parent provides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from apps.organizations.access import person_of
from apps.organizations.lifecycle import MANDATE, POST
from apps.organizations.models import MandateState, OfficerMandate, Post, Slot, Unit, User
from apps.organizations.selectors import holders_of, mandates_visible_to, posts_visible_to
from kernel import clock
from vocabulary.categories import Category
from vocabulary.roles import ROLES
from web import buttons

#: How a mandate stands on a day: the state of the table, or what follows from its dates.
STANDINGS = {
    "in_force": ("accepted", _("派驻中")),
    "to_come": ("requested", _("尚未开始")),
    "over": ("closed", _("已到期")),
    "revoked": ("cancelled", _("已撤回")),
}


@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Every post of the own side, who holds it today, and what falls to it; for the officers those of both."""
    user = person_of(request)
    found = list(posts_visible_to(user))
    holders = holders_of(found, clock.today())
    units = Unit.objects.in_bulk({key for one in found for key in one.portfolio_units})
    rows = [_post(one, holders.get(one.pk), units, user) for one in found]
    begin = buttons.beginning(POST, "establish", user, "/posts/new")
    return render(request, "organizations/posts.html", {"posts": rows, "actions": begin})


def _post(one: Post, holder: User | None, units: dict[Any, Unit], user: User) -> dict[str, Any]:
    return {
        "title": one.title,
        "side": one.side,
        "slot": Slot(one.slot).label if one.slot else "",
        "holder": holder.name if holder else "",
        "falling": [Category(name).label for name in one.portfolio],
        "units": [units[key].short_name for key in one.portfolio_units if key in units],
        "actions": buttons.buttons(POST, one, user),
    }


@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """Every officer whom the parent provides, under which document and until when."""
    user = person_of(request)
    rows = [_mandate(one, user) for one in mandates_visible_to(user)]
    begin = buttons.beginning(MANDATE, "provide", user, "/mandates/new")
    return render(request, "organizations/mandates.html", {"mandates": rows, "actions": begin})


def _mandate(one: OfficerMandate, user: User) -> dict[str, Any]:
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
