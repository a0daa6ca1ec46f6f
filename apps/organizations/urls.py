"""Addresses of the door itself, and of the pages of people, units, posts and deputies behind it."""

from django.urls import path

from apps.organizations.accounts.pages import people
from apps.organizations.deputies import pages as deputies
from apps.organizations.door import views
from apps.organizations.door.access import page
from apps.organizations.officers import pages as officers
from apps.organizations.posts import pages as posts
from apps.organizations.rosters import pages as rosters
from apps.organizations.units import pages as units

urlpatterns = [
    path("sign-out", views.sign_out, name="sign-out"),
    path("password", views.password, name="password"),
    page("delegations", deputies.delegations, "delegations"),
    page("handovers", posts.handovers, "handovers"),
    page("mandates", officers.mandates, "mandates"),
    page("posts", posts.posts, "posts"),
    page("people", people.index, "people"),
    page("people/import", rosters.page, "people-import"),
    page("people/import/template", rosters.template, "people-import-template"),
    page("people/<uuid:key>", people.page, "person"),
    page("units", units.index, "units"),
]
