"""Addresses of the pages of the audit chain: every page is for people who are signed in."""

from apps.auditing import pages
from apps.organizations.door.access import page

urlpatterns = [
    page("audit", pages.index, "audit"),
    page("audit/verify", pages.verify, "audit-verify"),
    page("audit/export/csv", pages.export, "audit-csv", form="csv"),
    page("audit/export/xlsx", pages.export, "audit-xlsx", form="xlsx"),
    page("audit/<uuid:key>", pages.page, "audit-entry"),
]
