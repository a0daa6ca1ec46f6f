"""Addresses on the public host: the way to each government, and whether the whole is well."""

from django.urls import path
from django.views.i18n import set_language

from tenants.governments import views

urlpatterns = [
    path("", views.portal, name="portal"),
    path("language", set_language, name="language"),
    path("health", views.health, name="health"),
]
handler400 = "apps.desk.views.errors.bad_request"
handler403 = "apps.desk.views.errors.forbidden"
handler404 = "apps.desk.views.errors.not_found"
handler500 = "apps.desk.views.errors.failed"
