"""The desk: what waits for me, what I wait for, where the meeting stands, what was issued last."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk import shown
from apps.desk.context import navigation
from apps.desk.selectors import waiting_for
from apps.desk.things import BY_LIFECYCLE
from apps.desk.todos import Resting, Successor, ToDo, beginning_of, page_of
from apps.documents import selectors as documents
from apps.followups import due_reports
from apps.followups import selectors as followups
from apps.followups.models import OPEN_STATES, AgreedItem, ItemState
from apps.followups.permissions import close_chain, turn_of
from apps.meetings import selectors as meetings
from apps.meetings.alerts import Alert, alerts_on
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting, MeetingState
from apps.meetings.pages.stepper import Facts, current, office_named, steps
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.titles import meeting_title
from apps.minutes.models import Minutes, MinutesApproval
from apps.organizations.access import person_of
from apps.organizations.models import AccountState, User
from apps.organizations.selectors import government
from apps.topics.models import Consultation, ConsultationState
from apps.topics.rounds import selectors as rounds_selectors
from apps.years import alerts as years
from apps.years.rules import closes_on
from kernel import clock
from kernel.clock import day_of
from kernel.jobs.states import states
from kernel.lifecycle.table import Action
from kernel.workcalendar.rules import workdays_between
from kernel.workcalendar.selectors import overrides
from tenants.governments.versions import is_on_public_version
from vocabulary.roles import ROLES, SECURITY_OFFICER, SYSTEM_OFFICER, Side
from web import buttons
from web.templatetags.display import plain_date

ENDED = [MeetingState.CLOSED, MeetingState.CANCELLED, MeetingState.DECLINED]
MOST_OTHERS, LONGEST_TITLE = 8, 36


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What concerns this person today."""
    user = person_of(request)
    if user.is_without_rights:
        return render(request, "desk/no_role.html", {"today": clock.today(), "rests": user.rests})
    if user.side == Side.NONE:
        return render(request, "desk/officer.html", _officer(user))
    return render(request, "desk/desk.html", _Desk(user).context())


def _officer(user: User) -> dict[str, Any]:
    name = user.roles[0]
    told: dict[str, Any] = {"role": ROLES[name].label, "role_name": name, "today": clock.today()}
    told["waiting"] = [
        {
            "label": todo.actions[0].label,
            "url": todo.address,
            "title": todo.title,
            "object_url": page_of(todo),
            "detail": todo.state_label,
            "since": clock.day_of(todo.since),
        }
        for todo in waiting_for(user)
        if isinstance(todo, Resting | Successor)
    ]
    if name == SECURITY_OFFICER.name:
        told["without_role"] = User.objects.filter(state=AccountState.OPEN, roles=[]).count()
    if name == SYSTEM_OFFICER.name:
        told |= {"jobs": states(), "is_current": is_on_public_version()}
    return told


class _Desk:
    """One person's desk on one day, in a constant number of queries."""

    def __init__(self, user: User) -> None:
        self.user, self.today, self.calendar = user, clock.today(), overrides()
        stamped = ("requested_by", "accepted_by", "settled_by", "noticed_by", "held_by")
        found = meetings.visible_to(self.user).select_related(*stamped).exclude(state__in=ENDED).order_by("planned_on")
        items = AgreedItem.objects.filter(meeting=OuterRef("pk")).order_by().values("state")
        self.meetings = list(found.annotate(item_states=ArraySubquery(items)))
        self.running = self._most_pressing(self.meetings)

    @staticmethod
    def _most_pressing(rows: Sequence[Meeting]) -> Meeting | None:
        """The next meeting that lies ahead; while none does, the latest that is followed up."""
        ahead = [row for row in rows if row.state != MeetingState.FOLLOWING_UP]
        return next(iter([*ahead, *reversed(rows)]), None)

    def context(self) -> dict[str, Any]:
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
            "documents": [shown.document(one) for one in documents.visible_to(self.user)[:5]],
            "nav": self._navigation(len(mine)),
        }

    def _alerts(self) -> list[Alert]:
        if not self.user.reading_roles & meetings.OFFICES:
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

    def _navigation(self, count: int) -> list[dict[str, Any]]:
        """The badge stands on this page only: elsewhere the count would cost more than it tells."""
        entries = navigation(self.user, government(), "/")
        return [entry | {"badge": count} if entry["url"] == "/" else entry for entry in entries]

    def _mine(self, todo: ToDo) -> dict[str, Any]:
        row: Action = todo.actions[0]
        thing = BY_LIFECYCLE[todo.kind]
        return {
            "label": row.label if row.creates else row.label_on(todo.object),
            "article": row.article,
            "url": beginning_of(todo) if row.creates else f"{thing.address(todo.object)}/do/{row.name}",
            "title": todo.title,
            "object_url": page_of(todo),
            "detail": todo.state_label,
            "since_days": (self.today - day_of(todo.since)).days,
            **self._deadline(todo),
        }

    def _deadline(self, todo: ToDo) -> dict[str, Any]:
        day = _due_day(todo)
        return shown.workday_light(day, self.today, self.calendar) if day else {}

    # --- the running meeting -----------------------------------------------------------------------------------------

    def _running(self) -> dict[str, Any] | None:
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

    def _next(self) -> dict[str, Any] | None:
        """Who may begin the next meeting is shown the way."""
        for one in buttons.beginning(MEETING, "draft", self.user, "/meetings/new"):
            leader = _("工会领导") if self.user.side == Side.UNION else _("政府领导")
            words = _("写明类别和拟召开日期，由%(leader)s提请。") % {"leader": leader}
            return {"words": words, "url": one["url"], "label": one["label"]}
        return None

    # --- waiting for others ------------------------------------------------------------------------------------------

    def _others(self, running: dict[str, Any] | None, mine: set[str]) -> list[dict[str, Any]]:
        """What lies with others; the meeting's next step only where it is not on this desk already."""
        found = [*self._next_step(running), *self._silent_units(), *self._items_elsewhere()]
        return [row for row in found if row["url"] not in mine][:MOST_OTHERS]

    def _next_step(self, running: dict[str, Any] | None) -> list[dict[str, Any]]:
        step = current(running["steps"]) if running else None
        if running is None or step is None:
            return []
        due = self.running.minutes_due_on if self.running and self.running.state == MeetingState.HELD else None
        return [
            {
                "who": step["who"] or _("双方办公室"),
                "label": step["label"],
                "title": running["title"],
                "url": running["url"],
                "since_days": (self.today - day_of(running["since"])).days,
                **(shown.workday_light(due, self.today, self.calendar) if due else {}),
            }
        ]

    def _silent_units(self) -> list[dict[str, Any]]:
        """Consulted units that have not answered, for the office that asked."""
        if not shown.is_office(self.user):
            return []
        rows = Consultation.objects.filter(state=ConsultationState.SENT).select_related("unit", "topic")
        return [
            {
                "who": row.unit.short_name,
                "label": _("回复征求意见"),
                "title": f"{row.topic.number} {row.topic.title}",
                "url": f"/topics/{row.topic_id}",
                "since_days": (self.today - day_of(row.state_since)).days,
                **shown.workday_light(row.reply_by, self.today, self.calendar),
            }
            for row in rows.order_by("reply_by", "id")[:MOST_OTHERS]
            if row.topic.leading_side == self.user.side
        ]

    def _items_elsewhere(self) -> list[dict[str, Any]]:
        """Open items that lie with somebody else, the most pressing first."""
        seen = followups.visible_to(self.user).filter(state__in=OPEN_STATES)
        rows = seen.order_by("due_on", "number")[: 2 * MOST_OTHERS]
        return [
            {
                "who": who,
                "label": label,
                "title": f"{row.number} {Truncator(row.text).chars(LONGEST_TITLE)}",
                "url": f"/followups/{row.pk}",
                "since_days": (self.today - day_of(row.state_since)).days,
                **shown.workday_light(row.due_on, self.today, self.calendar),
            }
            for row in rows
            for who, label in [self._holder(row)]
            if who
        ]

    def _holder(self, row: AgreedItem) -> tuple[str, str]:
        """Who has to act on an item now, and what; nobody where it is this person."""
        roles = self.user.role_names
        if row.state in {ItemState.REPORTED, ItemState.CHECKED}:
            office = turn_of(row)
            first = _("核验") if len(close_chain(row)) > 1 else _("核验并销号")
            who = "" if office in roles else office_named(office)
            return who, first if row.state == ItemState.REPORTED else _("销号")
        mine = row.lead_unit_id == self.user.unit_id
        return ("" if mine else row.lead_unit.short_name, _("签收") if row.state == ItemState.ASSIGNED else _("落实"))


def _urgency(row: dict[str, Any]) -> tuple[bool, Any, int]:
    """What has a day comes first, the earliest day before; then what has lain longest."""
    return ("due" not in row, row.get("due") or date.max, -row["since_days"])


def _due_day(todo: ToDo) -> date | None:
    """The day by which the object itself says it must be done."""
    one = todo.object
    if todo.actions[0].name == "report_progress":
        report = due_reports.expected(one, clock.today())
        return report.due_on if report else one.due_on
    if todo.kind == "year_explanation":
        return closes_on(one.year)
    if todo.kind == "consultation":
        return one.reply_by
    if todo.kind in {"agreed_item", "supporting_part", "arrived_letter", "preparation_item"}:
        return one.due_on
    if todo.kind == "notice_receipt":
        return receipts_selectors.receipt_due_on(one)
    if todo.kind == "publicity_item":
        return one.planned_on
    if todo.kind == "extension":
        return one.item.due_on
    if todo.kind == "minutes":
        return None if one.corrects_id else one.meeting.minutes_due_on
    if todo.kind == "meeting":
        if one.state in {MeetingState.HELD, MeetingState.FOLLOWING_UP}:
            return one.minutes_due_on if one.state == MeetingState.HELD else None
        return one.session_on or one.planned_on
    return None


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
