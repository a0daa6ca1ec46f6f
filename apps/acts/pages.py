"""The page of any one action: a form made from the table's row, and the verb behind it. Page and API act alike."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.acts.initials import initial
from apps.desk.context import section_of
from apps.documents.pages import uploads
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from kernel import clock
from kernel.lifecycle.engine import verb_of
from kernel.lifecycle.obstacles import obstacles
from kernel.lifecycle.permission import permitted
from kernel.lifecycle.table import Action
from kernel.refusals import Refusal, StaleVersion
from kinds.kind import Beginning, Kind, Sheets
from kinds.registry import NoSuchKind, kind_at, lifecycle_of, page_of
from web import buttons, form_parts, pairs, posted
from web.finding import found_or_404
from web.forms import ActionForm, from_database
from web.shapes import Shown

ACTION_TEMPLATE = "meetings/action.html"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring something new into being."""
    kind = _kind_at(slug)
    return _Attempt(request, kind, _beginning(kind).action).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, slug: str, key: uuid.UUID, name: str) -> HttpResponse:
    """Act on an object."""
    kind = _kind_at(slug)
    rows = [row for row in lifecycle_of(kind).actions if row.name == name and not (row.internal or row.creates)]
    if not rows:
        raise Http404
    return _Attempt(request, kind, name, found_or_404(kind, person_of(request), key)).answer()


def _kind_at(slug: str) -> Kind:
    try:
        return kind_at(slug)
    except NoSuchKind:
        raise Http404 from None


def _beginning(kind: Kind) -> Beginning:
    """How an object of the kind is begun by a page; 404 where people do not begin it."""
    beginning = page_of(kind).beginning
    if beginning is None:
        raise Http404
    return beginning


class _Attempt:
    """One request to do one thing."""

    def __init__(self, request: HttpRequest, kind: Kind, name: str, instance: Any = None) -> None:
        self.request, self.kind, self.name, self.instance = request, kind, name, instance
        self.lifecycle, self.page = lifecycle_of(kind), page_of(kind)
        self.user: User = person_of(request)
        self.row = self._row()
        self.form = ActionForm(self.lifecycle, self.row, instance, self.user, uploads.offered)

    def _row(self) -> Action:
        """The row of this state; the first of that name when the state has none, so that the refusal can be said."""
        rows = self.lifecycle.named(self.name)
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
            self.form.refusal = from_database(error, self.lifecycle)
        if self.form.refusal.status == 404:
            raise Http404
        return self._show()

    def _look(self) -> HttpResponse:
        """Show what would be printed beside the form as it was typed; a script asks for the sheets only."""
        try:
            permitted(self.lifecycle, self.name, self.instance, self.user)
        except Refusal as refusal:
            self.form.refusal = refusal
            return self._show(closed=True)
        if self.request.headers.get("HX-Request") != "true":
            return self._show()
        return render(self.request, "components/a4.html", {"sheets": self._sheets()})

    def _sheets(self) -> Sheets | None:
        """The sheets that the act would print, in the order of their pages; None where it prints none."""
        drawn = self.kind.forms.previews.get(self.name)
        return drawn(self.instance, self.row, self.form.values, self.user) if drawn else None

    def _keep_files(self) -> None:
        """Keep what was sent; of somebody who may not act at all nothing is kept, and the act says why."""
        if not self.request.FILES:
            return
        try:
            permitted(self.lifecycle, self.name, self.instance, self.user)
        except Refusal:
            return
        uploads.keep(self.row.needs, self.form.values, self.request, self.user)

    def _show_first(self) -> HttpResponse:
        """A person who may not act is told why before typing anything."""
        try:
            permitted(self.lifecycle, self.name, self.instance, self.user)
        except Refusal as refusal:
            self.form.refusal = refusal
            return self._show(closed=True)
        asked = self.request.GET
        known = {need.name: asked[need.name] for need in self.row.needs if need.kind != "rows" and need.name in asked}
        self.form.values = initial(self.kind, self.row, self.instance, self.user) | known
        return self._show()

    def _carry_out(self) -> Any:
        verb = verb_of(self.lifecycle, self.name)
        who: Shown = {"by": self.user, "at": clock.now()}
        if self.instance is not None:
            who |= {f"{self.lifecycle.name}_id": self.instance.pk, "version": self._version()}
            self._is_still_shown()
        return verb(**self.form.cleaned(), **who)

    def _is_still_shown(self) -> None:
        """Whoever consents on a page consents to what it showed; what hangs on the object has no version of its own."""
        shown = self.request.POST.get("shown", "")
        if shown and shown != pairs.shown_now(self.row, self.lifecycle, self.instance):
            raise StaleVersion

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
        return HttpResponseRedirect(self.page.of(result))

    def _show(self, *, closed: bool = False) -> HttpResponse:
        status = self.form.refusal.status if self.form.refusal else 200
        template = ACTION_TEMPLATE if self.instance is not None else _beginning(self.kind).template
        return render(self.request, template, self._context(closed), status=status)

    def _context(self, closed: bool) -> Shown:
        sheets = None if closed else self._sheets()
        context: Shown = {
            "sheets": sheets,
            "form": {
                "preview": sheets is not None,
                "label": self.row.label_on(self.instance),
                "article": f"{self.row.article} {self.row.rule}",
                "groups": [] if closed else form_parts.in_parts(self.kind.forms.parts, self._fields()),
                "problem": self.form.problem(),
                "version": self._shown_version(),
                "shown": "" if self.instance is None else pairs.shown_now(self.row, self.lifecycle, self.instance),
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
            more = _beginning(self.kind).context
            return context | dict(more() if more else {})
        if self.kind.forms.facts:
            context["facts"] = self.kind.forms.facts(self.name, self.instance, self.user)
        return context | self._consents()

    def _missing(self) -> list[Shown]:
        """What the act lacks whatever is typed, told before anything is."""
        return buttons.missing(obstacles(self.lifecycle, self.row, self.instance, self.user))

    def _fields(self) -> list[Shown]:
        """The form's fields, in the arrangement of the kind where it has one."""
        fields, arranged = self.form.described(), self.kind.forms.arranged
        return arranged(fields, self.form.values, self.form.faults) if arranged else fields

    def _shown_version(self) -> int | None:
        """The version that was read before typing; after a conflict the present one, so that a second press counts."""
        if self.instance is None:
            return None
        typed = self._version() if self.request.method == "POST" else None
        stale = self.form.refusal is not None and self.form.refusal.status == 412
        return self.instance.version if typed is None or stale else typed

    def _back(self) -> str:
        if self.instance is not None:
            return self.page.of(self.instance)
        meeting = self.form.values.get("meeting")
        return f"/meetings/{meeting}" if meeting else _beginning(self.kind).back

    def _crumbs(self) -> list[Shown]:
        """The section of the page, and the object unless the section is where one goes back to."""
        section, it = section_of(f"/{self.page.slug}"), self._object()
        above = [{"label": section.label, "url": section.url}] if section else []
        own = {"label": it["title"], "url": it["url"]}
        return above if section and section.url == own["url"] else [*above, own]

    def _object(self) -> Shown:
        if self.instance is None:
            return {"title": self.lifecycle.label, "url": self._back()}
        return {
            "title": self.page.title(self.instance),
            "url": self.page.of(self.instance),
            "state": self.instance.state,
            "state_label": self.lifecycle.states(self.instance.state).label,
            "kind_label": self.lifecycle.label,
        }

    def _consents(self) -> Shown:
        if self.row.consent is None:
            return {}
        given = pairs.consents_of(self.instance)
        return {
            "consents": pairs.pair(self.lifecycle, self.row, self.instance, given),
            "paper": [] if self.row.needs else pairs.lines_now(self.row, self.lifecycle, self.instance),
            "changes": pairs.changes(self.row, self.lifecycle, self.instance, given),
        }
