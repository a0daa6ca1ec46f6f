"""Addresses of the pages behind the door: every one of them is for people who are signed in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from apps.desk.views import (
    actions,
    agreed_items,
    audit,
    calendars,
    correspondence,
    deputies,
    desk,
    documents,
    exports,
    files,
    filings,
    followups,
    history,
    meetings,
    minutes,
    people,
    posts,
    prior_reports,
    publicity,
    rollup,
    rosters,
    topics,
    units,
    workrules,
    years,
)
from apps.organizations.access import signed_in


def _page(route: str, view: Callable[..., HttpResponse], name: str, **fixed: Any) -> URLPattern:
    return path(route, signed_in(view), fixed, name=name)


urlpatterns = [
    _page("", desk.desk, "desk"),
    _page("calendar", calendars.page, "calendar"),
    _page("meetings", meetings.index, "meetings"),
    _page("meetings/<uuid:key>", meetings.page, "meeting"),
    _page("topics", topics.index, "topics"),
    _page("topics/<uuid:key>", topics.page, "topic"),
    _page("consultations/<uuid:key>", topics.consultation, "consultation"),
    _page("minutes/<uuid:key>", minutes.page, "minutes"),
    _page("minutes/<uuid:key>/do/edit", minutes.edit, "minutes-edit"),
    _page("publicity/<uuid:key>", publicity.page, "publicity"),
    _page("followups", followups.index, "followups"),
    _page("followups/prior-report/<uuid:key>", prior_reports.page, "prior-report"),
    _page("followups/export/<slug:form>", exports.follow_up_list, "followups-export"),
    _page("followups/<uuid:key>", agreed_items.page, "followup"),
    _page("parts/<uuid:key>", agreed_items.part, "part"),
    _page("extensions/<uuid:key>", agreed_items.extension, "extension"),
    _page("letters/<uuid:key>", agreed_items.letter, "letter"),
    _page("documents", documents.index, "documents"),
    _page("documents/<uuid:key>", documents.page, "document"),
    _page("documents/<uuid:key>/docx", documents.download, "document-docx", form="docx"),
    _page("documents/<uuid:key>/pdf", documents.download, "document-pdf", form="pdf"),
    _page("inbox", filings.index, "inbox"),
    _page("inbox/<uuid:key>", filings.page, "filed-copy"),
    _page("inbox/<uuid:key>/pdf", filings.download, "filed-copy-pdf"),
    _page("correspondence", correspondence.index, "correspondence"),
    _page("sent-letters/<uuid:key>", correspondence.sent_letter, "sent-letter"),
    _page("dispatches/<uuid:key>", correspondence.dispatch, "dispatch"),
    _page("dispatches/<uuid:key>/pdf", correspondence.download, "dispatch-pdf"),
    _page("files/<uuid:key>", files.download, "file"),
    _page("audit", audit.index, "audit"),
    _page("audit/verify", audit.verify, "audit-verify"),
    _page("audit/export/csv", audit.export, "audit-csv", form="csv"),
    _page("audit/export/xlsx", audit.export, "audit-xlsx", form="xlsx"),
    _page("audit/<uuid:key>", audit.page, "audit-entry"),
    _page("history-imports", history.index, "history-imports"),
    _page("history-imports/template", history.template, "history-template"),
    _page("history-imports/<uuid:key>", history.page, "history-import"),
    _page("delegations", deputies.delegations, "delegations"),
    _page("handovers", deputies.handovers, "handovers"),
    _page("mandates", posts.mandates, "mandates"),
    _page("posts", posts.posts, "posts"),
    _page("people", people.index, "people"),
    _page("people/import", rosters.page, "people-import"),
    _page("people/import/template", rosters.template, "people-import-template"),
    _page("people/<uuid:key>", people.page, "person"),
    _page("units", units.index, "units"),
    _page("papers/<uuid:key>", deputies.paper, "paper"),
    _page("rollup", rollup.page, "rollup"),
    _page("years", years.index, "years"),
    _page("year-plans/<uuid:key>", years.plan, "year-plan"),
    _page("year-explanations/<uuid:key>", years.explanation, "year-explanation"),
    _page("work-rules", workrules.index, "work-rules"),
    _page("work-rules/<uuid:key>", workrules.detail, "work-rule"),
    _page("<slug:slug>/new", actions.begin, "begin"),
    _page("<slug:slug>/<uuid:key>/do/<slug:name>", actions.act, "act"),
]
