"""Signed papers: the page of one, and the way from an object to recording one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.organizations.deputies.leaders_acts import label_of
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.papers.lifecycle import PAPER
from apps.papers.models import PaperApproval
from kernel.lifecycle.models import Lifecycled
from kinds.registry import kind_at, lifecycle_of, page_of, state_label
from vocabulary.roles import names_of
from web import buttons
from web.finding import found_or_404
from web.shapes import Shown


@require_safe
def paper(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One signed paper: what it is about, who signed, the scan, and who recorded and confirmed it."""
    user = person_of(request)
    one: PaperApproval = found_or_404(kind_at("papers"), user, key)
    context = {
        "paper": _paper(one),
        "actions": buttons.told(PAPER, one, user),
        "entries": timeline.entries_of([one.pk]),
    }
    return render(request, "papers/detail.html", context)


def _paper(one: PaperApproval) -> Shown:
    page = page_of(kind_at("meetings" if one.meeting_id else "minutes"))
    return {
        "url": f"/papers/{one.pk}",
        "act": label_of(one.act),
        "about": {"title": page.title(one.about), "url": page.of(one.about)},
        "state": {"recorded": "requested", "confirmed": "accepted", "withdrawn": "cancelled"}[one.state],
        "state_label": state_label(one),
        "signer": one.signer.name,
        "signer_post": one.signer_post,
        "signed_on": one.signed_on,
        "scan": {"name": one.scan.name, "url": f"/files/{one.scan_id}", "hash": one.scan.sha256},
        "covers_several": one.covers_several,
        "words": one.words,
        "proposed_on": one.proposed_on,
        "recorded": {"by": one.recorded_by.name if one.recorded_by else "", "at": one.recorded_at},
        "confirmed": {"by": one.confirmed_by.name if one.confirmed_by else "", "at": one.confirmed_at},
        "reason": one.reason,
    }


def begin_paper(about: str, one: Lifecycled, user: User) -> list[Shown]:
    """Return the way to recording a paper, where a leader of the person's side could act on the object now."""
    lifecycle, leader = lifecycle_of(kind_at(about)), f"{user.side}_leader"
    rows = [row for row in lifecycle.actions if one.state in row.source and not row.internal]
    open_now = [row for row in rows if leader in names_of(row.open_to(one, frozenset({leader})))]
    name = next((row.name for row in sorted(open_now, key=lambda row: not row.awaited)), None)
    if name is None:
        return []
    kind = lifecycle.name
    return buttons.quiet(buttons.beginning(PAPER, "record", user, f"/papers/new?act={kind}.{name}&{kind}={one.pk}"))
