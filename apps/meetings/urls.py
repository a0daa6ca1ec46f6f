"""Addresses of the pages of meetings: every page is for people who are signed in."""

from apps.meetings.pages import meetings
from apps.organizations.door.access import page

urlpatterns = [
    page("meetings", meetings.index, "meetings"),
    page("meetings/<uuid:key>", meetings.page, "meeting"),
]
