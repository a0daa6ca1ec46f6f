"""Addresses on the public host: the way to each government, and whether the whole is well."""

from django.urls import path

from tenants.governments import views

urlpatterns = [
    path("", views.portal, name="portal"),
    path("health", views.health, name="health"),
]
