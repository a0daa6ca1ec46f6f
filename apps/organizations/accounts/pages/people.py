"""Accounts: who has one, for which side, with what rights, and when it was last used."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.accounts.models import AccountState, User
from apps.organizations.accounts.pages import rights
from apps.organizations.accounts.selectors import accounts_visible_to, idle_since, is_idle, reads_acts
from apps.organizations.deputies.models import Delegation
from apps.organizations.door.access import person_of
from apps.organizations.models import OfficeTerm
from apps.organizations.posts.selectors import terms_visible_to
from kernel import clock
from kinds.registry import kind_at, state_label
from vocabulary.roles import ROLES, Side
from web import buttons
from web.finding import found_or_404
from web.narrowing import chosen_in
from web.searching import containing
from web.shapes import Shown

ON_A_PAGE = 50
RESET, CLOSED = AccountState.RESET.value, AccountState.CLOSED.value
#: What a list of accounts may be narrowed to, besides words, side and role.
STANDINGS = ("no_role", "first_password", "idle", RESET, CLOSED)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every account for the officers; anybody else finds the own one."""
    user = person_of(request)
    chosen = chosen_in(request, ("q", "side", "role", "standing"))
    rows = _narrowed(accounts_visible_to(user), chosen)
    page = Paginator(rows.order_by("side", "unit__sort_key", "username"), ON_A_PAGE).get_page(request.GET.get("page"))
    posts = _posts_of([one.pk for one in page.object_list], user)
    context = {
        "people": [_row(one, posts.get(one.pk, [])) for one in page.object_list],
        "page": page,
        "filter_fields": _filters(chosen),
        "filtered": any(chosen.values()),
        "actions": _beginnings(user),
    }
    return render(request, "organizations/people.html", context)


def _beginnings(user: User) -> list[Shown]:
    """One account by the form, many by a workbook."""
    one = buttons.beginning(ACCOUNT, "open", user, "/people/new")
    many = {"label": _("导入单位和账号"), "url": "/people/import", "primary": False}
    return [*one, many] if one else []


def _narrowed(rows: QuerySet[User], chosen: dict[str, str]) -> QuerySet[User]:
    """Accounts in use, unless closed ones were asked for."""
    rows = rows.filter(state=CLOSED) if chosen["standing"] == CLOSED else rows.exclude(state=CLOSED)
    if chosen["q"]:
        rows = rows.filter(containing(chosen["q"], "name", "username", "unit__name", "title"))
    if chosen["side"] in Side.values:
        rows = rows.filter(side=chosen["side"])
    if chosen["role"] in ROLES:
        rows = rows.filter(roles__contains=[chosen["role"]])
    asked = {
        "no_role": Q(roles=[]),
        RESET: Q(state=RESET),
        "first_password": Q(password_is_initial=True),
        "idle": idle_since(clock.now()),
    }
    return rows.filter(asked.get(chosen["standing"], Q()))


def _filters(chosen: dict[str, str]) -> list[Shown]:
    every = ("", _("全部"))
    labels = (_("没有角色"), _("一次性密码未更换"), _("九十天未登录"), AccountState.RESET.label, _("已停用"))
    offered: dict[str, tuple[str, list[Any]]] = {
        "side": (_("方面"), list(Side.choices)),
        "role": (_("角色"), [(role.name, role.label) for role in ROLES.values()]),
        "standing": (_("情形"), list(zip(STANDINGS, labels, strict=True))),
    }
    return [
        {"name": "q", "label": _("姓名、用户名、单位"), "kind": "text", "value": chosen["q"]},
        *(
            {"name": name, "label": label, "kind": "choice", "value": chosen[name], "choices": [every, *choices]}
            for name, (label, choices) in offered.items()
        ),
    ]


def _posts_of(keys: list[uuid.UUID], user: User) -> dict[uuid.UUID, list[OfficeTerm]]:
    """Who of them holds which post, today or from a day to come."""
    terms = terms_visible_to(user).filter(holder__in=keys).exclude(ends_on__lt=clock.today())
    found: dict[uuid.UUID, list[OfficeTerm]] = {}
    for term in terms:
        found.setdefault(term.holder_id, []).append(term)
    return found


def _row(one: User, terms: list[OfficeTerm]) -> Shown:
    return {
        "url": f"/people/{one.pk}",
        "name": one.name,
        "username": one.username,
        "title": one.title,
        "side": one.side,
        "unit": one.unit.short_name if one.unit else "",
        "roles": roles_of(one),
        "posts": [term.post.title for term in terms],
        "last_login": one.last_login,
        "idle": is_idle(one, clock.now()),
        "first_password": one.password_is_initial,
        "state": one.state,
        "state_label": state_label(one),
    }


def roles_of(one: User) -> list[Shown]:
    """Return the roles in words; a leader's that lies still since the post was handed over says so."""
    return [{"label": ROLES[role].label, "still": role not in one.roles_on(clock.today())} for role in one.roles]


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One account: who it is, what it may do, in words, and what was done about it."""
    user = person_of(request)
    one: User = found_or_404(kind_at("people"), user, key)
    terms = _posts_of([one.pk], user).get(one.pk, [])
    context = {
        "account": _row(one, terms),
        "facts": _facts(one),
        "units": [row.unit.name for row in one.memberships.current().select_related("unit")],
        "posts": [{"title": term.post.title, "starts_on": term.starts_on, "ends_on": term.ends_on} for term in terms],
        "delegations": [_lent(row, one) for row in Delegation.of(one) if row.ends_on >= clock.today()],
        "rights": rights.in_words(one, clock.today()),
        "actions": buttons.told(ACCOUNT, one, user),
        "entries": timeline.entries_of([one.pk]) if reads_acts(user, one) else None,
    }
    return render(request, "organizations/person.html", context)


def _facts(one: User) -> list[Shown]:
    home = one.unit.name if one.unit else ""
    never = {"label": _("上次登录"), "value": _("从未登录")}
    return [
        {"label": _("用户名"), "value": one.username},
        {"label": _("所属方面"), "side": one.side},
        {"label": _("单位"), "value": home},
        {"label": _("职务"), "value": one.title},
        {"label": _("上次登录"), "at": one.last_login} if one.last_login else never,
        {"label": _("密码"), "value": _("一次性密码未更换") if one.password_is_initial else _("本人已设定")},
    ]


def _lent(row: Delegation, one: User) -> Shown:
    given = row.grantor_id == one.pk
    return {
        "words": _("委托给%(name)s") % {"name": row.delegate.name}
        if given
        else _("受%(name)s委托") % {"name": row.grantor.name},
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }
