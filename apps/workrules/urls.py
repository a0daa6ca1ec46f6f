"""Addresses of the pages of work rules: every page is for people who are signed in."""

from apps.organizations.door.access import page
from apps.workrules.pages import work_rules

urlpatterns = [
    page("work-rules", work_rules.index, "work-rules"),
    page("work-rules/<uuid:key>", work_rules.detail, "work-rule"),
]
