"""Posts, and units that posts and handovers name (`Need.among`)."""

from dataclasses import replace
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.models import User
from apps.organizations.posts.models import Post
from apps.organizations.posts.selectors import posts_visible_to
from apps.organizations.units.admissible import STANDING_UNIT, STANDING_UNITS, charged, standing
from apps.organizations.units.models import Unit, UnitKind
from kernel.lifecycle.table import Among, Asking


def _of_own_side(asking: Asking) -> QuerySet[Unit]:
    return charged(asking).filter(side=asking.by.side)


PORTFOLIO_UNITS = replace(STANDING_UNITS, offered=_of_own_side, held=lambda asking: asking.object.portfolio_units)
#: Whether the unit stands, a guard asks under a lock.
UNIT_HANDED_OVER = replace(
    STANDING_UNIT, rows=lambda asking: Unit.objects.exclude(kind=UnitKind.LEADERSHIP), offered=standing
)
POST = Among(
    _("可见的职务"),
    lambda asking: posts_visible_to(User.behind(asking.by)),
    offered=lambda asking: Post.objects.all(),
    label=attrgetter("title"),
)
