"""What went wrong, told in the product's own words on either kind of host: to people as a page, to programs as JSON."""

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from kernel.database.outages import Outage, outage
from kernel.ports import Port
from kernel.refusals import Malformed, Refusal, Sentence, UnknownObject

#: Below this address programs ask, and hear problem+json whatever went wrong, before and behind every view too.
INTERFACE = "/api/"
#: The interface's answer to a refusal.
problem: Port[[Refusal], HttpResponse] = Port("problem")
Handler = Callable[..., HttpResponse]


class Forbidden(Refusal):
    """The right lacks, or the form did not come from a page of ours (403)."""

    status = 403
    sentence = gettext_lazy("您没有这项权限。")


class Unforeseen(Refusal):
    """A fault of the product (500)."""

    status = 500
    sentence = gettext_lazy("系统出了问题，办理未成功。请稍后再试；再次出现的，请告诉系统管理员出现的时间。")


def _asked_by_a_program(request: HttpRequest) -> bool:
    return request.path.startswith(INTERFACE)


@never_cache
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return problem(Malformed()) if _asked_by_a_program(request) else render(request, "400.html", status=400)


@never_cache
def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403; also named in CSRF_FAILURE_VIEW."""
    return problem(Forbidden()) if _asked_by_a_program(request) else render(request, "403.html", status=403)


@never_cache
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same whether something is unknown, foreign, or not for this person."""
    return problem(UnknownObject()) if _asked_by_a_program(request) else render(request, "404.html", status=404)


@never_cache
def no_room(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """507: the disk is full for the moment."""
    answer = render(request, "507.html", {"sentence": refusal.sentence}, status=refusal.status)
    answer["Retry-After"] = str(refusal.retry_after)
    return answer


@never_cache
def failed(request: HttpRequest) -> HttpResponse:
    """500, or what is missing for the moment: 503, 507. Called while the error is being handled."""
    missing = outage(sys.exception())
    if missing is not None:
        return unavailable(request, missing)
    if _asked_by_a_program(request):
        return problem(Unforeseen())
    return _without_context("500.html", 500, title=_("系统出了问题"))


@never_cache
def unavailable(request: HttpRequest, missing: Outage) -> HttpResponse:
    """503 or 507, with the time after which trying again is sensible."""
    if _asked_by_a_program(request):
        return problem(missing)
    answer = _without_context("503.html", missing.status, title=_("暂时不能办理"), sentence=missing.sentence)
    answer["Retry-After"] = str(missing.retry_after)
    return answer


def _without_context(template: str, status: int, **words: Sentence | int) -> HttpResponse:
    """Render without the request's context, because whatever failed may fail again there."""
    return HttpResponse(render_to_string(template, {"addresses": {}, "status": status, **words}), status=status)
