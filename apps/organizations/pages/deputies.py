"""Who acts for whom: delegations, handovers, and the papers that leaders signed."""

import uuid
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.organizations.access import person_of
from apps.organizations.leaders_acts import label_of
from apps.organizations.lifecycle import DELEGATION, HANDOVER
from apps.organizations.models import Delegation, DelegationState, Handover, User
from apps.organizations.selectors import delegations_visible_to, handovers_visible_to
from apps.papers.lifecycle import PAPER
from apps.papers.models import PaperApproval
from kernel import clock
from kinds.registry import kind_at, lifecycle_of, page_of, state_label
from web import buttons
from web.finding import found_or_404

#: How a delegation stands on a day: the state of the table, or what follows from its dates.
STANDINGS = {
    "in_force": ("accepted", _("委托中")),
    "to_come": ("requested", _("尚未开始")),
    "over": ("closed", _("已到期")),
    "revoked": ("cancelled", _("已撤回")),
}


def standing_of(one: Delegation, day: date) -> str:
    """Return how a delegation stands on `day`."""
    if one.state == DelegationState.REVOKED:
        return "revoked"
    return "to_come" if day < one.starts_on else "over" if day > one.ends_on else "in_force"


@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Every delegation of the own side; for the officers of both."""
    user = person_of(request)
    rows = [_delegation(one, user) for one in delegations_visible_to(user)]
    begin = buttons.beginning(DELEGATION, "grant", user, "/delegations/new")
    return render(request, "organizations/delegations.html", {"delegations": rows, "actions": begin})


def _delegation(one: Delegation, user: User) -> dict[str, Any]:
    standing = standing_of(one, clock.today())
    state, label = STANDINGS[standing]
    return {
        "grantor": one.grantor.name,
        "delegate": one.delegate.name,
        "side": one.grantor.side,
        "acts": [label_of(act) for act in one.acts],
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "ground": one.ground,
        "reason": one.reason,
        "state": state,
        "state_label": label,
        "actions": [] if standing == "over" else buttons.buttons(DELEGATION, one, user),
    }


@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """Every handover of the own side; for the officers of both."""
    user = person_of(request)
    rows = [_handover(one) for one in handovers_visible_to(user)]
    begin = buttons.beginning(HANDOVER, "hand_over", user, "/handovers/new")
    return render(request, "organizations/handovers.html", {"handovers": rows, "actions": begin})


def _handover(one: Handover) -> dict[str, Any]:
    return {
        "what": str(one),
        "former": one.from_user.name if one.from_user else "",
        "successor": one.to_user.name,
        "on_day": one.on_day,
        "basis": one.basis,
    }


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


def _paper(one: PaperApproval) -> dict[str, Any]:
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


def begin_paper(about: str, one: Any, user: User) -> list[dict[str, Any]]:
    """Return the way to recording a paper, where a leader of the person's side could act on the object now."""
    lifecycle, leader = lifecycle_of(kind_at(about)), f"{user.side}_leader"
    rows = [row for row in lifecycle.actions if one.state in row.source and not row.internal]
    open_now = [row for row in rows if leader in {role.name for role in row.open_to(one, frozenset({leader}))}]
    name = next((row.name for row in sorted(open_now, key=lambda row: not row.awaited)), None)
    if name is None:
        return []
    kind = lifecycle.name
    return buttons.quiet(buttons.beginning(PAPER, "record", user, f"/papers/new?act={kind}.{name}&{kind}={one.pk}"))
