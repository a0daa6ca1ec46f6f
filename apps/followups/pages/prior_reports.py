"""The report on earlier decisions that every meeting opens with (Arts. 3, 8)."""

import uuid
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.followups.pages.shown import shown_item
from apps.followups.prior_reports import report as followups
from apps.meetings.titles import meeting_title
from apps.organizations.door.access import person_of
from kernel import clock
from kinds.registry import kind_at
from tenants.governments.selectors import government
from vocabulary.items import OPEN_STATES
from vocabulary.roles import DIRECTING
from web.finding import found_or_404
from web.shapes import Shown


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What became of earlier decisions, for one meeting; the offices read it before they issue the notice."""
    user, today = person_of(request), clock.today()
    if not user.role_names & DIRECTING:
        raise Http404
    meeting = found_or_404(kind_at("meetings"), user, key)
    report = followups.prior_report(meeting)
    if report.as_of is not None:
        today = clock.day_of(report.as_of)
    open_now = report.unimplemented
    explained = sum(row.explanation is not None for row in open_now)
    context = {
        "meeting": {"title": meeting_title(meeting, government()), "url": f"/meetings/{meeting.pk}"},
        "as_of": report.as_of or clock.now(),
        "fixed": report.as_of is not None,
        "complete": explained == len(open_now),
        "fractions": [
            {"label": _("已销号"), "numerator": report.closed, "denominator": report.listed},
            {"label": _("未落实的已说明"), "numerator": explained, "denominator": len(open_now)},
        ],
        "groups": _groups(report.items, today),
    }
    return render(request, "followups/prior_report.html", context)


def _groups(rows: list[followups.PriorItem], today: date) -> list[Shown]:
    found = []
    latest_first = sorted(rows, key=lambda row: (-row.item.meeting.ordinal, row.item.number))
    for _key, group in groupby(latest_first, key=lambda row: row.item.meeting_id):
        members = list(group)
        meeting = members[0].item.meeting
        found.append(
            {
                "meeting": {"title": str(meeting), "url": f"/meetings/{meeting.pk}"},
                "rows": [_prior(row, today) for row in members],
            }
        )
    return found


def _prior(row: followups.PriorItem, today: date) -> Shown:
    said = row.explanation
    return shown_item(row.item, today) | {
        "explanation": {"text": said.explanation, "opinion": said.opinion, "new_due_on": said.new_date}
        if said
        else None,
        "missing": [] if said or row.item.state not in OPEN_STATES else [_("缺说明、意见和新的时限")],
    }
