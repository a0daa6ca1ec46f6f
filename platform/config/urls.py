"""Addresses on a government's own host."""

from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from apps.demonstration.door import offer
from apps.desk.views import calendars, public
from apps.organizations import views as door

#: Only the demonstration shows its accounts beside the form.
SIGN_IN: dict[str, Any] = {"offer": offer} if settings.DEMO else {}

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("api.v1.urls")),
    path("sign-in", door.sign_in, SIGN_IN, name="sign-in"),
    path("public", public.index, name="public"),
    path("public/documents/<uuid:key>/docx", public.download, {"form": "docx"}, name="public-docx"),
    path("public/documents/<uuid:key>/pdf", public.download, {"form": "pdf"}, name="public-pdf"),
    path("calendar/feed/<slug:token>", calendars.subscription, name="calendar-feed"),
    path("language", set_language, name="language"),
    path("", include("apps.organizations.urls")),
    path("", include("apps.desk.urls")),
]
handler400 = "apps.desk.views.errors.bad_request"
handler403 = "apps.desk.views.errors.forbidden"
handler404 = "apps.desk.views.errors.not_found"
handler500 = "apps.desk.views.errors.failed"
