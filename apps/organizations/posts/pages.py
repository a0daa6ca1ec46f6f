"""Posts and what falls to them, and how they were handed over."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.organizations.accounts.models import User
from apps.organizations.door.access import person_of
from apps.organizations.posts.lifecycle import HANDOVER, POST
from apps.organizations.posts.models import Handover, Post, Slot
from apps.organizations.posts.selectors import handovers_visible_to, holders_of, posts_visible_to
from apps.organizations.units.models import Unit
from kernel import clock
from vocabulary.categories import Category
from web import buttons
from web.shapes import Shown


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


def _post(one: Post, holder: User | None, units: dict[uuid.UUID, Unit], user: User) -> Shown:
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
def handovers(request: HttpRequest) -> HttpResponse:
    """Every handover of the own side; for the officers of both."""
    user = person_of(request)
    rows = [_handover(one) for one in handovers_visible_to(user)]
    begin = buttons.beginning(HANDOVER, "hand_over", user, "/handovers/new")
    return render(request, "organizations/handovers.html", {"handovers": rows, "actions": begin})


def _handover(one: Handover) -> Shown:
    return {
        "what": str(one),
        "former": one.from_user.name if one.from_user else "",
        "successor": one.to_user.name,
        "on_day": one.on_day,
        "basis": one.basis,
    }
