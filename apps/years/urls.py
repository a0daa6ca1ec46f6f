"""Addresses of the pages of years: every page is for people who are signed in."""

from apps.organizations.door.access import page
from apps.years import pages

urlpatterns = [
    page("years", pages.index, "years"),
    page("year-plans/<uuid:key>", pages.plan, "year-plan"),
    page("year-explanations/<uuid:key>", pages.explanation, "year-explanation"),
]
