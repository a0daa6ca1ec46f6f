"""Every address the application answers, read from the resolver and filled from the lifecycle tables.

Nothing here is a list of addresses: a route that is added appears by itself, and one whose key stands for a kind of
object that nobody named fails until `KINDS` says which.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from api.resources import resources
from kinds.registry import kinds

#: What the key of an address stands for, where neither a resource nor a kind of page of that name says so.
KINDS = {
    "/followups/prior-report": "meetings.Meeting",
    "/public/documents": "documents.IssuedDocument",
    "/inbox": "correspondence.FiledCopy",
    "/audit": "audit.AuditEntry",
}
#: Words in an address that are no key, and what is tried for each.
WORDS = {
    "assessment/export/<str:form>": ("assessment/export/csv", "assessment/export/exe"),
    "assessment/below/<str:code>": ("assessment/below/150121", "assessment/below/159999"),
    "<slug:token>": ("nothing",),
    "<slug:form>": ("docx", "xlsx", "nothing"),
}
DRAFT = "/<slug:slug>/<uuid:key>/drafts/<slug:name>/<slug:form>"
ACT, BEGIN = "/<slug:slug>/<uuid:key>/do/<slug:name>", "/<slug:slug>/new"
KEY = re.compile(r"<(?:uuid|str):(?:key|id)>")
API = "/api/v1/"


@dataclass(frozen=True, slots=True)
class Address:
    """One address; `model` is what its key stands for, `action` the row of that model's table, if any."""

    text: str
    methods: tuple[str, ...]
    model: str = ""
    action: str = ""

    @property
    def is_api(self) -> bool:
        """Whether machines call it."""
        return self.text.startswith(API)

    def of(self, key: Any) -> str:
        """Return the path for one object."""
        return self.text.replace("<id>", str(key))


def of_governments() -> list[Address]:
    """Return every address on a government's own host."""
    found = {address.text: address for pattern in _patterns(settings.ROOT_URLCONF) for address in _expanded(*pattern)}
    return sorted(found.values(), key=lambda address: address.text)


def of_public() -> list[Address]:
    """Return every address on the public host."""
    return [Address(route, ("GET", "POST")) for route, _view in _patterns(settings.PUBLIC_SCHEMA_URLCONF)]


def _patterns(urlconf: str) -> list[tuple[str, Any]]:
    return list(_below(get_resolver(urlconf), "/"))


def _below(resolver: Any, before: str) -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        text = before + (str(one.pattern) if isinstance(one.pattern, RoutePattern) else "anything-else")
        if isinstance(one, URLPattern):
            yield text, one.callback
        else:
            yield from _below(one, text)


def _expanded(route: str, view: Any) -> Iterator[Address]:
    if route == BEGIN:
        yield from (Address(f"/{slug}/new", ("GET", "POST")) for slug in [*_begun(), "nothing"])
    elif route == ACT:
        yield from _acts()
    elif route == DRAFT:
        yield from _drafts()
    elif word := next((word for word in WORDS if word in route), ""):
        for value in WORDS[word]:
            yield from _expanded(route.replace(word, value), view)
    else:
        text = KEY.sub("<id>", route)
        assert "<" not in text.replace("<id>", ""), f"{route}: say how the matrix fills this address"
        yield Address(text, _methods(view), _model(text) if "<id>" in text else "", _action(view))


def _pages() -> dict[str, Any]:
    """Every kind that has pages and a lifecycle, by its address."""
    return {kind.page.slug: kind for kind in kinds() if kind.page and kind.lifecycle}


def _begun() -> list[str]:
    return [slug for slug, kind in _pages().items() if kind.page.beginning]


def _acts() -> Iterator[Address]:
    for slug, thing in _pages().items():
        rows = [row for row in thing.lifecycle.actions if not (row.internal or row.creates)]
        for name in dict.fromkeys(row.name for row in rows):
            yield Address(f"/{slug}/<id>/do/{name}", ("GET", "POST"), thing.lifecycle.model, name)


def _drafts() -> Iterator[Address]:
    for slug, kind in _pages().items():
        for name in [one.name for one in kind.drafts]:
            yield Address(f"/{slug}/<id>/drafts/{name}/docx", ("GET", "POST"), kind.model)
    yield Address("/meetings/<id>/drafts/nothing/pdf", ("GET", "POST"), "meetings.Meeting")


def _methods(view: Any) -> tuple[str, ...]:
    """Methods of a class are known; of a page the two a browser sends are tried."""
    of_class = getattr(view, "view_class", getattr(view, "cls", None))
    if of_class is None:
        return ("GET", "POST")
    return tuple(name.upper() for name in ("get", "post", "delete", "put", "patch") if hasattr(of_class, name))


def _action(view: Any) -> str:
    found: str = getattr(getattr(view, "view_class", getattr(view, "cls", None)), "action", "")
    return found


def _model(text: str) -> str:
    offered = {resource.path: resource.model for resource in resources()}
    known = {f"/{path}": model for path, model in offered.items()}
    known |= {f"{API}{path}": model for path, model in offered.items()}
    known |= {f"/{slug}": thing.lifecycle.model for slug, thing in _pages().items()} | KINDS
    fitting = [prefix for prefix in known if text.startswith(f"{prefix}/")]
    assert fitting, f"{text}: say in KINDS what its key stands for"
    return known[max(fitting, key=len)]
