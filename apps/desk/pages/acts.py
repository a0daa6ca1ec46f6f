"""The page of any one action: a form made from the table's row, and the verb behind it. Page and API act alike."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.desk.context import section_of
from apps.desk.initials import initial
from apps.desk.things import Thing, thing_of
from apps.documents.pages import uploads
from apps.meetings.pages import previews
from apps.organizations.access import person_of
from apps.organizations.models import User
from apps.topics.pages import rounds
from apps.workrules.naming import mechanism, side_label
from apps.workrules.pages import rule_form
from apps.workrules.rules import RuleParameters
from apps.workrules.selectors import parameters_on
from kernel import clock
from kernel.lifecycle.obstacles import obstacles
from kernel.lifecycle.permission import permitted
from kernel.lifecycle.table import Action
from kernel.refusals import Refusal
from web import buttons, form_groups, pairs, posted
from web.forms import ActionForm, from_database

#: What brings an object of a kind into being, and the page to which one returns without doing it.
BEGINNINGS = {
    "meetings": ("draft", "/meetings"),
    "topics": ("draft", "/topics"),
    "minutes": ("draft", "/meetings"),
    "attendances": ("invite", "/meetings"),
    "preparations": ("add", "/meetings"),
    "work-rules": ("draft", "/work-rules"),
    "publicity": ("draft", "/meetings"),
    "papers": ("record", "/meetings"),
    "filings": ("file", "/documents"),
    "receipts": ("receive", "/inbox"),
    "sent-letters": ("draft", "/correspondence"),
    "arrived-letters": ("receive", "/correspondence"),
    "year-plans": ("record", "/years"),
    "year-explanations": ("explain", "/years"),
    "history-imports": ("upload", "/history-imports"),
    "delegations": ("grant", "/delegations"),
    "handovers": ("hand_over", "/handovers"),
    "mandates": ("provide", "/mandates"),
    "posts": ("establish", "/posts"),
    "people": ("open", "/people"),
    "units": ("establish", "/units"),
}
TEMPLATES = {"meetings": "meetings/new.html", "topics": "topics/new.html"}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring something new into being."""
    thing = thing_of(slug)
    if slug not in BEGINNINGS:
        raise Http404
    return _Attempt(request, thing, BEGINNINGS[slug][0]).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, slug: str, key: uuid.UUID, name: str) -> HttpResponse:
    """Act on an object."""
    thing = thing_of(slug)
    rows = [row for row in thing.lifecycle.actions if row.name == name and not (row.internal or row.creates)]
    if not rows:
        raise Http404
    return _Attempt(request, thing, name, thing.find(person_of(request), key)).answer()


class _Attempt:
    """One request to do one thing."""

    def __init__(self, request: HttpRequest, thing: Thing, name: str, instance: Any = None) -> None:
        self.request, self.thing, self.name, self.instance = request, thing, name, instance
        self.user: User = person_of(request)
        self.row = self._row()
        self.form = ActionForm(thing.lifecycle, self.row, instance, self.user, uploads.offered)

    def _row(self) -> Action:
        """The row of this state; the first of that name when the state has none, so that the refusal can be said."""
        rows = self.thing.lifecycle.named(self.name)
        state = self.instance.state if self.instance is not None else None
        return next((row for row in rows if state in row.source), rows[0])

    def answer(self) -> HttpResponse:
        """Show the form, or carry the act out and go on; a refusal comes back with everything that was typed."""
        if self.request.method != "POST":
            return self._show_first()
        self.form.values = posted.read(self.row.needs, self.request.POST)
        try:
            self._keep_files()
        except Refusal as refusal:
            self.form.refusal = refusal
            return self._show()
        if "preview" in self.request.POST:
            return self._look()
        if "add_row" in self.request.POST:
            self.form.values = posted.with_one_more(self.form.values, self.request.POST["add_row"])
            return self._show()
        try:
            return self._done(self._carry_out())
        except Refusal as refusal:
            self.form.refusal = refusal
        except (DataError, IntegrityError) as error:
            self.form.refusal = from_database(error, self.thing.lifecycle)
        if self.form.refusal.status == 404:
            raise Http404
        return self._show()

    def _look(self) -> HttpResponse:
        """Show what would be printed beside the form as it was typed; a script asks for the sheets only."""
        try:
            permitted(self.thing.lifecycle, self.name, self.instance, self.user)
        except Refusal as refusal:
            self.form.refusal = refusal
            return self._show(closed=True)
        if self.request.headers.get("HX-Request") != "true":
            return self._show()
        return render(self.request, "components/a4.html", {"sheets": self._sheets()})

    def _sheets(self) -> previews.Sheets | None:
        return previews.preview(self.thing.lifecycle, self.row, self.instance, self.form.values, self.user)

    def _keep_files(self) -> None:
        """Keep what was sent; of somebody who may not act at all nothing is kept, and the act says why."""
        if not self.request.FILES:
            return
        try:
            permitted(self.thing.lifecycle, self.name, self.instance, self.user)
        except Refusal:
            return
        uploads.keep(self.row.needs, self.form.values, self.request, self.user)

    def _show_first(self) -> HttpResponse:
        """A person who may not act is told why before typing anything."""
        try:
            permitted(self.thing.lifecycle, self.name, self.instance, self.user)
        except Refusal as refusal:
            self.form.refusal = refusal
            return self._show(closed=True)
        asked = self.request.GET
        known = {need.name: asked[need.name] for need in self.row.needs if need.kind != "rows" and need.name in asked}
        self.form.values = initial(self.thing.lifecycle, self.row, self.instance, self.user) | known
        return self._show()

    def _carry_out(self) -> Any:
        verb = self.thing.lifecycle.verbs[self.name]
        who: dict[str, Any] = {"by": self.user, "at": clock.now()}
        if self.instance is not None:
            who |= {f"{self.thing.lifecycle.name}_id": self.instance.pk, "version": self._version()}
        return verb(**self.form.cleaned(), **who)

    def _version(self) -> int | None:
        text = self.request.POST.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None

    def _done(self, result: Any) -> HttpResponse:
        """Say what happened, and go to the object; what is shown only once is shown at once."""
        if getattr(result, "one_time_password", ""):
            return render(self.request, "organizations/one_time_password.html", {"account": result})
        waits = self.row.consent is not None and result.state == self.instance.state
        said = _("本方已同意：%(act)s。另一方同意同一内容后生效。") if waits else _("已办理：%(act)s。")
        messages.success(self.request, said % {"act": self.row.label_on(self.instance)})
        return HttpResponseRedirect(self.thing.page(result))

    def _show(self, *, closed: bool = False) -> HttpResponse:
        status = self.form.refusal.status if self.form.refusal else 200
        template = (
            "meetings/action.html"
            if self.instance is not None
            else TEMPLATES.get(self.thing.slug, "meetings/action.html")
        )
        return render(self.request, template, self._context(closed), status=status)

    def _context(self, closed: bool) -> dict[str, Any]:
        sheets = None if closed else self._sheets()
        context: dict[str, Any] = {
            "sheets": sheets,
            "form": {
                "preview": sheets is not None,
                "label": self.row.label_on(self.instance),
                "article": f"{self.row.article} {self.row.rule}",
                "groups": [] if closed else form_groups.grouped(self.thing.lifecycle.name, self._fields()),
                "problem": self.form.problem(),
                "version": self._shown_version(),
                "back": self._back(),
                "final": self.row.target is not None and self.instance is not None,
                "closed": closed,
                "multipart": self.form.multipart,
                "missing": [] if closed or self.form.refusal else self._missing(),
            },
            "object": self._object(),
            "crumbs": self._crumbs(),
        }
        if self.instance is None:
            return context | {"rule": _rule_today()}
        if self.thing.slug == "topics":
            context["facts"] = rounds.facts(self.name, self.instance, self.user)
        return context | self._consents()

    def _missing(self) -> list[dict[str, Any]]:
        """What the act lacks whatever is typed, told before anything is."""
        return buttons.missing(obstacles(self.thing.lifecycle, self.row, self.instance, self.user))

    def _fields(self) -> list[dict[str, Any]]:
        """The form's fields; a work rule's parameters are grouped by article."""
        fields = self.form.described()
        return (
            rule_form.with_groups(fields, self.form.values, self.form.faults)
            if self.thing.slug == "work-rules"
            else fields
        )

    def _shown_version(self) -> Any:
        """The version that was read before typing; after a conflict the present one, so that a second press counts."""
        if self.instance is None:
            return None
        typed = self._version() if self.request.method == "POST" else None
        stale = self.form.refusal is not None and self.form.refusal.status == 412
        return self.instance.version if typed is None or stale else typed

    def _back(self) -> str:
        if self.instance is not None:
            return self.thing.page(self.instance)
        meeting = self.form.values.get("meeting")
        return f"/meetings/{meeting}" if meeting else BEGINNINGS[self.thing.slug][1]

    def _crumbs(self) -> list[dict[str, Any]]:
        """The section of the page, and the object unless the section is where one goes back to."""
        section, it = section_of(f"/{self.thing.slug}"), self._object()
        above = [{"label": section.label, "url": section.url}] if section else []
        own = {"label": it["title"], "url": it["url"]}
        return above if section and section.url == own["url"] else [*above, own]

    def _object(self) -> dict[str, Any]:
        if self.instance is None:
            return {"title": self.thing.lifecycle.label, "url": self._back()}
        return {
            "title": self.thing.title(self.instance),
            "url": self.thing.page(self.instance),
            "state": self.instance.state,
            "state_label": self.thing.lifecycle.states(self.instance.state).label,
            "kind_label": self.thing.lifecycle.label,
        }

    def _consents(self) -> dict[str, Any]:
        if self.row.consent is None:
            return {}
        given = pairs.consents_of(self.instance)
        return {
            "consents": pairs.pair(self.thing.lifecycle, self.row, self.instance, given),
            "paper": [] if self.row.needs else pairs.lines_now(self.row, self.thing.lifecycle, self.instance),
            "changes": pairs.changes(self.row, self.thing.lifecycle, self.instance, given),
        }


def _rule_today() -> dict[str, Any]:
    rule = parameters_on(clock.today())
    return {"title": rule.title, "number": rule.document_number, "url": "/work-rules", "road": _road(rule)}


def _road(rule: RuleParameters) -> str:
    """Who asks for a meeting and who answers, by the rule of today (Art. 4)."""
    if rule.requested_by == "either":
        return _("%(mechanism)s由任何一方提请，另一方同意后召开。") % {"mechanism": mechanism(rule)}
    asked = "gov" if rule.requested_by == "union" else "union"
    sides = {"asking": side_label(rule.requested_by, rule), "asked": side_label(asked, rule)}
    return _("%(mechanism)s由%(asking)s提请，%(asked)s同意后召开。") % (sides | {"mechanism": mechanism(rule)})
