"""Which unit is asked to countersign (R9.3)."""

from django.utils.translation import gettext_lazy as _

from apps.minutes import texts
from apps.minutes.models import Minutes
from apps.organizations.models import User
from kernel.lifecycle.table import Actor, Predicate
from kernel.refusals import NotYours


def units_of(user: User) -> set[str]:
    """Return the keys of the units a person speaks for, as they are kept."""
    return {str(key) for key in user.memberships.current().values_list("unit", flat=True)}


def _is_awaited(by: Actor, minutes: Minutes) -> bool:
    if not minutes.countersigns:
        return False
    sha256, mine = texts.digest_of(minutes), units_of(User.behind(by))
    return any(row["unit"] in mine and row["sha256"] != sha256 for row in minutes.countersigns)


ASKED_UNIT = Predicate(
    "unit_asked_to_countersign", _is_awaited, NotYours, _("只有被请会签、还没有会签这一文本的单位可以办理。")
)
