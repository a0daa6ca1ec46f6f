"""Reads about follow-up: the list, the prior report, who sees what."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject, TruncDate

from apps.followups.models import (
    UNFINISHED_PARTS,
    AgreedItem,
    Explanation,
    Extension,
    ExtensionState,
    Letter,
    PartLetterKind,
    ProgressReport,
    SupportingPart,
)
from apps.followups.terms import terms_of
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from kernel.canonical import Plain
from kernel.clock import SHANGHAI, day_of
from kernel.lifecycle.obstacles import hold
from vocabulary.items import OPEN_STATES, WORKED_ON, ItemState
from vocabulary.meetings import GIVEN_UP
from vocabulary.roles import DIRECTING, ONLY_READING, Side

#: What of a letter's document no list needs.
BULKY = ("document__docx", "document__pdf", "document__content")


#: What is noted of a letter: the day it bears is that of its paper, which for one from before is the declared day.
_SENT: Any = JSONObject(kind="kind", at=Coalesce("document__declared_on", TruncDate("issued_at", tzinfo=SHANGHAI)))


def _reported(item: str, unit: str) -> ArraySubquery:
    """The moments at which a unit reported on an item, for due reports: read within the statement of the list."""
    reports = ProgressReport.objects.filter(item=OuterRef(item), unit=OuterRef(unit))
    return ArraySubquery(reports.values("recorded_at"))


@by_right
def visible_to(user: User) -> QuerySet[AgreedItem]:
    """Return the items `user` may read: offices and viewers the whole list, units what they lead or support."""
    items = AgreedItem.objects.select_related("lead_unit", "meeting")
    roles = user.reading_roles
    if user.side == Side.NONE:
        return items.none()
    if roles & (DIRECTING | ONLY_READING):
        return items
    units = user.memberships.current().values("unit")
    supported = SupportingPart.objects.filter(unit__in=units).values("item")
    return items.filter(Q(lead_unit__in=units) | Q(pk__in=supported))


@by_right
def parts_visible_to(user: User) -> QuerySet[SupportingPart]:
    """Return the parts of the items the user may read."""
    return SupportingPart.objects.select_related("item__meeting", "unit").filter(item__in=visible_to(user).values("pk"))


@by_right
def progress_visible_to(user: User) -> QuerySet[ProgressReport]:
    """Return the progress reports about the items the user may read."""
    return ProgressReport.objects.filter(item__in=visible_to(user).values("pk"))


def with_dates(user: User) -> QuerySet[AgreedItem]:
    """Return the visible items with what due reports and due letters are computed from: one query for the list."""
    about_this_deadline = Letter.objects.filter(item=OuterRef("pk"), part=None, due_on=OuterRef("due_on"))
    return visible_to(user).annotate(
        reported_moments=_reported("pk", "lead_unit"),
        letters_sent=ArraySubquery(about_this_deadline.values(json=_SENT)),
    )


def parts_with_dates(user: User) -> QuerySet[SupportingPart]:
    """Return the visible parts with what due reports and due letters are computed from: one query for the list."""
    about_this_deadline = Letter.objects.filter(part=OuterRef("pk"), due_on=OuterRef("due_on"))
    return parts_visible_to(user).annotate(
        reported_moments=_reported("item", "unit"),
        letters_sent=ArraySubquery(about_this_deadline.values(json=_SENT)),
    )


@by_right
def extensions_visible_to(user: User) -> QuerySet[Extension]:
    """Return the requests for more time about the items the user may read."""
    found = Extension.objects.select_related("item", "requested_by", "granted_by", "refused_by")
    return found.filter(item__in=visible_to(user).values("pk"))


def has_lapsed(extension: Extension, today: date) -> bool:
    """Whether a request is still unanswered and can be granted no more: too late, or no longer worked on (R11.6)."""
    item = extension.item
    waits = extension.state == ExtensionState.REQUESTED
    return waits and (today > item.due_on or item.state != ItemState.IN_PROGRESS)


def hold_item(item_id: uuid.UUID) -> AgreedItem:
    """Return the item as it stands, locked until the act is over."""
    return hold(AgreedItem.objects.all()).get(pk=item_id)


@by_right
def letters_visible_to(user: User) -> QuerySet[Letter]:
    """Return the letters about the items the user may read."""
    named = ("item__meeting", "item__lead_unit", "part", "unit", "person", "received_by", "document")
    found = Letter.objects.select_related(*named).defer(*BULKY)
    return found.filter(item__in=visible_to(user).values("pk"))


def letters_issued(item: AgreedItem) -> dict[str, date]:
    """Return the day of each letter about the deadline now in force; as `with_dates` noted it, or asked afresh."""
    if not _is_plain(item):
        return _issued_about(item, [])
    found = item.letters.select_related("document").defer(*BULKY) if item.imported else item.letters.all()
    return _issued_about(item, [row for row in found if row.part_id is None])


def part_letters_issued(part: SupportingPart) -> dict[str, date]:
    """Return the same about a supporting unit's own part."""
    return _issued_about(part, list(part.letters.all()) if _is_plain(part) else [])


def _is_plain(one: AgreedItem | SupportingPart) -> bool:
    """Whether the list it was read with noted no letters."""
    return getattr(one, "letters_sent", None) is None


def _issued_about(one: AgreedItem | SupportingPart, letters: Iterable[Letter]) -> dict[str, date]:
    noted = getattr(one, "letters_sent", None) or []
    found = {note["kind"]: date.fromisoformat(note["at"]) for note in noted}
    return found | {row.kind: _bears(one, row) for row in letters if row.due_on == one.due_on}


def _bears(one: AgreedItem | SupportingPart, letter: Letter) -> date:
    """Return the day a letter bears; only about what was taken over can it be older than its record here (R11.7)."""
    imported = isinstance(one, AgreedItem) and one.imported
    return letter.document.issued_on if imported else day_of(letter.issued_at)


def letter_due(item: AgreedItem, today: date) -> str | None:
    """Return the letter that is due about an item today; none for one that nobody works on."""
    if item.state not in WORKED_ON:
        return None
    issued = letters_issued(item)
    return terms_of(item.meeting).ladder.next_step(due_on=item.due_on, issued=issued, today=today)


def part_letter_due(part: SupportingPart, today: date) -> str | None:
    """Return the letter that is due about a supporting unit's own part today, while the item is worked on (R11.7)."""
    if part.state not in UNFINISHED_PARTS or part.item.state not in WORKED_ON:
        return None
    issued, ladder = part_letters_issued(part), terms_of(part.item.meeting).ladder
    return ladder.next_step(due_on=part.due_on, issued=issued, today=today, among=PartLetterKind.values)


def unsettled() -> QuerySet[AgreedItem]:
    """Return the items that are open and not carried into a later meeting by an explanation."""
    heard = Explanation.objects.exclude(meeting__state__in=GIVEN_UP)
    return AgreedItem.objects.filter(state__in=OPEN_STATES).exclude(pk__in=heard.values("item"))


def list_text(meeting_id: uuid.UUID) -> list[Plain]:
    """Return the list as both sides consent to it when they conclude a meeting."""
    items = AgreedItem.objects.filter(meeting_id=meeting_id).numbered().prefetch_related("explanations")
    return [
        {
            "number": item.number,
            "version": item.version,
            "state": item.state,
            "due_on": item.due_on,
            "explanations": [[row.explanation, row.opinion, row.new_date] for row in item.explanations.all()],
        }
        for item in items
    ]
