"""The product's addresses and one more, which shows nothing: what a signed-in request costs before any page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import *  # noqa: F403 — the error handlers too
from config.urls import urlpatterns as _of_the_product


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Tell who is signed in."""
    return HttpResponse(str(request.user.pk))


urlpatterns = [*_of_the_product, path("bare", bare)]
