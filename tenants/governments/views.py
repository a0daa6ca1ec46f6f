"""The public host: the portal, and one address that tells whether the whole is well."""

from collections import Counter
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel.canonical import Plain
from kernel.database.current import connection
from kernel.jobs.states import JobState, Pulse, pulse, states, troubles
from tenants.governments.models import Government, Level
from tenants.governments.portal import at_level, entries_of
from tenants.governments.versions import government_versions


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    """Every government with the way to it. There is nothing to sign in to here."""
    words = request.GET.get("q", "").strip()[:60]
    entries = entries_of(Government.objects.standing(), request)
    leagues, banners = at_level(Level.LEAGUE, entries), at_level(Level.BANNER, entries)
    shown = {
        "q": words,
        "results": [entry for entry in entries if entry.is_meant_by(words)] if words else [],
        "region": next(iter(at_level(Level.REGION, entries)), None),
        "leagues": leagues,
        "leagues_count": len(leagues),
        "banners_count": len(banners),
    }
    return render(request, "governments/portal.html", shown)


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Lead to the government that a code names: its register alone knows the document."""
    code = request.GET.get("code", "").strip()[:60]
    place = code.partition("-")[0].lower()
    found = Government.objects.standing().filter(code=place).first() if place else None
    if found is None:
        return HttpResponseRedirect("/")
    [entry] = entries_of(Government.objects.filter(pk=found.pk), request)
    return HttpResponseRedirect(f"{entry.url.rstrip('/')}/verify?{urlencode({'code': code})}")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """`ok` when every government is on the version of public and the nightly jobs ended well. Three queries.

    503 where nobody is served: the database is away, or no worker lives, so that nothing that was asked for is done.
    """
    try:
        versions, nightly, felt = government_versions(), states(), pulse()
    except DatabaseError:
        told = {"status": "down", "database": {"reachable": False}}
        return JsonResponse(told, status=503, headers={"Retry-After": "5"})
    if not felt.workers:
        told = _state(versions, nightly, felt) | {"status": "degraded"}
        return JsonResponse(told, status=503, headers={"Retry-After": "20"})
    return JsonResponse(_state(versions, nightly, felt))


def _state(versions: list[tuple[str | None, str | None]], nightly: list[JobState], felt: Pulse) -> Plain:
    counts = Counter(digest or "missing" for digest, _ in versions)
    even = all(digest is not None and digest == public for digest, public in versions)
    failed, late = troubles(nightly)
    missed = late and not settings.DEMO  # a demonstration sleeps for weeks
    return {
        "status": "ok" if even and not failed and not missed else "degraded",
        "governments": len(versions),
        "schema_versions": dict(sorted(counts.items())),
        "jobs": {
            "failed": failed,
            "late": late,
            "workers": felt.workers,
            "waiting": felt.waiting,
            "lag_seconds": felt.lag,
        },
        "database": {"reachable": True, "postgresql": connection.pg_version // 10000},
    }
