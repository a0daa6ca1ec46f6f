"""Addresses of the pages of the roll-up: every page is for people who are signed in."""

from apps.organizations.door.access import page
from apps.rollup import pages

urlpatterns = [
    page("rollup", pages.page, "rollup"),
]
