"""Signing in and out, one's own password, and who one is."""

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.openapi import FLAG, MOMENT, TEXT, Schema
from api.schemas import BASICS
from api.views import View, caller_of, sent
from apps.organizations.accounts.password_services import change_password
from apps.organizations.accounts.token_services import end_token, issue_token
from apps.organizations.models import User
from kernel import clock
from kernel.canonical import Plain
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed, MissingField, Refusal
from tenants.governments.selectors import government
from vocabulary.roles import ROLES, Side

LONGEST_PASSWORD = 1000
CREDENTIALS = (Need("username", _("用户名"), longest=60), Need("password", _("密码"), longest=LONGEST_PASSWORD))
PASSWORDS = (
    Need("old_password", _("原密码"), longest=LONGEST_PASSWORD),
    Need("new_password", _("新密码"), longest=LONGEST_PASSWORD),
)


class WrongCredentials(Refusal):
    """User name and password do not fit; which of the two, and whether the account exists or is closed, is not said."""

    status = 401
    sentence = _("用户名或密码不正确。")


class LockedOut(Refusal):
    """Too many wrong passwords for this name in this government (429)."""

    status = 429
    sentence = _("密码连续输错次数过多，请 15 分钟后再试。")


def known(request: HttpRequest, username: str, password: str) -> User:
    """Return the account, counting failures: the page and this interface share one count per name and government."""
    user = authenticate(request, username=username, password=password)
    locked = bool(getattr(request, "axes_locked_out", False))
    request.axes_locked_out = False  # type: ignore[attr-defined]  # answered here, in our own form
    if locked:
        raise LockedOut
    if not isinstance(user, User):
        raise WrongCredentials
    return user


def texts(needs: tuple[Need, ...], body: Plain) -> list[str]:
    """Return the texts sent, as they are: a password is not trimmed and not normalised."""
    longest = {need.name: need.longest for need in needs}
    faults = {name: _("没有这个字段。") for name in body if name not in longest}
    for name, most in longest.items():
        value = body.get(name)
        if not isinstance(value, str) or not value:
            faults[name] = MissingField.sentence
        elif len(value) > most or "\0" in value:
            faults[name] = _("请填写文字。")
    if faults:
        raise Malformed(fields=faults)
    return [body[name] for name in longest]


class Tokens(View):
    """`POST /tokens`."""

    authentication_classes = ()
    permission_classes = [AllowAny]

    def post(self, request: Request) -> Response:
        """Sign in."""
        username, password = texts(CREDENTIALS, sent(request))
        user = known(request._request, username, password)
        token, row = issue_token(user=user, at=timezone.now())
        user_logged_in.send(sender=User, request=request._request, user=user)
        return Response({"token": token, "expires_at": row.expires_at}, status=status.HTTP_201_CREATED)

    def describe(self, method: str) -> Schema:
        """Describe signing in."""
        return openapi.operation(
            "tokens_create",
            _("登录"),
            tag="accounts",
            answers={201: openapi.record(token=TEXT, expires_at=MOMENT)},
            problems=(400, 401, 429),
            body=openapi.body_of(CREDENTIALS),
            signed_in=False,
        )


class CurrentToken(View):
    """`DELETE /tokens/current`."""

    open_to_initial_password = True

    def delete(self, request: Request) -> Response:
        """Sign out."""
        end_token(user=caller_of(request), digest=str(request.auth))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def describe(self, method: str) -> Schema:
        """Describe signing out."""
        return openapi.operation("tokens_end", _("退出"), tag="accounts", answers={204: None})


class Password(View):
    """`POST /password`: the one thing that a first password is good for."""

    open_to_initial_password = True

    def post(self, request: Request) -> Response:
        """Replace the password; every token ends, this one too."""
        old, new = texts(PASSWORDS, sent(request))
        try:
            user = known(request._request, caller_of(request).username, old)
        except WrongCredentials:
            raise Malformed(fields={"old_password": _("原密码不正确。")}) from None
        try:
            validate_password(new, user)
        except ValidationError as fault:
            raise Malformed(fields={"new_password": " ".join(fault.messages)}) from None
        if new == old:
            raise Malformed(fields={"new_password": _("新密码不能与原密码相同。")})
        change_password(user=user, password=new, at=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def describe(self, method: str) -> Schema:
        """Describe the change of a password."""
        return openapi.operation(
            "password_change",
            _("修改密码"),
            tag="accounts",
            answers={204: None},
            problems=(400, 429),
            body=openapi.body_of(PASSWORDS),
        )


class Me(View):
    """`GET /me`."""

    open_to_initial_password = True

    def get(self, request: Request) -> Response:
        """Return who is signed in, for whom, and where."""
        user, place = caller_of(request), government()
        units = [membership.unit for membership in user.memberships.current().select_related("unit")]
        return Response(
            {
                "id": user.pk,
                "username": user.username,
                "name": user.name,
                "title": user.title,
                "side": user.side,
                "side_label": Side(user.side).label,
                "roles": [{"name": role, "label": ROLES[role].label} for role in user.roles if role in user.role_names],
                "unit": {"id": user.unit.pk, "name": user.unit.name} if user.unit else None,
                "units": [{"id": unit.pk, "name": unit.name} for unit in units],
                "government": {"code": place.code, "name": place.name, "level": place.level, "union": place.union_name},
                "password_is_initial": user.password_is_initial,
            }
        )

    def describe(self, method: str) -> Schema:
        """Describe the person signed in."""
        unit: Schema = {"allOf": [openapi.ref("Ref")], "nullable": True}
        return openapi.operation(
            "me",
            _("当前账号"),
            tag="accounts",
            answers={
                200: openapi.record(
                    id=BASICS["key"], username=TEXT, name=TEXT, title=TEXT, side=TEXT, side_label=TEXT,
                    roles=openapi.many(openapi.record(name=TEXT, label=TEXT)), unit=unit,
                    units=openapi.many(openapi.ref("Ref")),
                    government=openapi.record(code=TEXT, name=TEXT, level=TEXT, union=TEXT), password_is_initial=FLAG,
                )
            },
        )  # fmt: skip
