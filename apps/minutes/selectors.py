"""Reads about minutes."""

from typing import Any

from django.db.models import Exists, Func, JSONField, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from apps.minutes.models import Minutes, MinutesState
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from vocabulary.roles import DIRECTING, SPEAKING, UNION_CLERK, UNION_LEADER, Side


@by_right
def visible_to(user: User) -> QuerySet[Minutes]:
    """Return the minutes `user` may read: drafts stay with the union and whoever is asked to countersign them."""
    rows = Minutes.objects.select_related(
        "meeting__presider", "meeting__co_presider", "document", "corrects", "corrected_by"
    ).defer("document__docx", "document__pdf")
    if user.side == Side.NONE:
        return rows.none()
    roles = user.reading_roles
    if roles & {UNION_CLERK.name, UNION_LEADER.name}:
        return rows
    if roles & DIRECTING:
        return rows.exclude(state__in=[MinutesState.DRAFTING, MinutesState.UNION_REVIEW])
    wanted = Q(state=MinutesState.ISSUED)
    if roles & SPEAKING:
        wanted |= Q(Exists(_asked_units(user)))
    return rows.filter(wanted)


def _asked_units(user: User) -> QuerySet[Any]:
    """Return the person's units that stand among those asked to countersign, as a part of the outer query."""
    unit = JSONObject(unit=Cast("unit_id", TextField()))
    row = Func(unit, function="jsonb_build_array", output_field=JSONField())
    return user.memberships.current().alias(row=row).filter(row__contained_by=OuterRef("countersigns"))
