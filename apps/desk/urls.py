"""Addresses of the desk and the calendar: every page is for people who are signed in."""

from apps.desk.pages import calendar, desk
from apps.organizations.door.access import page

urlpatterns = [
    page("", desk.desk, "desk"),
    page("calendar", calendar.page, "calendar"),
]
