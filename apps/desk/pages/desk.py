"""The desk: what waits for me, what I wait for, where the meeting stands, what was issued last."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk.context import navigation
from apps.documents import selectors as documents
from apps.documents.pages.shown import shown_document
from apps.followups.models import AgreedItem
from apps.meetings import selectors as meetings
from apps.meetings.alerts import Alert, alerts_on
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.meetings.pages.stepper import Facts, current, steps
from apps.meetings.session.lead_times import minutes_due
from apps.meetings.titles import meeting_title
from apps.minutes.models import Minutes, MinutesApproval
from apps.organizations.door.access import person_of
from apps.organizations.models import AccountState, User
from apps.topics.rounds import selectors as rounds_selectors
from apps.waiting.todos import waiting_for, waiting_for_others
from apps.years import alerts as years
from kernel import clock
from kernel.clock import day_of
from kernel.jobs.states import states
from kernel.lifecycle.table import Action
from kernel.workcalendar.rules import workdays_between
from kernel.workcalendar.selectors import schedule
from kinds.todos import Awaited, ToDo
from tenants.governments.selectors import government
from tenants.governments.versions import is_on_public_version
from vocabulary.meetings import MeetingState
from vocabulary.roles import DIRECTING, ROLES, SECURITY_OFFICER, SYSTEM_OFFICER, Side
from web import buttons
from web.lights import workday_light
from web.shapes import Shown
from web.templatetags.display import plain_date

RUNNING = MeetingState.before(MeetingState.CLOSED)
MOST_OTHERS = 8


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What concerns this person today."""
    user = person_of(request)
    if user.is_without_rights:
        return render(request, "desk/no_role.html", {"today": clock.today(), "rests": user.rests})
    if user.side == Side.NONE:
        return render(request, "desk/officer.html", _officer(user))
    return render(request, "desk/desk.html", _Desk(user).context())


def _officer(user: User) -> Shown:
    name = user.roles[0]
    told: Shown = {"role": ROLES[name].label, "role_name": name, "today": clock.today()}
    told["waiting"] = [
        {
            "label": todo.actions[0].label,
            "url": todo.url,
            "title": todo.title,
            "object_url": todo.page,
            "detail": todo.state_label,
            "since": clock.day_of(todo.since),
        }
        for todo in waiting_for(user)
    ]
    if name == SECURITY_OFFICER.name:
        told["without_role"] = User.objects.filter(state=AccountState.OPEN, roles=[]).count()
    if name == SYSTEM_OFFICER.name:
        told |= {"jobs": states(), "is_current": is_on_public_version()}
    return told


class _Desk:
    """One person's desk on one day, in a constant number of queries."""

    def __init__(self, user: User) -> None:
        self.user, self.today, self.calendar = user, clock.today(), schedule()
        stamped = ("requested_by", "accepted_by", "settled_by", "noticed_by", "held_by")
        found = meetings.visible_to(self.user).select_related(*stamped).filter(state__in=RUNNING).order_by("planned_on")
        items = AgreedItem.objects.filter(meeting=OuterRef("pk")).order_by().values("state")
        self.meetings = list(found.annotate(item_states=ArraySubquery(items)))
        self.running = self._most_pressing(self.meetings)

    @staticmethod
    def _most_pressing(rows: Sequence[Meeting]) -> Meeting | None:
        """The next meeting that lies ahead; while none does, the latest that is followed up."""
        ahead = [row for row in rows if row.state != MeetingState.FOLLOWING_UP]
        return next(iter([*ahead, *reversed(rows)]), None)

    def context(self) -> Shown:
        """Return the whole context."""
        todos = waiting_for(self.user, {row.state for row in self.meetings})
        mine = sorted((self._mine(todo) for todo in todos), key=_urgency)
        running = self._running()
        return {
            "today": self.today,
            "working_days_left": workdays_between(self.today, _last_of_month(self.today), self.calendar),
            "waiting_for_me": mine,
            "deputies": self._deputies(),
            "alerts": self._alerts(),
            "waiting_for_others": self._others(running, {row["object_url"] for row in mine}),
            "running": running,
            "running_next": self._next() if running is None else None,
            "documents": [shown_document(one) for one in documents.visible_to(self.user)[:5]],
            "nav": self._navigation(len(mine)),
        }

    def _alerts(self) -> list[Alert]:
        if not self.user.reading_roles & DIRECTING:
            return []
        return [*years.alerts_on(self.today), *alerts_on(self.today)]

    def _deputies(self) -> list[str]:
        """A sign for whoever stands in for somebody today, and for whom somebody stands in."""
        today = [one for one in self.user.delegations() if one.runs_on(self.today)]
        given = _("您委托 %(name)s 办理部分事项，至 %(day)s。")
        taken = _("您受 %(name)s 委托办理部分事项，至 %(day)s；所办事项均注明受委托。")
        return [
            taken % {"name": one.grantor.name, "day": plain_date(one.ends_on)}
            if one.delegate_id == self.user.pk
            else given % {"name": one.delegate.name, "day": plain_date(one.ends_on)}
            for one in today
        ]

    def _navigation(self, count: int) -> list[Shown]:
        """The badge stands on this page only: elsewhere the count would cost more than it tells."""
        entries = navigation(self.user, government(), "/")
        return [entry | {"badge": count} if entry["url"] == "/" else entry for entry in entries]

    def _mine(self, todo: ToDo) -> Shown:
        row: Action = todo.actions[0]
        return {
            "label": row.label if row.creates else row.label_on(todo.object),
            "article": row.article,
            "url": todo.url,
            "title": todo.title,
            "object_url": todo.page,
            "detail": todo.state_label,
            "since_days": (self.today - day_of(todo.since)).days,
            **self._light(todo.until),
        }

    # --- the running meeting -----------------------------------------------------------------------------------------

    def _running(self) -> Shown | None:
        it = self.running
        if it is None:
            return None
        approved = MinutesApproval.objects.filter(minutes__meeting=it, minutes__corrects=None).select_related(
            "minutes__issued_by"
        )
        approvals = {row.side: row for row in approved}
        known = next((row.minutes for row in approvals.values()), None)
        minutes = known or Minutes.objects.select_related("issued_by").filter(meeting=it, corrects=None).first()
        items: list[str] = it.item_states  # type: ignore[attr-defined]
        facts = Facts(it, self.today, rounds_selectors.round_of(it.pk), minutes, approvals, set(), items)
        day = it.held_on or it.session_on or it.planned_on
        return {
            "url": f"/meetings/{it.pk}",
            "title": meeting_title(it, government()),
            "planned_on": day,
            "held": it.held_on is not None,
            "days_left": (day - self.today).days if it.held_on is None else None,
            "steps": steps(facts),
            "since": it.state_since,
        }

    def _next(self) -> Shown | None:
        """Who may begin the next meeting is shown the way."""
        for one in buttons.beginning(MEETING, "draft", self.user, "/meetings/new"):
            leader = _("工会领导") if self.user.side == Side.UNION else _("政府领导")
            words = _("写明类别和拟召开日期，由%(leader)s提请。") % {"leader": leader}
            return {"words": words, "url": one["url"], "label": one["label"]}
        return None

    # --- waiting for others ------------------------------------------------------------------------------------------

    def _others(self, running: Shown | None, mine: set[str]) -> list[Shown]:
        """What lies with others; the meeting's next step only where it is not on this desk already."""
        found = [*self._next_step(running), *(self._awaited(one) for one in waiting_for_others(self.user, self.today))]
        return [row for row in found if row["url"] not in mine][:MOST_OTHERS]

    def _next_step(self, running: Shown | None) -> list[Shown]:
        step = current(running["steps"]) if running else None
        if running is None or step is None or self.running is None:
            return []
        due = minutes_due(self.running) if self.running.state == MeetingState.HELD else None
        who, title, url = step["who"] or _("双方办公室"), running["title"], running["url"]
        return [self._awaited(Awaited(who, step["label"], title, url, running["since"], due))]

    def _awaited(self, one: Awaited) -> Shown:
        return {
            "who": one.who,
            "label": one.label,
            "title": one.title,
            "url": one.url,
            "since_days": (self.today - day_of(one.since)).days,
            **self._light(one.until),
        }

    def _light(self, day: date | None) -> Shown:
        return workday_light(day, self.today, self.calendar) if day else {}


def _urgency(row: Shown) -> tuple[bool, date, int]:
    """What has a day comes first, the earliest day before; then what has lain longest."""
    return ("due" not in row, row.get("due") or date.max, -row["since_days"])


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
