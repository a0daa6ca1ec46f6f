"""Meetings: the list by year, and one meeting with its lanes and tabs."""

import uuid
from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk import buttons, pairs, shown, timeline
from apps.desk.stepper import Facts, steps
from apps.desk.things import THINGS, minutes_title
from apps.documents import selectors as documents
from apps.followups import selectors as followups
from apps.followups.models import OPEN_STATES, AgreedItem
from apps.meetings import selectors as meetings
from apps.meetings.letters import PARTS, meeting_title
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import AttendanceState, Meeting, MeetingState
from apps.meetings.permissions import FROZEN
from apps.minutes import selectors as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes, MinutesApproval
from apps.organizations.access import person_of
from apps.organizations.models import User
from apps.organizations.selectors import government
from apps.topics import selectors as topics
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Consultation, RoundEntry, TopicState
from kernel import clock
from kernel.lifecycle.consent import standings
from kernel.workcalendar.selectors import overrides

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
    numbers = dict(Minutes.objects.filter(state="issued").values_list("meeting_id", "number"))
    rows = [_row(one, meeting_title(one, place), numbers) for one in found.order_by("-year", "-planned_on", "-ordinal")]
    years = [{"year": year, "meetings": list(group)} for year, group in groupby(rows, key=lambda row: row["year"])]
    context = {"years": years, "actions": buttons.beginning(MEETING, "draft", user, "/meetings/new")}
    return render(request, "meetings/list.html", context)


def _row(one: Any, title: str, numbers: dict[Any, str]) -> dict[str, Any]:
    return {
        "year": one.year,
        "title": title,
        "url": f"/meetings/{one.pk}",
        "kind_label": one.get_kind_display(),
        "state": one.state,
        "state_label": shown.state_label(one),
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


class _MeetingPage:
    """What the page of one meeting needs; each tab reads its own part only."""

    def __init__(self, request: HttpRequest, key: uuid.UUID) -> None:
        self.user: User = person_of(request)
        self.meeting: Meeting = THINGS["meetings"].find(self.user, key)
        self.today = clock.today()
        self.consents = pairs.consents_of(self.meeting)
        self.round = topics.round_of(key)
        self.minutes: Minutes | None = minutes.visible_to(self.user).filter(meeting=key, corrects=None).first()
        self.tabs: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
            "topics": (_("议题"), self._topics),
            "agenda": (_("议程"), self._agenda),
            "attendance": (_("参会"), self._attendance),
            "minutes": (_("纪要"), self._minutes),
            "followup": (_("落实"), self._followup),
            "documents": (_("文件"), self._documents),
            "record": (_("记录"), self._record),
        }
        wanted = request.GET.get("tab", "")
        self.tab = wanted if wanted in self.tabs else self._usual_tab()

    def _usual_tab(self) -> str:
        return {"in_session": "agenda", "held": "minutes", "following_up": "followup", "closed": "followup"}.get(
            self.meeting.state, "topics"
        )

    def context(self) -> dict[str, Any]:
        """Return the whole context."""
        it = self.meeting
        return {
            "meeting": self._head(),
            "actions": self._actions(),
            "steps": steps(self._facts()),
            "tab": self.tab,
            "tabs": [
                {"label": label, "url": f"/meetings/{it.pk}?tab={name}", "current": name == self.tab}
                for name, (label, _read) in self.tabs.items()
            ],
            **self._pending(),
            **self.tabs[self.tab][1](),
        }

    def _head(self) -> dict[str, Any]:
        it = self.meeting
        ahead = it.session_on or it.planned_on
        waits = it.held_on is None and it.state not in FROZEN
        return {
            "url": f"/meetings/{it.pk}",
            "title": meeting_title(it, government()),
            "year": it.year,
            "kind_label": it.get_kind_display(),
            "state": it.state,
            "state_label": shown.state_label(it),
            "planned_on": ahead,
            "held_on": it.held_on,
            "days_left": (ahead - self.today).days if waits else None,
            "venue": it.venue,
            "presider": it.presider.name if it.presider else "",
            "rule": shown.rule_of(it) if it.rule else None,
            "imported": it.imported,
            "reason": it.reason if it.state in {"draft", "declined", "cancelled", "accepted", "collecting"} else "",
            "request_text": it.request_text,
            "ground_text": it.ground_text,
        }

    def _actions(self) -> list[dict[str, Any]]:
        """The meeting's own actions; while its minutes are made, the step of the minutes stands first."""
        own = buttons.buttons(MEETING, self.meeting, self.user, self.consents)
        return [*self._minutes_actions(), *own]

    def _minutes_actions(self) -> list[dict[str, Any]]:
        if self.meeting.state != MeetingState.HELD:
            return []
        if self.minutes is None:
            url = f"/minutes/new?meeting={self.meeting.pk}"
            begun = Minutes.objects.filter(meeting=self.meeting).exists()
            return [] if begun else buttons.beginning(MINUTES, "draft", self.user, url)
        return [row for row in buttons.buttons(MINUTES, self.minutes, self.user) if row["primary"]]

    def _facts(self) -> Facts:
        known = self.minutes or Minutes.objects.filter(meeting=self.meeting, corrects=None).first()
        approvals = {row.side: row for row in MinutesApproval.objects.filter(minutes=known)} if known else {}
        states = list(AgreedItem.objects.filter(meeting=self.meeting).values_list("state", flat=True))
        return Facts(
            Meeting.objects.select_related("requested_by", "accepted_by", *STAMPED).get(pk=self.meeting.pk),
            self.today,
            self.round,
            known,
            approvals,
            self._consented_to_list(),
            states,
        )

    def _consented_to_list(self) -> set[str]:
        if self.meeting.state != MeetingState.COLLECTING:
            return set()
        row = MEETING.named("settle")[0]
        return {one.side for one in standings(MEETING, row, self.meeting, self.consents) if one.valid}

    def _pending(self) -> dict[str, Any]:
        """Two-sided acts that wait for one side; that of the list of topics stands on its tab."""
        rows = [row for row in pairs.pending(MEETING, self.meeting, self.consents) if row.name != "settle"]
        return {"pending": [pairs.pair(MEETING, row, self.meeting, self.consents) for row in rows]}

    # --- tabs --------------------------------------------------------------------------------------------------------

    def _topics(self) -> dict[str, Any]:
        entries = topics.entries_of(self.meeting.pk)
        seen = set(
            topics.visible_to(self.user).filter(entries__round__meeting_id=self.meeting.pk).values_list("pk", flat=True)
        )
        asked: dict[Any, list[Consultation]] = {}
        for row in Consultation.objects.filter(topic__in=[entry.topic_id for entry in entries]):
            asked.setdefault(row.topic_id, []).append(row)
        rows = [self._entry(entry, asked.get(entry.topic_id, [])) for entry in entries if entry.topic_id in seen]
        return {
            "topics": rows,
            "topic_count": len(rows),
            "round": self._collected(),
            "topic_actions": self._proposing(),
            **self._list_consents(),
        }

    def _entry(self, entry: RoundEntry, asked: list[Consultation]) -> dict[str, Any]:
        row = shown.topic(entry.topic) | shown.replies(asked, self.today) | {"reason": entry.reason}
        if entry.screening and entry.topic.state in {TopicState.PREPARED, TopicState.AGGREGATED}:
            row |= {
                "state": entry.screening,
                "state_label": _("拟%(result)s") % {"result": entry.get_screening_display()},
            }
        if entry.topic.outcome:
            row["outcome_label"] = entry.topic.get_outcome_display()
        if entry.carried_over:
            row["detail"] = _("由上一轮转入")
        return row

    def _collected(self) -> dict[str, Any] | None:
        it = self.round
        if it is None:
            return None
        return {
            "opens_on": it.starts_on, "closes_on": it.closes_on,
            "due_start_on": it.due_starts_on, "late_reason": it.late_reason,
        }  # fmt: skip

    def _proposing(self) -> list[dict[str, Any]]:
        if self.meeting.state != MeetingState.COLLECTING:
            return []
        return buttons.quiet(buttons.beginning(TOPIC, "draft", self.user, "/topics/new"))

    def _list_consents(self) -> dict[str, Any]:
        given = [one for one in self.consents if one.action == "settle"]
        if self.meeting.state != MeetingState.COLLECTING or not (given or shown.is_office(self.user)):
            return {}
        row = MEETING.named("settle")[0]
        return {
            "consents": pairs.pair(MEETING, row, self.meeting, self.consents),
            "changes": pairs.changes(row, MEETING, self.meeting, self.consents),
        }

    def _agenda(self) -> dict[str, Any]:
        rows = meetings.agenda_of(self.meeting.pk)
        parts = [
            {
                "title": title,
                "article": _("第八条"),
                "entries": [self._agenda_row(row) for row in rows if row.part == part],
            }
            for part, title in PARTS.items()
        ]
        notices = self.meeting.notices.select_related("document").defer(
            "document__docx", "document__pdf", "document__content"
        )
        return {
            "parts": parts if rows else [],
            "notices": [
                {
                    "number": one.document.number,
                    "url": f"/documents/{one.document_id}",
                    "issued_on": clock.day_of(one.issued_at),
                    "words": one.what_changed,
                }
                for one in notices
            ],
            "missing": self._missing(rows),
        }

    def _agenda_row(self, row: Any) -> dict[str, Any]:
        found: dict[str, Any] = {"title": row.text, "reporter": row.reporter.short_name if row.reporter else ""}
        if row.topic is None:
            return found
        found |= {"url": f"/topics/{row.topic_id}", "object_url": f"/topics/{row.topic_id}"}
        if row.outcome:
            return found | {"outcome_label": row.get_outcome_display()}
        open_now = buttons.buttons(TOPIC, row.topic, self.user) if shown.is_office(self.user) else []
        return found | {"actions": [one for one in open_now if one["name"] == "decide"]}

    def _missing(self, rows: list[Any]) -> list[str]:
        """What the notice still lacks, told before anybody types it."""
        if self.meeting.state != MeetingState.SETTLED or not shown.is_office(self.user):
            return []
        found = []
        sides = set(self.meeting.attendances.filter(capacity="member").values_list("side", flat=True))
        if not {"gov", "union"} <= sides:
            found.append(_("双方的出席人员"))
        if {row.part for row in rows} != {1, 2, 3, 4}:
            found.append(_("四个部分的议程"))
        unexplained = [row for row in followups.prior_report(self.meeting).unimplemented if row.explanation is None]
        if unexplained:
            found.append(_("以前会议 %(n)s 项未落实事项的说明") % {"n": len(unexplained)})
        return found

    def _attendance(self) -> dict[str, Any]:
        rows = list(self.meeting.attendances.all())
        for row in rows:
            row.meeting = self.meeting
        frozen = self.meeting.state in FROZEN
        came = [row for row in rows if row.state == AttendanceState.CHECKED_IN]
        new = f"/attendances/new?meeting={self.meeting.pk}"
        return {
            "attendance": [self._person(row) for row in rows],
            "frozen": frozen and bool(rows or not self.meeting.imported),
            "declared": self.meeting.declared_attendance,
            "attendance_actions": []
            if frozen
            else buttons.quiet(buttons.beginning(ATTENDANCE, "invite", self.user, new)),
            "attendance_counts": [
                {
                    "label": label,
                    "numerator": sum(row.side == side for row in came),
                    "denominator": sum(row.side == side for row in rows),
                }
                for side, label in (("gov", _("政府方面到会")), ("union", _("工会方面到会")))
            ]
            if came
            else [],
        }

    def _person(self, row: Any) -> dict[str, Any]:
        return {
            "name": row.name,
            "unit": "" if row.slot and row.title else row.unit_name,
            "post": row.title,
            "side": row.side,
            "capacity_label": row.get_capacity_display(),
            "status": row.state,
            "status_label": shown.state_label(row),
            "substitute": row.substitute_name,
            "reason": row.leave_reason,
            "actions": buttons.buttons(ATTENDANCE, row, self.user),
            "url": f"/attendances/{row.pk}",
        }

    def _minutes(self) -> dict[str, Any]:
        it = self.minutes
        due = (
            shown.workday_light(self.meeting.minutes_due_on, self.today, overrides())
            if self.meeting.minutes_due_on
            else {}
        )
        if it is None:
            return {"minutes": None, "due": due if self.meeting.state == MeetingState.HELD else {}}
        found = {
            "url": f"/minutes/{it.pk}",
            "title": minutes_title(it),
            "state": it.state,
            "state_label": shown.state_label(it),
            "number": it.number,
            "issued_on": it.document.issued_on if it.document else None,
            **due,
        }
        return {"minutes": found, "minutes_actions": buttons.quiet(buttons.buttons(MINUTES, it, self.user))}

    def _followup(self) -> dict[str, Any]:
        rows = list(followups.visible_to(self.user).filter(meeting=self.meeting).order_by("resolution__position"))
        settled = sum(row.state not in OPEN_STATES for row in rows)
        late = sum(row.state in OPEN_STATES and row.due_on < self.today for row in rows)
        report = {"url": f"/followups/prior-report/{self.meeting.pk}", "label": _("历次会议落实情况")}
        return {
            "items": [shown.item(row, self.today) | {"meeting_label": ""} for row in rows],
            "fractions": [
                {"label": _("已办结"), "numerator": settled, "denominator": len(rows)},
                {"label": _("逾期"), "numerator": late, "denominator": len(rows), "tone": "late" if late else "ok"},
            ]
            if rows
            else [],
            "prior_report": report if self.user.role_names & meetings.OFFICES else None,
        }

    def _documents(self) -> dict[str, Any]:
        return {"documents": [shown.document(one) for one in documents.of_subject(self.user, self.meeting.pk)]}

    def _record(self) -> dict[str, Any]:
        keys = [self.meeting.pk, *([self.round.pk] if self.round else []), *([self.minutes.pk] if self.minutes else [])]
        after = 0
        if self.user.side != "union":
            after = timeline.first_of(self.meeting.pk, "meeting.request") or 0
        return {"entries": timeline.entries_of(keys, after=after)}
