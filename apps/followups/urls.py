"""Addresses of the pages of the follow-up list: every page is for people who are signed in."""

from apps.followups.pages import exports, follow_up_list, items, prior_reports
from apps.organizations.door.access import page

urlpatterns = [
    page("followups", follow_up_list.index, "followups"),
    page("followups/prior-report/<uuid:key>", prior_reports.page, "prior-report"),
    page("followups/export/<slug:form>", exports.follow_up_list, "followups-export"),
    page("followups/<uuid:key>", items.page, "followup"),
    page("parts/<uuid:key>", items.part, "part"),
    page("extensions/<uuid:key>", items.extension, "extension"),
    page("letters/<uuid:key>", items.letter, "letter"),
]
