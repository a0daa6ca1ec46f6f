"""Addresses of the door itself."""

from django.urls import path

from apps.organizations import views

urlpatterns = [
    path("sign-out", views.sign_out, name="sign-out"),
    path("password", views.password, name="password"),
]
