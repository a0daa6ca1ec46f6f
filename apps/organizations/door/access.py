"""The door every page stands behind: signed in, with a password of one's own, and nothing kept by browser or proxy."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from apps.organizations.accounts.models import User
from apps.organizations.door.forms import SignInForm
from vocabulary.roles import PROCESSING

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
PASSWORD_PAGE = "/password"  # noqa: S105 - an address
DESK_PAGE = "/"
#: What an account opens to which no role was given: a page that says so, and its own password.
OPEN_WITHOUT_RIGHTS = {DESK_PAGE, PASSWORD_PAGE}
#: Before the names of fields that a sign-in form carries for another form.
CARRIED = "carried-"


def signed_in(view: View[P]) -> View[P]:
    """Let people in who are signed in; who still has the password somebody else chose is led to change it first."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if request.user.password_is_initial and request.path != PASSWORD_PAGE:
            return HttpResponseRedirect(PASSWORD_PAGE)
        if request.user.is_without_rights and request.path not in OPEN_WITHOUT_RIGHTS:
            return HttpResponseRedirect(DESK_PAGE)
        return view(request, *args, **kwargs)

    return guarded


def page(route: str, view: Callable[..., HttpResponse], name: str, **fixed: Any) -> URLPattern:
    """Return the address of a page behind the door; every app names its pages by this function."""
    return path(route, signed_in(view), fixed, name=name)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page, and afterwards back to what was asked for; what was typed is carried along."""
    carried = typed_in(request) if request.method == "POST" and request.path != PASSWORD_PAGE else []
    if carried:
        context = {"form": SignInForm(request), "next": request.path, "carried": carried, "ended": True}
        return render(request, "organizations/sign_in.html", context, status=401)
    wanted = request.get_full_path() if request.method == "GET" and request.path != "/" else ""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': wanted})}" if wanted else settings.LOGIN_URL)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a posted form in their order, without its token."""
    fields = request.POST.lists()
    return [(name, str(value)) for name, values in fields if name != "csrfmiddlewaretoken" for value in values]


def carried_by(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a sign-in form carries of the form that found the session over."""
    return [(name.removeprefix(CARRIED), value) for name, value in typed_in(request) if name.startswith(CARRIED)]


def person_of(request: HttpRequest) -> User:
    """Return who is signed in; only behind `signed_in`."""
    person: Any = request.user
    assert isinstance(person, User)  # noqa: S101 - the door has just looked
    return person


def is_office(user: User) -> bool:
    """Whether the person works in one of the two offices."""
    return bool(user.role_names & PROCESSING)
