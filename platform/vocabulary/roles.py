"""Roles of one government. A role says what kind of act; an object permission says on which object. Both are needed."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.table import Role


class Side(TextChoices):
    """Which side an account acts for; officers of the system stand outside both."""

    GOV = "gov", _("政府方面")
    UNION = "union", _("工会方面")
    NONE = "none", _("双方之外")


#: The two sides of the meeting, in the order in which papers name them.
BOTH_SIDES = (Side.GOV, Side.UNION)
_OPPOSITE = {Side.GOV: Side.UNION, Side.UNION: Side.GOV}


def other_side(side: str) -> Side:
    """Return the side that sits opposite; officers of the system have none."""
    return _OPPOSITE[Side(side)]


GOV_LEADER = Role("gov_leader", Side.GOV.value, _("政府领导"))
GOV_CLERK = Role("gov_clerk", Side.GOV.value, _("政府办公室工作人员"))
GOV_UNIT = Role("gov_unit", Side.GOV.value, _("政府部门联络员"))
UNION_LEADER = Role("union_leader", Side.UNION.value, _("工会领导"))
UNION_CLERK = Role("union_clerk", Side.UNION.value, _("工会办公室工作人员"))
UNION_UNIT = Role("union_unit", Side.UNION.value, _("工会部门联络员"))
VIEWER = Role("viewer", "", _("查阅人员"))
ASSESSOR = Role("assessor", "", _("考核人员"))
REVIEWER = Role("reviewer", "", _("复核人员"))
SYSTEM_OFFICER = Role("system_officer", Side.NONE.value, _("系统管理员"))
SECURITY_OFFICER = Role("security_officer", Side.NONE.value, _("安全管理员"))
AUDIT_OFFICER = Role("audit_officer", Side.NONE.value, _("审计管理员"))


class OfficerRole(TextChoices):
    """Roles of officers of the system, whom a parent may provide."""

    SYSTEM = SYSTEM_OFFICER.name, SYSTEM_OFFICER.label
    SECURITY = SECURITY_OFFICER.name, SECURITY_OFFICER.label
    AUDIT = AUDIT_OFFICER.name, AUDIT_OFFICER.label


ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        GOV_LEADER, GOV_CLERK, GOV_UNIT, UNION_LEADER, UNION_CLERK, UNION_UNIT,
        VIEWER, ASSESSOR, REVIEWER, SYSTEM_OFFICER, SECURITY_OFFICER, AUDIT_OFFICER,
    )
}  # fmt: skip
LEADERS = (GOV_LEADER, UNION_LEADER)
CLERKS = (GOV_CLERK, UNION_CLERK)
UNITS = (GOV_UNIT, UNION_UNIT)


def names_of(roles: Iterable[Role]) -> frozenset[str]:
    """Return the names of roles, as accounts carry them."""
    return frozenset(role.name for role in roles)


#: The offices, which process everything.
PROCESSING = names_of(CLERKS)
#: The leaders, who decide.
LEADING = names_of(LEADERS)
#: Those who speak for a unit.
SPEAKING = names_of(UNITS)
DIRECTING = PROCESSING | LEADING
#: Roles that look on for a level.
ONLY_READING = names_of((VIEWER, ASSESSOR, REVIEWER))
#: Officers who oversee who may do what.
OVERSEEING = names_of((SECURITY_OFFICER, AUDIT_OFFICER))
#: Roles that look below and read what passes between levels; units and officers of the system do not.
READING_BETWEEN_LEVELS = DIRECTING | ONLY_READING
#: Only where the government has children; never over their own government.
ONLY_WITH_CHILDREN = (ASSESSOR, REVIEWER)


def allowed_for(side: str) -> list[str]:
    """Return the names of the roles an account of `side` may hold; officers hold exactly one and nothing else."""
    if side == Side.NONE:
        return [role.name for role in ROLES.values() if role.side == Side.NONE]
    return [role.name for role in ROLES.values() if role.side in {side, ""}]
