"""Addresses of the pages of the running score: every page is for people who are signed in."""

from apps.organizations.door.access import page
from apps.scores import pages

urlpatterns = [
    page("assessment", pages.own, "assessment"),
    page("assessment/below", pages.below, "assessment-below"),
    page("assessment/export/<str:form>", pages.export_below, "assessment-export"),
    page("assessment/below/<str:code>", pages.one_below, "assessment-of"),
]
