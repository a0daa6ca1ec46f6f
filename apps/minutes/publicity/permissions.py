"""Who releases publicity under the work rule (Art. 10)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_of_side
from kernel.lifecycle.table import Actor, ByRule, Predicate, Role
from kernel.refusals import WrongState
from vocabulary.roles import CLERKS

if TYPE_CHECKING:
    from apps.minutes.models import PublicityItem


def _rule(item: "PublicityItem") -> str:
    return binding_rule(item.meeting).publicity_approvers


def _publishers(item: "PublicityItem") -> tuple[Role, ...]:
    return CLERKS if _rule(item) in {"none", "both"} else office_of_side(_rule(item))


def _asks_both(by: Actor, item: "PublicityItem") -> bool:
    return _rule(item) == "both"


PUBLISHERS = ByRule(_publishers, CLERKS)


BY_BOTH = Predicate("rule_asks_both_sides", _asks_both, WrongState, _("按本次会议的规则，宣传报道不须双方同意。"))


BY_ONE = Predicate(
    "rule_asks_one_side_or_none",
    lambda by, item: not _asks_both(by, item),
    WrongState,
    _("按本次会议的规则，宣传报道须双方同意。"),
)
