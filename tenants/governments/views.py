"""The public host: the portal, and one address that tells whether the whole is well."""

from collections import Counter
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel.database.current import connection
from tenants.governments.models import Government
from tenants.governments.portal import tree_of
from tenants.governments.versions import government_versions


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    """Every government with the way to it. There is nothing to sign in to here."""
    words = request.GET.get("q", "").strip()[:60]
    tree = tree_of(Government.objects.standing(), request, words=words)
    return render(request, "governments/portal.html", {"tree": tree, "q": words})


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """`ok` when every government has its schema on the version of the public one. One query."""
    try:
        versions = government_versions()
    except DatabaseError:
        return JsonResponse({"status": "down", "database": {"reachable": False}}, status=503)
    return JsonResponse(_state(versions))


def _state(versions: list[tuple[str | None, str | None]]) -> dict[str, Any]:
    counts = Counter(digest or "missing" for digest, _ in versions)
    even = all(digest is not None and digest == public for digest, public in versions)
    return {
        "status": "ok" if even else "degraded",
        "governments": len(versions),
        "schema_versions": dict(sorted(counts.items())),
        "database": {"reachable": True, "postgresql": connection.pg_version // 10000},
    }
