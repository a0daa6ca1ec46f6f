"""The parameters of the work rule that binds a meeting, read through one function."""

from datetime import date

from django.db.models import QuerySet

from apps.organizations.models import User
from apps.organizations.roles import Side
from apps.workrules.models import WorkRule
from apps.workrules.rules import REGIONAL_2024, RuleParameters


def parameters_on(day: date) -> RuleParameters:
    """Return the parameters in force on `day` in this government.

    Every government follows the regional rule of 2024 by reference (Art. 12); whoever needs a figure or a "who" asks
    here and nowhere else, and a meeting keeps the answer of the day of its request as a snapshot (R13.2).
    """
    return REGIONAL_2024


def visible_to(user: User) -> QuerySet[WorkRule]:
    """Return the work rules `user` may read: everybody of both sides all of them; officers of the system none."""
    return WorkRule.objects.none() if user.side == Side.NONE else WorkRule.objects.all()
