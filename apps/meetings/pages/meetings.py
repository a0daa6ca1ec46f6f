"""Meetings: the list by year, and one meeting with its lanes and tabs."""

import uuid
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.followups.models import AgreedItem
from apps.meetings import cautions
from apps.meetings import selectors as meetings
from apps.meetings.lifecycle import MEETING
from apps.meetings.pages.shown import shown_rule
from apps.meetings.pages.stepper import Facts, steps
from apps.meetings.pages.tabs import Viewed, tabs
from apps.meetings.titles import meeting_title
from apps.minutes import selectors as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes, MinutesApproval, MinutesState
from apps.minutes.publicity import cautions as publicity_cautions
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.papers.pages import begin_paper
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.binding import binding_rule
from kernel import clock
from kernel.lifecycle.consent import standings
from kinds.registry import state_label
from tenants.governments.selectors import government
from vocabulary.items import OPEN_STATES
from vocabulary.meetings import GIVEN_UP, MeetingState
from web import buttons, pairs
from web.shapes import Shown

#: Where a reader most likely wants to look, by state.
USUAL_TAB = {
    MeetingState.IN_SESSION: "agenda", MeetingState.HELD: "minutes",
    MeetingState.FOLLOWING_UP: "followup", MeetingState.CLOSED: "followup",
}  # fmt: skip
#: Where the reason concerns the present state: sent back or given up, or brought back from a later state.
REASONED = (MeetingState.DRAFT, MeetingState.ACCEPTED, MeetingState.COLLECTING, *GIVEN_UP)
STAMPED = ("settled_by", "noticed_by", "held_by")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All meetings the person may know of, by year."""
    user, place = person_of(request), government()
    found = meetings.visible_to(user).annotate(
        listed=Count("agreed_items", distinct=True),
        done=Count("agreed_items", filter=~Q(agreed_items__state__in=OPEN_STATES), distinct=True),
        tabled=Count("agenda", filter=Q(agenda__topic__isnull=False), distinct=True),
    )
    numbers = dict(Minutes.objects.filter(state=MinutesState.ISSUED).values_list("meeting_id", "number"))
    rows = [_row(one, meeting_title(one, place), numbers) for one in found.order_by("-year", "-planned_on", "-ordinal")]
    years = [{"year": year, "meetings": list(group)} for year, group in groupby(rows, key=lambda row: row["year"])]
    context = {"years": years, "actions": buttons.beginning(MEETING, "draft", user, "/meetings/new")}
    return render(request, "meetings/list.html", context)


def _row(one: Any, title: str, numbers: dict[uuid.UUID, str]) -> Shown:
    return {
        "year": one.year,
        "title": title,
        "url": f"/meetings/{one.pk}",
        "kind_label": one.get_kind_display(),
        "state": one.state,
        "state_label": state_label(one),
        "planned_on": one.planned_on,
        "held_on": one.held_on,
        "topics": one.tabled or None,
        "imported": one.imported,
        "items_listed": one.listed,
        "items_closed": one.done,
        "minutes_number": numbers.get(one.pk, ""),
    }


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One meeting."""
    return render(request, "meetings/detail.html", _MeetingPage(request, key).context())


def _text_seen_by(user: User, meeting: uuid.UUID) -> Minutes | None:
    seen = minutes.visible_to(user).select_related("issued_by")
    return seen.filter(meeting=meeting, corrects=None).first()


class _MeetingPage:
    """What the page of one meeting needs; each tab reads its own part only."""

    def __init__(self, request: HttpRequest, key: uuid.UUID) -> None:
        user = person_of(request)
        meeting = meetings.visible_to(user).select_related(*STAMPED).filter(pk=key).first()
        if meeting is None:
            raise Http404
        met = not MeetingState(meeting.state).is_before(MeetingState.HELD)
        self.at = Viewed(
            user=user,
            meeting=meeting,
            today=clock.today(),
            consents=pairs.consents_of(meeting),
            round=rounds_selectors.round_of(key),
            minutes=_text_seen_by(user, key) if met else None,
        )
        self.tabs = tabs()
        named = {tab.name: tab for tab in self.tabs}
        self.tab = named.get(request.GET.get("tab", "")) or named[USUAL_TAB.get(MeetingState(meeting.state), "topics")]

    def context(self) -> Shown:
        """Return the whole context."""
        return {
            "meeting": self._head(),
            "cautions": [
                *cautions.of_meeting(self.at.meeting, today=self.at.today),
                *publicity_cautions.of_meeting(self.at.meeting, today=self.at.today),
            ],
            "actions": self._actions(),
            "steps": steps(self._facts()),
            "tab": self.tab.name,
            "tabs": [
                {
                    "label": tab.label,
                    "url": f"/meetings/{self.at.meeting.pk}?tab={tab.name}",
                    "current": tab is self.tab,
                }
                for tab in self.tabs
            ],
            **self._pending(),
            **self.tab.read(self.at),
        }

    def _head(self) -> Shown:
        it = self.at.meeting
        ahead = it.session_on or it.planned_on
        waits = it.held_on is None and MeetingState(it.state).is_before(MeetingState.HELD)
        return {
            "url": f"/meetings/{it.pk}",
            "title": meeting_title(it, government()),
            "year": it.year,
            "kind_label": it.get_kind_display(),
            "state": it.state,
            "state_label": state_label(it),
            "planned_on": ahead,
            "held_on": it.held_on,
            "days_left": (ahead - self.at.today).days if waits else None,
            "venue": it.venue,
            "presider": "、".join(one.name for one in it.presiders),
            "delegated_by": f"{it.delegated_by_title}{it.delegated_by}",
            "rule": shown_rule(it) if it.rule else None,
            "imported": it.imported,
            "reason": it.reason if it.state in REASONED else "",
            "request_text": it.request_text,
            "ground_text": it.ground_text,
            "prior_consultation": it.prior_consultation,
            "host": binding_rule(it).host_meeting,
        }

    def _actions(self) -> list[Shown]:
        """The meeting's own actions; while its minutes are made, the step of the minutes stands first."""
        own = buttons.told(MEETING, self.at.meeting, self.at.user, self.at.consents)
        return [*self._minutes_actions(), *own, *begin_paper("meetings", self.at.meeting, self.at.user)]

    def _minutes_actions(self) -> list[Shown]:
        if self.at.meeting.state != MeetingState.HELD:
            return []
        if self.at.minutes is None:
            url = f"/minutes/new?meeting={self.at.meeting.pk}"
            begun = Minutes.objects.filter(meeting=self.at.meeting).exists()
            return [] if begun else buttons.beginning(MINUTES, "draft", self.at.user, url)
        return [row for row in buttons.told(MINUTES, self.at.minutes, self.at.user) if row["primary"]]

    def _facts(self) -> Facts:
        met = not MeetingState(self.at.meeting.state).is_before(MeetingState.HELD)
        known = self.at.minutes or self._unseen_minutes() if met else None
        approvals = {row.side: row for row in MinutesApproval.objects.filter(minutes=known)} if known else {}
        items = AgreedItem.objects.filter(meeting=self.at.meeting) if met else AgreedItem.objects.none()
        listed = list(items.values_list("state", "due_on"))
        return Facts(
            self.at.meeting,
            self.at.today,
            self.at.round,
            known,
            approvals,
            self._consented_to_list(),
            [state for state, _day in listed],
            timeline.printed_of(self.at.meeting.pk),
            max((day for state, day in listed if state in OPEN_STATES), default=None),
        )

    def _unseen_minutes(self) -> Minutes | None:
        """The first text as the lanes know of it, also where the person may not read it yet."""
        found = Minutes.objects.filter(meeting=self.at.meeting, corrects=None)
        return found.select_related("issued_by").first()

    def _consented_to_list(self) -> set[str]:
        if self.at.meeting.state != MeetingState.COLLECTING:
            return set()
        row = MEETING.named("settle")[0]
        return {one.side for one in standings(MEETING, row, self.at.meeting, self.at.consents) if one.valid}

    def _pending(self) -> Shown:
        """Two-sided acts that wait for one side; that of the list of topics stands on its tab."""
        rows = [row for row in pairs.pending(MEETING, self.at.meeting, self.at.consents) if row.name != "settle"]
        return {"pending": [pairs.pair(MEETING, row, self.at.meeting, self.at.consents) for row in rows]}
