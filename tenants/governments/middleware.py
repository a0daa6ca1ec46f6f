"""Which government a request belongs to: decided once, first, by the exact host name."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.signals import request_finished
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import get_resolver

from kernel.database.current import connection
from tenants.governments.models import CODE, Government

_PORT = re.compile(r":[0-9]+\Z")


class GovernmentMiddleware:
    """Enters the government of the host, or public, or answers one plain 404 for everything else.

    Exact means exact: another case, a trailing dot, `www.` or an address in front of the name do not resolve. The
    answer is the same whether the government never existed or is closed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        _import_views_in_public()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_schema_to_public()
        host = _host(request)
        if host in settings.PUBLIC_HOSTS:
            request.tenant = connection.tenant  # type: ignore[attr-defined]
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            return self.get_response(request)
        government = government_of(host)
        if government is None:
            return _nowhere(request)
        request.tenant = government  # type: ignore[attr-defined]
        connection.set_tenant(government)
        return self.get_response(request)


def _nowhere(request: HttpRequest) -> HttpResponse:
    """Programs are answered as everywhere else below the interface's addresses; so is everybody, government or not."""
    if request.path.startswith("/api/"):
        raise Http404
    return HttpResponseNotFound("Not Found\n", content_type="text/plain; charset=utf-8")


def government_of(host: str) -> Government | None:
    """The standing government of that host: by its code, else by one of its further names. One query at most."""
    code = host.removesuffix(f".{settings.BASE_DOMAIN}")
    named = Q(domains__domain=host)
    if code != host and re.fullmatch(CODE, code):
        named |= Q(code=code)
    elif not host:
        return None
    by_code_first = Case(When(code=code, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Government.objects.standing().filter(named).order_by(by_code_first).first()


def _host(request: HttpRequest) -> str:
    """The host as it was sent, without its port; empty when it is none of those allowed."""
    try:
        return _PORT.sub("", request.get_host())
    except DisallowedHost:
        return ""


def _import_views_in_public() -> None:
    """Views keep querysets that bind to the first government they are used in, so none may be made inside one."""
    for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
        list(get_resolver(urlconf).url_patterns)


def _leave(**kwargs: Any) -> None:
    """The connection outlives the request; nothing may run on it in the last request's government."""
    connection.set_schema_to_public()


request_finished.connect(_leave, dispatch_uid="tenants.governments.leave")
