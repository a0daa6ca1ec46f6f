"""Addresses of all acts. They fit every kind of object, so they come after the addresses of pages."""

from apps.acts import pages
from apps.organizations.door.access import page

urlpatterns = [
    page("<slug:slug>/new", pages.begin, "begin"),
    page("<slug:slug>/<uuid:key>/do/<slug:name>", pages.act, "act"),
]
