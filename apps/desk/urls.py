"""Addresses of the desk, the calendar, and the forms of all acts: every page is for people who are signed in."""

from apps.desk.pages import acts, calendar, desk
from apps.organizations.door.access import page

urlpatterns = [
    page("", desk.desk, "desk"),
    page("calendar", calendar.page, "calendar"),
    page("<slug:slug>/new", acts.begin, "begin"),
    page("<slug:slug>/<uuid:key>/do/<slug:name>", acts.act, "act"),
]
