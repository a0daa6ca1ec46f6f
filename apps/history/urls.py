"""Addresses of the pages of imports of past meetings: every page is for people who are signed in."""

from apps.history import pages
from apps.organizations.door.access import page

urlpatterns = [
    page("history-imports", pages.index, "history-imports"),
    page("history-imports/template", pages.template, "history-template"),
    page("history-imports/<uuid:key>", pages.page, "history-import"),
]
