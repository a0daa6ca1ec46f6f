"""Addresses of the pages of what is filed upward: every page is for people who are signed in."""

from apps.levels.filings import pages
from apps.organizations.door.access import page

urlpatterns = [
    page("inbox", pages.index, "inbox"),
    page("inbox/<uuid:key>", pages.page, "filed-copy"),
    page("inbox/<uuid:key>/pdf", pages.download, "filed-copy-pdf"),
]
