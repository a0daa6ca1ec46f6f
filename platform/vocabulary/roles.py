"""Roles of one government. A role says what kind of act; an object permission says on which object. Both are needed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.table import Role


class Side(TextChoices):
    """Which side an account acts for; officers of the system stand outside both."""

    GOV = "gov", _("政府方面")
    UNION = "union", _("工会方面")
    NONE = "none", _("双方之外")


_OPPOSITE = {Side.GOV: Side.UNION, Side.UNION: Side.GOV}


def other_side(side: str) -> Side:
    """Return the side that sits opposite; officers of the system have none."""
    return _OPPOSITE[Side(side)]


GOV_LEADER = Role("gov_leader", "gov", _("政府领导"))
GOV_CLERK = Role("gov_clerk", "gov", _("政府办公室工作人员"))
GOV_UNIT = Role("gov_unit", "gov", _("政府部门联络员"))
UNION_LEADER = Role("union_leader", "union", _("工会领导"))
UNION_CLERK = Role("union_clerk", "union", _("工会办公室工作人员"))
UNION_UNIT = Role("union_unit", "union", _("工会部门联络员"))
VIEWER = Role("viewer", "", _("查阅人员"))
ASSESSOR = Role("assessor", "", _("考核人员"))
REVIEWER = Role("reviewer", "", _("复核人员"))
SYSTEM_OFFICER = Role("system_officer", "none", _("系统管理员"))
SECURITY_OFFICER = Role("security_officer", "none", _("安全管理员"))
AUDIT_OFFICER = Role("audit_officer", "none", _("审计管理员"))


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
#: The offices, which process everything, and their leaders, who decide: by name, as accounts carry roles.
DIRECTING = frozenset(role.name for role in (*CLERKS, *LEADERS))
#: Roles that look on for a level.
ONLY_READING = frozenset(role.name for role in (VIEWER, ASSESSOR, REVIEWER))
#: Roles that look below and read what passes between levels; units and officers of the system do not.
READING_BETWEEN_LEVELS = DIRECTING | ONLY_READING
#: Only where the government has children; never over their own government.
ONLY_WITH_CHILDREN = (ASSESSOR, REVIEWER)


def allowed_for(side: str) -> list[str]:
    """Return the names of the roles an account of `side` may hold; officers hold exactly one and nothing else."""
    if side == Side.NONE:
        return [role.name for role in ROLES.values() if role.side == "none"]
    return [role.name for role in ROLES.values() if role.side in {side, ""}]
