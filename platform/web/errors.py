"""What went wrong, told in the product's own words on either kind of host."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kernel.refusals import Refusal


@never_cache
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


@never_cache
def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403; also named in CSRF_FAILURE_VIEW."""
    return render(request, "403.html", status=403)


@never_cache
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same whether something is unknown, foreign, or not for this person."""
    return render(request, "404.html", status=404)


@never_cache
def no_room(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """507: the disk is full for the moment."""
    answer = render(request, "507.html", {"sentence": refusal.sentence}, status=refusal.status)
    answer["Retry-After"] = str(refusal.retry_after)
    return answer


@never_cache
def failed(request: HttpRequest) -> HttpResponse:
    """500: without the request's context, because whatever failed may fail again there."""
    context: dict[str, Any] = {"addresses": {}, "title": _("系统出了问题")}
    return HttpResponseServerError(render_to_string("500.html", context))
