"""Addresses of the pages of letters between levels: every page is for people who are signed in."""

from apps.levels.supervision import pages
from apps.organizations.door.access import page

urlpatterns = [
    page("correspondence", pages.index, "correspondence"),
    page("sent-letters/<uuid:key>", pages.sent_letter, "sent-letter"),
    page("dispatches/<uuid:key>", pages.dispatch, "dispatch"),
    page("dispatches/<uuid:key>/pdf", pages.download, "dispatch-pdf"),
]
