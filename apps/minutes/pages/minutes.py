"""Minutes: the text as it will be printed, who approved exactly that text, and the page on which it is written."""

import json
import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.auditing import timeline
from apps.documents import selectors as documents
from apps.documents.models import DocumentKind
from apps.documents.pages.shown import shown_document
from apps.followups.models import AgreedItem
from apps.meetings.models import Resolution
from apps.meetings.session.lead_times import minutes_due
from apps.meetings.session.selectors import resolutions_of
from apps.meetings.titles import meeting_title
from apps.minutes import services, texts
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import AgendaPart, Minutes, MinutesApproval, MinutesState
from apps.minutes.pages import publicity
from apps.minutes.pages.distribution import distributed
from apps.minutes.parts import headings_of
from apps.minutes.texts import title_of as minutes_title
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.papers.pages import begin_paper
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.permission import permitted
from kernel.refusals import Refusal
from kernel.workcalendar.selectors import schedule
from kinds.registry import kind_at, state_label
from tenants.governments.selectors import government
from vocabulary.roles import BOTH_SIDES, Side
from web import buttons, differences
from web.finding import found_or_404
from web.lights import workday_light
from web.shapes import Shown

#: The header by which the page's script says that it saves by itself, and how long after a change it does.
AUTOSAVE, AUTOSAVE_SECONDS = "X-Autosave", 20
#: From here on the text is bound to approvals.
WAITING_FOR = {MinutesState.UNION_REVIEW: Side.UNION, MinutesState.GOV_REVIEW: Side.GOV}


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One meeting's minutes."""
    user = person_of(request)
    minutes: Minutes = found_or_404(kind_at("minutes"), user, key)
    printed = texts.text_of(minutes)
    sha256 = minutes.sha256 or texts.digest_of(minutes)
    approvals = list(minutes.approvals.order_by("recorded_at"))
    context = {
        "minutes": _head(minutes, sha256) | _beside(minutes, user),
        "actions": [*buttons.told(MINUTES, minutes, user), *begin_paper("minutes", minutes, user)],
        "paragraphs": list(_paragraphs(printed)),
        "approvals": _pair(minutes, approvals, sha256),
        "changes": _changes(approvals, sha256, printed),
        "countersigns": [
            {"unit": row["unit_name"], "person": row["name"], "valid": row["sha256"] == sha256}
            for row in minutes.countersigns
        ],
        "resolutions": _resolutions(minutes),
        "distribution": distributed(minutes),
        "documents": [
            shown_document(one) for one in documents.of_subject(user, minutes.meeting_id, DocumentKind.MINUTES)
        ],
        "publicity": publicity.about(minutes.meeting, user) if minutes.state == MinutesState.ISSUED else None,
        "entries": timeline.entries_of([minutes.pk]),
    }
    return render(request, "minutes/detail.html", context)


def _head(minutes: Minutes, sha256: str) -> Shown:
    meeting = minutes.meeting
    issued = minutes.document.issued_on if minutes.document else None
    due = None if minutes.corrects_id else minutes_due(meeting)
    return {
        "url": f"/minutes/{minutes.pk}",
        "title": minutes_title(minutes),
        "meeting": {"title": meeting_title(meeting, government()), "url": f"/meetings/{meeting.pk}"},
        "number": minutes.number,
        "state": minutes.state,
        "state_label": state_label(minutes),
        "hash": sha256,
        "reason": minutes.reason if minutes.state in {MinutesState.RETURNED, MinutesState.DRAFTING} else "",
        **(workday_light(due, clock.today(), schedule()) if due and not issued else {}),
        "issued_on": issued,
        "imported": minutes.imported,
    }


def _beside(minutes: Minutes, user: User) -> Shown:
    """The text that this one corrects, and the one by which it was corrected, where the person may read it."""
    visible = kind_at("minutes").visible_to(user)
    before = visible.filter(pk=minutes.corrects_id).first() if minutes.corrects_id else None
    after = visible.filter(corrects=minutes).first()
    return {"correction_of": _named(before), "corrected_by": _named(after)}


def _named(minutes: Minutes | None) -> Shown | None:
    if minutes is None:
        return None
    return {"number": minutes.number or state_label(minutes), "url": f"/minutes/{minutes.pk}"}


def _paragraphs(printed: str) -> Iterator[Shown]:
    for block in json.loads(printed)["content"]["body"]:
        yield {"heading": block.get("heading", ""), "text": block.get("text", ""), "minor": block.get("level", 1) > 1}


def _pair(minutes: Minutes, approvals: list[MinutesApproval], sha256: str) -> Shown:
    """The approval bar: a side's last approval, and whether it was of this very text."""
    found: Shown = {"hash": sha256, "note": _("改动任何一字，原审定即作废，须重新报审。")}
    for side in BOTH_SIDES:
        last = next((row for row in reversed(approvals) if row.side == side), None)
        if last is None:
            found[side] = {"state": "waiting" if minutes.state in WAITING_FOR else "none"}
            continue
        found[side] = {
            "state": "consented" if last.sha256 == sha256 else "void",
            "person": last.person_name,
            "post": last.person_post,
            "at": last.recorded_at,
            "hash": last.sha256,
        }
    return found


def _changes(approvals: list[MinutesApproval], sha256: str, printed: str) -> differences.Lines:
    if not approvals or approvals[-1].sha256 == sha256:
        return []
    return differences.changed(
        differences.between(differences.readable(approvals[-1].text), differences.readable(printed))
    )


def _resolutions(minutes: Minutes) -> list[Shown]:
    rows = resolutions_of(minutes.meeting_id)
    listed = dict(AgreedItem.objects.filter(meeting=minutes.meeting_id).values_list("resolution_id", "number"))
    keys = dict(AgreedItem.objects.filter(meeting=minutes.meeting_id).values_list("resolution_id", "pk"))
    return [_resolution(row, listed.get(row.pk), keys.get(row.pk)) for row in rows]


def _resolution(row: Resolution, number: str | None, item: uuid.UUID | None) -> Shown:
    return {
        "number": number or row.position,
        "title": row.text,
        "url": f"/followups/{item}" if item else "",
        "lead_unit": row.lead_unit.name,
        "supporting_units": "、".join(unit.name for unit in row.supporting_units.all()),
        "due_on": row.due_on,
        "milestones": [{"label": step.text, "due_on": step.due_on} for step in row.milestones.all()],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Write the words of the minutes; what the record says is shown beside them and cannot be written."""
    return _Editing(request, key).answer()


class _Editing:
    """One request to the editor. What was typed is never lost: a conflict shows both texts and keeps the typed one.

    The page's script saves by itself while somebody writes, by the same form, verb and version; it is answered as data.
    """

    def __init__(self, request: HttpRequest, key: uuid.UUID) -> None:
        self.request, self.user = request, person_of(request)
        self._read(key)
        self.typed = self.stored

    def _read(self, key: uuid.UUID) -> None:
        self.minutes: Minutes = found_or_404(kind_at("minutes"), self.user, key)
        self.sections = list(self.minutes.sections.select_related("topic"))
        written = {row.part: row.text for row in self.minutes.parts.all()}
        self.headings = headings_of(self.minutes.meeting)
        self.parts = {part: written.get(part, "") for part in self.headings}
        self.stored = self._texts_stored()

    def answer(self) -> HttpResponse:
        """Show the editor or save; who may not edit is told so."""
        if self.request.method == "POST":
            self.typed = {name: self._posted(name) for name in self.stored}
        try:
            permitted(MINUTES, "edit", self.minutes, self.user)
            if self.request.method != "POST":
                return self._show()
            saved = self._save()
        except Refusal as refusal:
            return self._show(refusal)
        if self.request.headers.get(AUTOSAVE):
            at = clock.now().astimezone(clock.SHANGHAI)
            return JsonResponse({"version": saved.version, "at": f"{at:%H:%M}"})
        messages.success(self.request, _("已保存。"))
        return HttpResponseRedirect(f"/minutes/{self.minutes.pk}#saved")  # the script then forgets what it kept

    def _posted(self, name: str) -> str:
        """What was typed into one field; a part of the agenda that the form did not show stays as it is."""
        unseen = self.stored[name] if name in AgendaPart.values else ""
        return self.request.POST.get(f"paragraph-{name}", unseen)

    def _texts_stored(self) -> dict[str, str]:
        sections = {str(row.topic_id): row.text for row in self.sections}
        return {"opening": self.minutes.opening, **self.parts, **sections, "closing": self.minutes.closing}

    def _save(self) -> Minutes:
        raw = {
            "opening": self.typed["opening"],
            "closing": self.typed["closing"],
            "sections": [{"topic": str(row.topic_id), "text": self.typed[str(row.topic_id)]} for row in self.sections],
            "parts": [{"part": part, "text": self.typed[part]} for part in self.parts],
        }
        row = MINUTES.named("edit")[0]
        version = self.request.POST.get("version", "")
        return services.edit_minutes(
            minutes_id=self.minutes.pk,
            **clean(row.needs, raw),
            by=self.user,
            at=clock.now(),
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None,
        )

    def _overtaken(self, refusal: Refusal | None) -> bool:
        """Whether somebody else changed the text, or its state, since this page was shown."""
        if refusal is None or self.request.method != "POST":
            return False
        self._read(self.minutes.pk)
        return refusal.status == 412 or self.request.POST.get("version", "") != str(self.minutes.version)

    def _show(self, refusal: Refusal | None = None) -> HttpResponse:
        meeting = self.minutes.meeting
        overtaken = self._overtaken(refusal)
        stale = refusal is not None and refusal.status == 412
        context = {
            "minutes": {
                "url": f"/minutes/{self.minutes.pk}",
                "title": minutes_title(self.minutes),
                "meeting": {"title": str(meeting), "url": f"/meetings/{meeting.pk}"},
            },
            "version": self.minutes.version if refusal is None or stale else self.request.POST.get("version", ""),
            "paragraphs": self._paragraphs(),
            "problem": None if refusal is None or stale else _problem(refusal),
            "conflict": self._conflict() if overtaken else None,
            "closed": refusal is not None and self.request.method != "POST",
            "autosave": AUTOSAVE_SECONDS,
        }
        return render(self.request, "minutes/edit.html", context, status=refusal.status if refusal else 200)

    def _paragraphs(self) -> list[Shown]:
        outcomes = {row.topic_id: row for row in self.minutes.meeting.agenda.filter(part=3)}
        found = [{"key": "opening", "heading": _("开头"), "text": self.typed["opening"], "rows": 4}]
        before = {part: self._part(part) for part in self.parts}
        after = [before.pop(AgendaPart.DEPLOY)] if AgendaPart.DEPLOY in before else []
        found += before.values()
        for row in self.sections:
            key = str(row.topic_id)
            found.append({"key": key, "heading": row.topic.title, "text": self.typed[key], "rows": 7})
            item = outcomes.get(row.topic_id)
            if item and item.outcome:
                said = item.get_outcome_display() + (f"：{item.outcome_note}" if item.outcome_note else "")
                found.append({"key": f"{key}-outcome", "heading": _("会议结果"), "text": said, "locked": True})
        return [
            *found,
            *after,
            {"key": "closing", "heading": _("结尾（可不写）"), "text": self.typed["closing"], "rows": 4},
        ]

    def _part(self, part: str) -> Shown:
        return {"key": part, "heading": self.headings[part], "text": self.typed[part], "rows": 4}

    def _conflict(self) -> Shown:
        """Who was faster, and both texts line by line: theirs as they stand, mine as typed."""
        last = AuditEntry.objects.filter(object_id=self.minutes.pk).order_by("-sequence").first()
        theirs = [line for text in self.stored.values() for line in text.split("\n")]
        mine = [line for text in self.typed.values() for line in text.replace("\r\n", "\n").split("\n")]
        return {
            "person": last.actor_name if last else "",
            "at": last.recorded_at if last else None,
            "lines": differences.between(theirs, mine),
        }


def _problem(refusal: Refusal) -> Shown:
    return {
        "detail": refusal.sentence,
        "article": refusal.article,
        "rule": refusal.rule,
        "fields": [{"label": name, "message": said} for name, said in refusal.fields.items()],
    }
