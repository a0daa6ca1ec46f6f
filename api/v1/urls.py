"""The addresses of version 1, made from the resources and the rows of their tables. None ends in a slash."""

from typing import Any

from django.conf import settings
from django.urls import URLPattern, path, re_path

from api.resources import Resource, resource_at, resources
from api.v1 import (
    accounts,
    assessment,
    audit,
    calendar,
    desk,
    documents,
    files,
    filings,
    follow_up_list,
    messages,
    objects,
    rollup,
    rosters,
    supervision,
)
from api.v1.pages import DocsPage, SchemaPage
from api.views import Nowhere
from apps.auditing.export import MEDIA as AUDIT_MEDIA
from apps.followups.export import MEDIA

#: Lists that are answered in a way of their own.
LISTS = {"files": files.Files, "audit-entries": audit.Entries}


def addresses(resource: Resource) -> list[URLPattern]:
    """Return the addresses of one resource: list, object, one per action."""
    usual = objects.CreatingListView if resource.creating else objects.ListView
    list_view: Any = LISTS.get(resource.path, usual)
    found = [
        path(resource.path, _bound(list_view, resource), name=resource.path),
        path(f"{resource.path}/<str:id>", _bound(objects.DetailView, resource), name=f"{resource.path}.object"),
    ]
    for action in resource.action_names:
        view = _bound(objects.ActionView, resource, action=action)
        found.append(path(f"{resource.path}/<str:id>/{action}", view, name=f"{resource.path}.object.{action}"))
    return found


def _bound(view: Any, resource: Resource, **more: Any) -> Any:
    """Return the view made for one resource: a class of its own, so that each describes itself."""
    name = f"{resource.component}{view.__name__}"
    return type(
        name, (view,), {"resource": resource, **more, "__doc__": view.__doc__, "__module__": view.__module__}
    ).as_view()  # type: ignore[attr-defined]


urlpatterns: list[URLPattern] = [
    path("tokens", accounts.Tokens.as_view(), name="tokens"),
    path("tokens/current", accounts.CurrentToken.as_view(), name="tokens-current"),
    path("password", accounts.Password.as_view(), name="password"),
    path("me", accounts.Me.as_view(), name="me"),
    path("calendar", calendar.Calendar.as_view(), name="calendar"),
    path("desk", desk.Desk.as_view(), name="desk"),
    path("rosters", rosters.Rosters.as_view(), name="rosters"),
    path("assessment/score", assessment.Score.as_view(), name="assessment-score"),
    path("assessment/governments", assessment.Governments.as_view(), name="assessment-governments"),
    path("rollup/summary", rollup.Summary.as_view(), name="rollup-summary"),
    path("rollup/governments", rollup.Governments.as_view(), name="rollup-governments"),
    *[
        path(
            f"agreed-items/export/{form}",
            follow_up_list.FollowUpListFile.as_view(form=form),
            name=f"agreed-items-export-{form}",
        )
        for form in MEDIA
    ],
    path("audit-verification", audit.LastVerification.as_view(), name="audit-verification"),
    *[
        path(f"audit-entries/export/{form}", audit.EntriesFile.as_view(form=form), name=f"audit-entries-export-{form}")
        for form in AUDIT_MEDIA
    ],
    *[pattern for resource in resources() for pattern in addresses(resource)],
    path("documents/<str:id>/docx", documents.File.as_view(form="docx"), name="documents.object.docx"),
    path("documents/<str:id>/pdf", documents.File.as_view(form="pdf"), name="documents.object.pdf"),
    path("dispatches/<str:id>/pdf", supervision.File.as_view(), name="dispatches.object.pdf"),
    path("filed-copies/<str:id>/pdf", filings.File.as_view(), name="filed-copies.object.pdf"),
    path("files/<str:id>/content", files.Content.as_view(), name="files.object.content"),
    path("messages/<str:id>/read", _bound(messages.Read, resource_at("messages")), name="messages.object.read"),
]
if settings.API_SCHEMA_PAGES:
    urlpatterns += [
        path("schema", SchemaPage.as_view(), name="schema"),
        path("docs", DocsPage.as_view(), name="docs"),
    ]
urlpatterns.append(re_path(r"^.*$", Nowhere.as_view(), name="nowhere"))

app_name = "api"
