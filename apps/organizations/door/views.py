"""In and out: sign-in, sign-out, lock-out, password."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from apps.organizations.accounts.password_services import change_password
from apps.organizations.door.access import carried_by, person_of, signed_in
from apps.organizations.door.forms import PasswordForm, SignInForm
from apps.organizations.door.middleware import begin
from kernel import clock
from kernel.canonical import Plain


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in at this government; its name stands above the form."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if request.user.is_authenticated and request.method != "POST":
        return HttpResponseRedirect(_safe(request, wanted))
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    carried = carried_by(request)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        begin(request)
        return _onwards(request, _safe(request, wanted), carried)
    context = {"form": form, "next": wanted, "carried": carried, **_beside_the_form()}
    return render(request, "organizations/sign_in.html", context)


def _beside_the_form() -> Plain:
    """What SIGN_IN_OFFER adds to the page; nothing where no such setting is given."""
    if settings.SIGN_IN_OFFER is None:
        return {}
    offer: Callable[[], Plain] = import_string(settings.SIGN_IN_OFFER)
    return offer()


def _onwards(request: HttpRequest, address: str, carried: list[tuple[str, str]]) -> HttpResponse:
    """Go where was wanted; what was typed before the session ended is sent there by one press, never by itself."""
    if not carried:
        return HttpResponseRedirect(address)
    return render(request, "organizations/carry_on.html", {"address": address, "carried": carried})


def _safe(request: HttpRequest, wanted: str) -> str:
    """Only ways inside this government are followed."""
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own and wanted.startswith("/") else settings.LOGIN_REDIRECT_URL


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None, *args: object, **kwargs: Any
) -> HttpResponse:
    """Tell plainly that this user name is locked, and for how long (named in AXES_LOCKOUT_CALLABLE)."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    headers = {"Retry-After": str(seconds)}  # each try begins the time anew
    page = render_to_string("organizations/locked_out.html", {"minutes": seconds // 60}, request)
    return HttpResponse(page, status=429, headers=headers)


@sensitive_post_parameters()
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password of one's own; every other session and token of the account ends."""
    user = person_of(request)
    compulsory = user.password_is_initial
    form = PasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change_password(user=user, password=form.cleaned_data["new"], at=clock.now())
        update_session_auth_hash(request, user)
        messages.success(request, _("密码已修改，其他地方的登录都已退出。"))
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    status = 400 if form.errors else 200
    return render(request, "organizations/password.html", {"form": form, "compulsory": compulsory}, status=status)
