"""Units and accounts as the interface shows them; accounts are read by the officers of the system only."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.fields import columns, computed, rows
from api.resources import Resource, by
from apps.organizations.models import AccountState, OfficeTerm, Unit, UnitKind, UnitState, User
from apps.organizations.pages import rights
from apps.organizations.people_lifecycle import ACCOUNT, UNITS
from apps.organizations.people_selectors import accounts_visible_to, idle_since, is_idle, speakers_of, units_visible_to
from apps.organizations.selectors import terms_visible_to
from kernel import clock
from vocabulary.roles import ROLES, Side

KEY = computed("id", "key", "", "pk")
SIDE = by("side", _("方面"), "choice", lambda side: Q(side=side), choices=Side)


def _speakers(unit: Unit, user: Any) -> list[User]:
    return speakers_of([unit])[unit.pk]


def _posts(account: User, user: Any) -> list[OfficeTerm]:
    return list(terms_visible_to(user).filter(holder=account).exclude(ends_on__lt=clock.today()))


def _spoken(account: User, user: Any) -> list[Unit]:
    return [row.unit for row in account.memberships.current().select_related("unit")]


def _idle(idle: bool) -> Q:
    found = idle_since(clock.now())
    return found if idle else ~found


UNITS_ = Resource(
    "units",
    _("单位"),
    "organizations.Unit",
    units_visible_to,
    columns("organizations.Unit", "name", "short_name", "side", "kind", "functions", "closed_on"),
    details=(rows("speakers", _("联络员"), (KEY, *columns("organizations.User", "name")), _speakers),),
    filters=(
        SIDE,
        by("kind", _("类别"), "choice", lambda kind: Q(kind=kind), choices=UnitKind),
        by("state", _("状态"), "choice", lambda state: Q(state=state), choices=UnitState),
    ),
    lifecycle=UNITS,
)
ACCOUNTS = Resource(
    "accounts",
    _("账号"),
    "organizations.User",
    accounts_visible_to,
    (
        *columns("organizations.User", "username", "name", "title", "side", "unit"),
        rows(
            "roles",
            _("角色"),
            (computed("role", "text", _("角色"), lambda role, user: role),
             computed("label", "text", _("名称"), lambda role, user: ROLES[role].label)),
            lambda account, user: account.roles,
        ),
        *columns("organizations.User", "leads_until", "last_login", "password_is_initial"),
        computed("idle", "yes_no", _("九十天未登录"), lambda account, user: is_idle(account, clock.now())),
    ),
    details=(
        rows("units", _("联络的单位"), (KEY, *columns("organizations.Unit", "name")), _spoken),
        rows(
            "posts",
            _("任职"),
            (computed("title", "text", _("职务"), "post.title"),
             *columns("organizations.OfficeTerm", "starts_on", "ends_on")),
            _posts,
        ),
        rows(
            "may",
            _("可以办理的事"),
            (computed("kind", "text", _("类别"), lambda one, user: str(one["label"])),
             computed("act", "text", _("事项"), lambda one, user: "; ".join(one["acts"]))),
            lambda account, user: rights.in_words(account, clock.today()),
        ),
        computed(
            "one_time_password", "text", _("一次性密码；只在开通、重置和重新启用的答复中出现一次"),
            lambda account, user: account.one_time_password or None, nullable=True,
        ),
    ),
    filters=(
        SIDE,
        by("state", _("状态"), "choice", lambda state: Q(state=state), choices=AccountState),
        by("role", _("角色"), "text", lambda role: Q(roles__contains=[role])),
        by("idle", _("九十天未登录"), "yes_no", _idle),
    ),
    lifecycle=ACCOUNT,
    also=("mandate",),
    told_once=("one_time_password",),
)  # fmt: skip
