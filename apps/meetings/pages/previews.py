"""What would be printed if somebody pressed the button now: the same document, arranged by the same code, unnumbered.

Half a form is looked at as well: what is empty or cannot be read stays blank on the sheet, and nothing is refused. The
form itself is answered by the act alone.
"""

import copy
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from apps.documents.rendering.arrangement import arrange, sheets_of
from apps.documents.rendering.content import Annex
from apps.documents.rendering.parts import Part
from apps.meetings.agenda import letters as agenda_letters
from apps.meetings.models import Meeting
from apps.meetings.notice.issuing_services import notice_document
from apps.organizations.models import Unit, User
from apps.workrules.binding import bind, binding_rule
from apps.workrules.naming import office_name
from kernel import clock
from kernel.clock import day_of
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Action, Need
from kernel.refusals import Malformed
from kinds.kind import Sheets
from tenants.governments.selectors import government
from web.shapes import Shown
from web.shown_fields import as_input

#: The mark is drawn 1560 wide, a tenth of a millimetre each, and as large as the line allows.
MARK_WIDTH, LARGEST_MARK = 1540, 170


def notice(meeting: Meeting, action: Action, values: Mapping[str, Any], user: User) -> Sheets:
    """The notice of what is typed; the number is given at issue."""
    typed, drawn, on = _legible(action.needs, values), copy.copy(meeting), clock.today()
    rule = binding_rule(meeting)
    bind(drawn, day=on)
    drawn.starts_at, drawn.venue, drawn.contact = typed["starts_at"], typed["venue"] or "", typed["contact"] or ""
    drawn.session_on = day_of(typed["starts_at"]) if typed["starts_at"] else None
    for field in ("presider", "co_presider"):
        one = typed[field]
        setattr(drawn, field, one if one is not None and one.meeting_id == meeting.pk else None)
    for field in ("delegated_by", "delegated_by_title"):
        setattr(drawn, field, typed[field] or "")
    before = meeting.notices.select_related("document").defer("document__docx", "document__pdf", "document__content")
    last = before.order_by("issued_at", "id").last()
    document = arrange(
        notice_document(
            drawn,
            number=typed["document_number"] or f"×××〔{on.year}〕×号",
            on=on,
            issuer=office_name(government(), rule, user.side),
            before=last.document.number if last else "",
            changed=typed.get("what_changed") or "",
            disclosure=typed["disclosure"] or rule.disclosure_default,
        )
    )
    mark = "".join(document.mark) + document.mark_suffix
    head = {
        "mark": mark,
        "mark_size": min(LARGEST_MARK, MARK_WIDTH // len(mark)),
        "number": document.number,
        "title": document.title,
        "imprint": document.imprint,
    }
    return [head | {"parts": _shown(document.parts)}, *(_sheet(one) for one in document.sheets)]


def agenda(meeting: Meeting, action: Action, values: Mapping[str, Any], user: User) -> Sheets:
    """The agenda that is bound behind the notice, each topic with the reporter and the time that is typed."""
    rows = {str(row.get("topic")): row for row in values.get("items") or []}
    units = Unit.objects.in_bulk([key for row in rows.values() if (key := _key(row.get("reporter")))])
    lines = agenda_letters.agenda_lines(meeting)
    for line in lines:
        row = rows.get(str(line.topic_id), {})
        line.reporter = units.get(_key(row.get("reporter")))
        minutes = str(row.get("duration") or "")
        line.duration = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 4 else None
    annex = Annex(title="会议议程", body=agenda_letters.agenda_body(meeting, lines))
    return [_sheet(one) for one in sheets_of((annex,), ())]


def _key(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def _legible(needs: Sequence[Need], values: Mapping[str, Any]) -> Shown:
    """Read each field by itself: what cannot be read is left out."""
    found: Shown = {}
    for need in needs:
        try:
            found |= clean((need,), {need.name: as_input(need.kind, values.get(need.name))})
        except Malformed:
            found[need.name] = None
    return found


def _sheet(sheet: Any) -> Shown:
    return {
        "label": sheet.label, "title": sheet.title, "landscape": sheet.landscape, "parts": _shown(sheet.parts),
    }  # fmt: skip


def _shown(parts: Sequence[Part]) -> list[Shown]:
    """Lines and tables with what the style sheet can say about them: no measure stands in the page itself."""
    return [
        {"rows": part.rows, "columns": _columns(part.titles, part.widths)}
        if part.what == "grid"
        else {
            "runs": [*part.label, *part.runs],
            "classes": " ".join(_classes(part.indent, part.gap, part.align)),
        }
        for part in parts
    ]


def _columns(titles: Sequence[str], widths: Sequence[float]) -> list[Shown]:
    return [
        {"title": title, "width": round(100 * width / sum(widths))} for title, width in zip(titles, widths, strict=True)
    ]


def _classes(indent: float, gap: int, align: str) -> list[str]:
    found = [f"lx-a4-gap-{min(gap, 2)}"] if gap else []
    return [*found, "lx-a4-right"] if align == "right" else found if indent else [*found, "lx-a4-flush"]
