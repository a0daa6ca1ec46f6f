"""Many units and accounts from one workbook: looked at row by row, then written whole or not at all."""

import json
from base64 import b64encode
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.documents.downloads import to_be_saved
from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.accounts.models import User
from apps.organizations.door.access import person_of
from apps.organizations.rosters import writing
from apps.organizations.rosters.checking import Roster, checked
from apps.organizations.rosters.reading import Fault, Raw, read_workbook
from apps.organizations.rosters.services import may_take, take_roster
from apps.organizations.rosters.sheets import KINDS, SHEETS, SIDES
from files.apart import Turn
from files.inspection.kinds import KINDS as FILES
from kernel import clock
from kernel.lifecycle.inputs import MOST_ROWS
from kernel.lifecycle.permission import permitted
from kernel.refusals import Malformed, Refusal
from kernel.schema import current_schema
from web.shapes import Shown

MEDIA = FILES["xlsx"].media
SIDE_WORDS, KIND_WORDS = ({value: label for label, value in words.items()} for words in (SIDES, KINDS))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; the preview of what was sent; and, once it was confirmed, the passwords to hand out."""
    user = person_of(request)
    try:
        if request.method != "POST":
            permitted(ACCOUNT, "open", None, user)
            return _show(request)
        may_take(user, clock.now())
        if "rows" in request.POST:
            return _taken(request, user)
        return _preview(request)
    except Refusal as refusal:
        problem: Shown = {
            "detail": refusal.sentence,
            "article": refusal.article,
            "rule": refusal.rule,
            "fields": [],
        }
        return _show(request, problem=problem, closed=refusal.status == 403, status=refusal.status)


def _show(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "organizations/roster.html", context, status=status)


def _preview(request: HttpRequest) -> HttpResponse:
    """Nothing is written: what stands in the file, row by row, and what is wrong with it."""
    upload = request.FILES.get("workbook")
    if upload is None:
        raise Malformed(_("请选择一个文件。"))
    turn = Turn(str(person_of(request).pk), current_schema())
    raw, faults = read_workbook(upload.name or "", upload, turn=turn)
    roster = checked(raw)
    roster.faults = [*faults, *([] if faults and not (roster.units or roster.accounts) else roster.faults)]
    return _show(request, **_context(roster, raw), status=400 if roster.faults else 200)


def _taken(request: HttpRequest, user: User) -> HttpResponse:
    """Write everything, after looking at it once more: somebody may have taken a name meanwhile."""
    raw = _confirmed(request.POST.get("rows", ""))
    roster = checked(raw)
    if roster.faults:
        return _show(request, **_context(roster, raw), status=409)
    opened = take_roster(units=roster.new_units, accounts=roster.new_accounts, by=user, at=clock.now())
    sheet = b64encode(writing.passwords(opened)).decode()
    context = {"opened": opened, "units": roster.new_units, "sheet": f"data:{MEDIA};base64,{sheet}"}
    return render(request, "organizations/roster_taken.html", context)


def _confirmed(text: str) -> Raw:
    """What the preview sent along; it is read as strictly as the workbook was, so nothing depends on trusting it."""
    try:
        found = json.loads(text)
        raw = {
            sheet.label: [
                {"row": int(row["row"]), "words": {str(name): str(word) for name, word in row["words"].items()}}
                for row in found.get(sheet.label, [])[: MOST_ROWS + 1]
            ]
            for sheet in SHEETS
        }
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise Malformed from None
    if any(len(rows) > MOST_ROWS for rows in raw.values()):
        raise Malformed
    return raw


def _context(roster: Roster, raw: Raw) -> Shown:
    bad = {(fault.sheet, fault.row) for fault in roster.faults}
    units, accounts = (sheet.label for sheet in SHEETS)
    return {
        "faults": [_told(fault) for fault in roster.faults],
        "unit_rows": [
            {**line.values, "number": line.number, "known": line.known, "bad": (units, line.number) in bad,
             "side_label": SIDE_WORDS[line.values["side"]], "kind_label": KIND_WORDS[line.values["kind"]]}
            for line in roster.units
        ],
        "account_rows": [
            {**line.values, "number": line.number, "bad": (accounts, line.number) in bad,
             "side_label": SIDE_WORDS[line.values["side"]]}
            for line in roster.accounts
        ],
        "rows": "" if roster.faults else json.dumps(raw, ensure_ascii=False),
        "previewed": True,
    }  # fmt: skip


def _told(fault: Fault) -> Shown:
    return {"sheet": fault.sheet, "row": fault.row, "column": fault.column, "sentence": fault.sentence}


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return to_be_saved(writing.template(), media=MEDIA, name="units-and-accounts.xlsx")
