"""People, units, posts and who acts for whom, as pages, the officers' desks and programs show them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.accounts.pages import rights
from apps.organizations.accounts.selectors import accounts_visible_to, idle_since, is_idle, resting, speakers_of
from apps.organizations.deputies.leaders_acts import label_of
from apps.organizations.deputies.lifecycle import DELEGATION
from apps.organizations.deputies.selectors import delegations_visible_to
from apps.organizations.models import (
    AccountState,
    DelegationState,
    MandateState,
    OfficeTerm,
    Post,
    Unit,
    UnitKind,
    UnitState,
    User,
)
from apps.organizations.officers.lifecycle import MANDATE
from apps.organizations.officers.selectors import mandates_visible_to
from apps.organizations.posts.lifecycle import HANDOVER, POST
from apps.organizations.posts.selectors import (
    handovers_visible_to,
    holders_of,
    missing_roles,
    posts_visible_to,
    terms_visible_to,
)
from apps.organizations.units.lifecycle import UNITS
from apps.organizations.units.selectors import units_visible_to
from kernel import clock
from kernel.audit.models import AuditEntry, Outcome
from kernel.lifecycle.models import Lifecycled
from kernel.lifecycle.table import Action
from kernel.refusals import Sentence
from kinds.fields import Field, columns, computed, nested, rows
from kinds.filters import by, by_choice, by_state
from kinds.kind import Beginning, Forms, Kind, Offered, Page, Unbegun, Values, Waiting
from kinds.registry import declare
from kinds.todos import ToDo
from vocabulary.categories import Category
from vocabulary.roles import ROLES, Side, names_of

KEY = computed("id", "key", "", "pk")

# --- what was done for somebody else ------------------------------------------------------------------------------


def _under(instance: Lifecycled, user: User) -> list[AuditEntry]:
    entries = AuditEntry.objects.filter(object_id=instance.pk, outcome=Outcome.DONE, changes__has_key="under")
    return list(entries.order_by("sequence"))


def _of(name: str) -> Callable[[AuditEntry, User], str]:
    return lambda entry, user: str(entry.changes["under"].get(name, ""))


#: What was done by a deputy or on paper: it says so for ever, beside the act.
ACTS_FOR_OTHERS: Field = rows(
    "acts_for_others",
    _("受委托或者以纸质签批办理的事项"),
    (
        computed("act", "text", _("事项"), "what"),
        computed("name", "text", _("办理人"), "actor_name"),
        computed("at", "moment", _("时间"), "recorded_at"),
        computed("kind", "text", _("依据类别"), _of("kind")),
        computed("under", "text", _("依据编号"), _of("id")),
    ),
    _under,
)

# --- what waits for the security officer --------------------------------------------------------------------------


def _to_do(
    account: User,
    action: Action,
    title: str,
    state_label: Sentence,
    since: datetime,
    known: dict[str, str] | None = None,
) -> ToDo:
    url = f"/people/{account.pk}/do/{action.name}" + (f"?{urlencode(known)}" if known else "")
    page = f"/people/{account.pk}"
    return ToDo(ACCOUNT, account, (action,), title, str(account.state), state_label, since, url, page)


def _accounts_waiting(user: User) -> Iterator[ToDo]:
    """Accounts whose rights rest since a reset, and successors who lack the role of what was handed over (R4.4)."""
    [restore], [give] = ACCOUNT.named("restore"), ACCOUNT.named("give_role")
    if names_of(restore.by) & user.role_names:
        for one in resting():
            state_label = ACCOUNT.states(one.state).label
            yield _to_do(one, restore, f"{one.name}（{one.username}）", state_label, one.state_since)
    if names_of(give.by) & user.role_names:
        for missing in missing_roles(clock.today()):
            lacks = _("接任者尚无相应角色：%(role)s") % {"role": ROLES[missing.role].label}
            title, since = f"{missing.what}　{missing.person.name}", clock.at_hour(missing.since, 0)
            known = {"role": missing.role, "basis": missing.basis}
            yield _to_do(missing.person, give, title, lacks, since, known)


# --- what forms begin with ----------------------------------------------------------------------------------------


def _portfolio(post: Post, action: Action) -> Values:
    return {"portfolio": [{"category": name} for name in post.portfolio], "units": post.portfolio_units}


def _renamed(unit: Unit, action: Action) -> Values:
    return {need.name: getattr(unit, need.name, None) for need in action.needs}


# --- what programs read -------------------------------------------------------------------------------------------


def _units_of_portfolio(post: Post, user: User) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=post.portfolio_units))


def _holder(post: Post, user: User) -> User | None:
    return holders_of([post], clock.today()).get(post.pk)


def _speakers(unit: Unit, user: User) -> list[User]:
    return speakers_of([unit])[unit.pk]


def _posts(account: User, user: User) -> list[OfficeTerm]:
    return list(terms_visible_to(user).filter(holder=account).exclude(ends_on__lt=clock.today()))


def _spoken(account: User, user: User) -> list[Unit]:
    return [row.unit for row in account.memberships.current().select_related("unit")]


def _idle(idle: bool) -> Q:
    silent = idle_since(clock.now())
    return silent if idle else ~silent


UNIT_KIND = Kind(
    "organizations.Unit",
    _("单位"),
    units_visible_to,
    UNITS,
    open_to_audit=True,
    page=Page("units", section="/units", url=lambda unit: "/units", beginning=Beginning("establish", "/units")),
    forms=Forms(initial={"rename": _renamed}),
    offered=Offered(
        "units",
        columns("organizations.Unit", "name", "short_name", "side", "kind", "functions", "closed_on"),
        details=(rows("speakers", _("联络员"), (KEY, *columns("organizations.User", "name")), _speakers),),
        filters=(
            by_choice("side", _("方面"), Side), by_choice("kind", _("类别"), UnitKind), by_state(UnitState),
        ),
    ),
)  # fmt: skip
ACCOUNT_KIND = Kind(
    "organizations.User",
    _("账号"),
    accounts_visible_to,
    ACCOUNT,
    open_to_audit=True,
    page=Page(
        "people",
        section="/people",
        title=lambda account: f"{account.name}（{account.username}）",
        beginning=Beginning("open", "/people"),
    ),
    waiting=Waiting(on_objects=False, unbegun=Unbegun(_accounts_waiting)),
    offered=Offered(
        "accounts",
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
            by_choice("side", _("方面"), Side),
            by_state(AccountState),
            by("role", _("角色"), "text", lambda role: Q(roles__contains=[role])),
            by("idle", _("九十天未登录"), "yes_no", _idle),
        ),
        also=("mandate",),
        directory=True,
        told_once=("one_time_password",),
    ),
)  # fmt: skip
DELEGATION_KIND = Kind(
    "organizations.Delegation",
    _("委托"),
    delegations_visible_to,
    DELEGATION,
    open_to_audit=True,
    page=Page(
        "delegations",
        section="/delegations",
        url=lambda one: "/delegations",
        beginning=Beginning("grant", "/delegations"),
    ),
    offered=Offered(
        "delegations",
        (
            *columns("organizations.Delegation", "grantor", "delegate"),
            rows(
                "acts",
                _("委托事项"),
                (computed("act", "text", _("事项"), lambda act, user: act),
                 computed("label", "text", _("名称"), lambda act, user: label_of(act))),
                lambda delegation, user: delegation.acts,
            ),
            *columns(
                "organizations.Delegation",
                "starts_on", "ends_on", "ground", "reason", "granted_at", "granted_by", "revoked_at", "revoked_by",
            ),
        ),
        filters=(by_state(DelegationState),),
    ),
)  # fmt: skip
HANDOVER_KIND = Kind(
    "organizations.Handover",
    _("移交"),
    handovers_visible_to,
    HANDOVER,
    open_to_audit=True,
    page=Page(
        "handovers",
        section="/handovers",
        url=lambda one: "/handovers",
        beginning=Beginning("hand_over", "/handovers"),
    ),
    offered=Offered(
        "handovers",
        columns(
            "organizations.Handover",
            "post", "unit", "from_user", "to_user", "on_day", "basis", "handed_over_at", "handed_over_by",
        ),
    ),
)  # fmt: skip
MANDATE_KIND = Kind(
    "organizations.OfficerMandate",
    _("派驻三员"),
    mandates_visible_to,
    MANDATE,
    open_to_audit=True,
    page=Page(
        "mandates", section="/mandates", url=lambda one: "/mandates", beginning=Beginning("provide", "/mandates")
    ),
    offered=Offered(
        "officer-mandates",
        (
            computed("username", "text", _("用户名"), "account.username"),
            computed("role", "text", _("角色"), lambda one, user: one.account.roles[0]),
            *columns(
                "organizations.OfficerMandate",
                "government_code", "person_name", "person_post", "document_number", "starts_on", "ends_on", "reason",
                "provided_at", "provided_by", "revoked_at", "revoked_by",
            ),
        ),
        filters=(by_state(MandateState),),
        also=("account",),
    ),
)  # fmt: skip
POST_KIND = Kind(
    "organizations.Post",
    _("职务"),
    posts_visible_to,
    POST,
    open_to_audit=True,
    page=Page("posts", section="/posts", url=lambda post: "/posts", beginning=Beginning("establish", "/posts")),
    forms=Forms(initial={"assign": _portfolio}),
    offered=Offered(
        "posts",
        (
            *columns("organizations.Post", "title", "side", "unit", "slot", "rank"),
            rows(
                "portfolio",
                _("分管事项"),
                (computed("category", "text", _("议题类别"), lambda category, user: category),
                 computed("label", "text", _("名称"), lambda category, user: Category(category).label)),
                lambda post, user: post.portfolio,
            ),
        ),
        details=(
            rows("units", _("分管单位"), (KEY, *columns("organizations.Unit", "name")), _units_of_portfolio),
            nested("holder", _("担任人"), (KEY, *columns("organizations.User", "name")), _holder),
        ),
        filters=(by_choice("side", _("方面"), Side),),
    ),
)  # fmt: skip
declare(UNIT_KIND, ACCOUNT_KIND, DELEGATION_KIND, HANDOVER_KIND, MANDATE_KIND, POST_KIND)
