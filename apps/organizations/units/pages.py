"""Units of both sides: who speaks for each, which posts there are, and who holds them."""

import uuid

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.organizations.accounts.models import User
from apps.organizations.accounts.selectors import speakers_of
from apps.organizations.door.access import person_of
from apps.organizations.models import Unit
from apps.organizations.posts.selectors import terms_visible_to
from apps.organizations.units.lifecycle import UNITS
from apps.organizations.units.selectors import units_visible_to
from kernel import clock
from kinds.registry import state_label
from vocabulary.roles import BOTH_SIDES
from web import buttons
from web.shapes import Shown


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The units of both sides, and those that were."""
    user = person_of(request)
    people = Count("people", filter=Q(people__is_active=True))
    found = list(units_visible_to(user).annotate(accounts=people).order_by("sort_key"))
    standing = [unit for unit in found if unit.closed_on is None]
    speakers, posts = speakers_of(standing), _posts(user)
    context = {
        "sides": [
            {"side": side, "units": [_unit(one, speakers[one.pk], posts, user) for one in standing if one.side == side]}
            for side in BOTH_SIDES
        ],
        "closed": [{"name": one.name, "closed_on": one.closed_on} for one in found if one.closed_on],
        "actions": buttons.beginning(UNITS, "establish", user, "/units/new"),
    }
    return render(request, "organizations/units.html", context)


def _posts(user: User) -> dict[uuid.UUID | None, list[dict[str, str]]]:
    """Posts that somebody holds today, by the key of their unit."""
    terms = terms_visible_to(user).on(clock.today()).order_by("post__rank", "id")
    found: dict[uuid.UUID | None, list[dict[str, str]]] = {}
    for term in terms:
        found.setdefault(term.post.unit_id, []).append({"title": term.post.title, "holder": term.holder.name})
    return found


def _unit(one: Unit, speakers: list[User], posts: dict[uuid.UUID | None, list[dict[str, str]]], user: User) -> Shown:
    return {
        "name": one.name,
        "short_name": one.short_name,
        "kind": one.get_kind_display(),
        "functions": one.functions,
        "speakers": [person.name for person in speakers],
        "posts": posts.get(one.pk, []),
        "accounts": getattr(one, "accounts", 0),
        "state": one.state,
        "state_label": state_label(one),
        "actions": buttons.buttons(UNITS, one, user),
    }
