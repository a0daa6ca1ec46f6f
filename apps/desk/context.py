"""What every page of a government shows around its content."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.organizations.roles import Side

#: label, address, roles that see it (none: everybody of a side).
SECTIONS = (
    (_("工作台"), "/", ()),
)


def government(request: HttpRequest) -> dict[str, Any]:
    """Return the government of this host and the navigation of this person."""
    place = getattr(request, "tenant", None)
    return {"government": place, "nav": [], "side": Side}
