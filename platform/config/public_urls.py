"""Addresses on the public host: the way to each government, and whether the whole is well."""

from django.urls import path
from django.views.i18n import set_language

from tenants.governments import views

urlpatterns = [
    path("", views.portal, name="portal"),
    path("verify", views.verify, name="verify"),
    path("language", set_language, name="language"),
    path("health", views.health, name="health"),
]
handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "web.errors.failed"
