"""What would make governments leak into each other if it were configured wrongly stops the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

MIDDLEWARE = "tenants.governments.middleware.GovernmentMiddleware"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@register
def tenancy_is_safe(**kwargs: Any) -> list[CheckMessage]:
    """Order of middleware, settings that must not be set, and the demonstration's hosts."""
    faults = [
        (not settings.MIDDLEWARE or settings.MIDDLEWARE[0] != MIDDLEWARE, "E001", f"{MIDDLEWARE} must come first."),
        (
            hasattr(settings, "TENANT_LIMIT_SET_CALLS"),
            "E002",
            "TENANT_LIMIT_SET_CALLS must not be set: a rollback would leave the connection in another government.",
        ),
        (
            getattr(settings, "SHOW_PUBLIC_IF_NO_TENANT_FOUND", False) or settings.USE_X_FORWARDED_HOST,
            "E003",
            "Hosts are exact: neither SHOW_PUBLIC_IF_NO_TENANT_FOUND nor USE_X_FORWARDED_HOST may be set.",
        ),
        (
            settings.DEMO and not all(map(_is_loopback, _demo_hosts())),
            "E004",
            "LIANXI_DEMO=true is for this machine only: leave LIANXI_BASE_DOMAIN and LIANXI_PUBLIC_HOSTS on localhost.",
        ),
    ]
    return [Error(sentence, id=f"governments.{number}") for wrong, number, sentence in faults if wrong]


def _demo_hosts() -> list[str]:
    return [settings.BASE_DOMAIN, *settings.PUBLIC_HOSTS, *(host.lstrip(".") for host in settings.ALLOWED_HOSTS)]


def _is_loopback(host: str) -> bool:
    return host in LOOPBACK or host.endswith(".localhost") or host == "testserver"
