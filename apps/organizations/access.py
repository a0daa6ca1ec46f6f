"""The door every page stands behind: signed in, with a password of one's own, and nothing kept by browser or proxy."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache

from apps.organizations.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
PASSWORD_PAGE = "/password"  # noqa: S105 - an address


def signed_in(view: View[P]) -> View[P]:
    """Let people in who are signed in; who still has the password somebody else chose is led to change it first."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if request.user.password_is_initial and request.path != PASSWORD_PAGE:
            return HttpResponseRedirect(PASSWORD_PAGE)
        return view(request, *args, **kwargs)

    return guarded


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page, and afterwards back to what was asked for (only where asking changed nothing)."""
    wanted = request.get_full_path() if request.method == "GET" and request.path != "/" else ""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': wanted})}" if wanted else settings.LOGIN_URL)


def person_of(request: HttpRequest) -> User:
    """Return who is signed in; only behind `signed_in`."""
    person: Any = request.user
    assert isinstance(person, User)  # noqa: S101 - the door has just looked
    return person
