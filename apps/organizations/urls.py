"""Addresses of the door itself, and of the pages of people, units, posts and deputies behind it."""

from django.urls import path

from apps.organizations import views
from apps.organizations.access import page
from apps.organizations.pages import deputies, people, posts, rosters, units

urlpatterns = [
    path("sign-out", views.sign_out, name="sign-out"),
    path("password", views.password, name="password"),
    page("delegations", deputies.delegations, "delegations"),
    page("handovers", deputies.handovers, "handovers"),
    page("mandates", posts.mandates, "mandates"),
    page("posts", posts.posts, "posts"),
    page("people", people.index, "people"),
    page("people/import", rosters.page, "people-import"),
    page("people/import/template", rosters.template, "people-import-template"),
    page("people/<uuid:key>", people.page, "person"),
    page("units", units.index, "units"),
    page("papers/<uuid:key>", deputies.paper, "paper"),
]
