"""Addresses on a government's own host."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from apps.desk.pages import calendar as calendars
from apps.documents.pages import public, verification
from apps.organizations.door import views as door

#: The apps that have pages. The addresses of acts come last: they fit every kind of object.
PAGES = (
    "apps.organizations", "apps.auditing", "apps.documents", "apps.workrules", "apps.topics", "apps.meetings",
    "apps.minutes", "apps.followups", "apps.levels.filings", "apps.levels.supervision", "apps.papers", "apps.years",
    "apps.history", "apps.rollup", "apps.scores", "apps.workingdays", "apps.desk", "apps.acts",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("api.v1.urls")),
    path("sign-in", door.sign_in, name="sign-in"),
    path("public", public.index, name="public"),
    path("public/documents/<uuid:key>/docx", public.download, {"form": "docx"}, name="public-docx"),
    path("public/documents/<uuid:key>/pdf", public.download, {"form": "pdf"}, name="public-pdf"),
    path("verify", verification.verify, name="verify"),
    path("calendar/feed/<slug:token>", calendars.subscription, name="calendar-feed"),
    path("language", set_language, name="language"),
    *[path("", include(f"{app}.urls")) for app in PAGES],
]
handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "web.errors.failed"
