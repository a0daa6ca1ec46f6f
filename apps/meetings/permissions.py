"""Who may act on a meeting's parts: named sentences, used by the lifecycle tables."""

from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.table import Predicate
from kernel.refusals import WrongSide

OWN_NAMES = Predicate(
    "office_of_the_same_side",
    lambda by, attendance: attendance.side in {by.side, "none"},
    WrongSide,
    _("政府方面人员由政府办公室核定，工会方面人员由工会办公室核定。"),
)
