"""The ladder of letters: each a numbered document, received by name (R11.7)."""

import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from apps.documents.models import DocumentKind, IssuedDocument
from apps.documents.services import issue_document, number_for
from apps.followups import selectors
from apps.followups.letters.daily_run import DailyRun
from apps.followups.letters.documents import letter_about
from apps.followups.lifecycle import ITEM, LETTER, PART
from apps.followups.models import NUMBERED, UNFINISHED_PARTS, AgreedItem, Letter, LetterKind, SupportingPart
from apps.followups.terms import terms_of
from apps.organizations.models import Slot, Unit, User
from apps.organizations.posts.selectors import OfficeHolder, holders_on
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from kernel.clock import day_of
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb
from kernel.refusals import Refusal
from tenants.governments.selectors import government
from vocabulary.roles import Side

logger = logging.getLogger(__name__)
DOCUMENTS = {
    LetterKind.REMINDER: DocumentKind.REMINDER,
    LetterKind.CHASE_UP: DocumentKind.CHASE_UP,
    LetterKind.SUPERVISION_ORDER: DocumentKind.SUPERVISION_ORDER,
    LetterKind.ESCALATION: DocumentKind.REPORT_TO_CONVENERS,
}
CHIEFS = (Slot.CHIEF_CONVENER_GOV, Slot.CHIEF_CONVENER_UNION)


@verb(ITEM, "issue_letter")
def issue_letter(
    *,
    agreed_item_id: uuid.UUID,
    kind: str,
    document_number: str | None = None,
    by: "User | DailyRun",
    at: datetime,
    version: int | None = None,
) -> AgreedItem:
    """The office that owns follow-up issues the letter that is due: numbered, to the unit or to both chief conveners.

    Raises NotDueYet, LetterIssued or LetterOutOfOrder (R11.7).
    """
    given = {"kind": kind, "document_number": document_number}
    with acting(ITEM, "issue_letter", agreed_item_id, by=by, at=at, version=version, given=given) as act:
        item: AgreedItem = act.object
        to = _addressees(item, kind, act.today)
        document = _document(act, item, kind, [one.printed for one in to])
        signed_by = by if isinstance(by, User) else None
        for one in to:
            with acting(LETTER, "issue", by=by, at=at) as issued:
                letter = Letter(
                    item=item, kind=kind, due_on=item.due_on, unit=one.unit, side=one.side, person=one.person,
                    document=document, issued_at=act.recorded_at, issued_by=signed_by,
                )  # fmt: skip
                create(issued, letter)
    return item


@verb(PART, "issue_letter")
def issue_part_letter(
    *,
    supporting_part_id: uuid.UUID,
    kind: str,
    document_number: str | None = None,
    by: "User | DailyRun",
    at: datetime,
    version: int | None = None,
) -> SupportingPart:
    """The same office chases a supporting unit about its own overdue part; what stays open is reported with the item.

    Raises NotDueYet, LetterIssued or LetterOutOfOrder (R11.7).
    """
    given = {"kind": kind, "document_number": document_number}
    with acting(PART, "issue_letter", supporting_part_id, by=by, at=at, version=version, given=given) as act:
        part: SupportingPart = act.object
        document = _document(act, part.item, kind, [part.unit.name], part)
        with acting(LETTER, "issue", by=by, at=at) as issued:
            letter = Letter(
                item=part.item, part=part, kind=kind, due_on=part.due_on, unit=part.unit, document=document,
                issued_at=act.recorded_at, issued_by=by if isinstance(by, User) else None,
            )  # fmt: skip
            create(issued, letter)
    return part


def issue_due_letters(*, at: datetime) -> list[Letter]:
    """Issue every letter that is due today in this government, one step per item; a second run issues nothing.

    Each stands for itself: what a clerk has issued in the meantime is left as it is, and what cannot be issued (a
    character that no font has) is logged and holds up nothing else.
    """
    issued: list[Letter] = []
    for key, kind in list(_due(day_of(at))):
        try:
            issue_letter(agreed_item_id=key, kind=kind, by=_run_for(key), at=at)
        except Refusal as refusal:
            logger.warning("%s about item %s was not issued: %s", kind, key, refusal.name)
            continue
        issued += Letter.objects.filter(item=key, part=None, kind=kind).order_by("-issued_at", "id")[:1]
    return issued + _issue_to_supporting_units(at)


def _issue_to_supporting_units(at: datetime) -> list[Letter]:
    """Issue every letter that is due today about a supporting unit's own part."""
    issued: list[Letter] = []
    for part, kind in list(_due_of_parts(day_of(at))):
        try:
            issue_part_letter(supporting_part_id=part.pk, kind=kind, by=_run_for(part.item_id), at=at)
        except Refusal as refusal:
            logger.warning("%s about part %s was not issued: %s", kind, part.pk, refusal.name)
            continue
        issued += Letter.objects.filter(part=part, kind=kind).order_by("-issued_at", "id")[:1]
    return issued


def _due(today: date) -> Iterator[tuple[uuid.UUID, str]]:
    for item in AgreedItem.objects.open().select_related("meeting").prefetch_related("letters").numbered():
        kind = selectors.letter_due(item, today)
        if kind is not None:
            yield item.pk, kind


def _due_of_parts(today: date) -> Iterator[tuple[SupportingPart, str]]:
    open_still = SupportingPart.objects.filter(state__in=UNFINISHED_PARTS, due_on__lt=today)
    rows = open_still.select_related("item__meeting").prefetch_related("letters")
    for part in rows.order_by(*(f"item__{field}" for field in NUMBERED), "pk"):
        kind = selectors.part_letter_due(part, today)
        if kind is not None:
            yield part, kind


def _run_for(item_id: uuid.UUID) -> DailyRun:
    terms = terms_of(AgreedItem.objects.select_related("meeting").get(pk=item_id).meeting)
    return DailyRun(side=terms.issuing_side, role_names=frozenset(terms.owners))


def _document(
    act: Act, item: AgreedItem, kind: str, addressees: list[str], part: SupportingPart | None = None
) -> IssuedDocument:
    number = number_for(act, "order")
    before = [row.document.number for row in _earlier(part or item)]
    letter = letter_about(
        item, government(), kind=kind, side=act.by.side, addressees=addressees, number=number, on=act.today,
        before=before, part=part,
    )  # fmt: skip
    return issue_document(
        letter,
        kind=DOCUMENTS[LetterKind(kind)],
        issuer=letter.signature.organ,
        subject_id=item.pk,
        year=act.today.year,
        by=act.by,
        issued_at=act.recorded_at,
    )


def _earlier(about: AgreedItem | SupportingPart) -> QuerySet[Letter]:
    """Return the letters about the deadline in force of an item or of a part, one per number."""
    about_it = about.letters.filter(part=None) if isinstance(about, AgreedItem) else about.letters.all()
    found = about_it.filter(due_on=about.due_on).exclude(side=Side.UNION).select_related("document")
    return found.defer("document__docx", "document__pdf", "document__content")


@dataclass(frozen=True, slots=True)
class _Addressee:
    """Whom one letter is for: the lead unit, or a chief convener with the side he or she leads."""

    printed: str
    unit: Unit | None = None
    side: str = ""
    person: User | None = None


def _addressees(item: AgreedItem, kind: str, today: date) -> list[_Addressee]:
    if kind != LetterKind.ESCALATION:
        return [_Addressee(item.lead_unit.name, unit=item.lead_unit)]
    holders = holders_on(today)
    return [_chief(item, slot, holders.get(slot)) for slot in CHIEFS]


def _chief(item: AgreedItem, slot: Slot, holder: OfficeHolder | None) -> _Addressee:
    """A chief convener of today, under the organ that he or she leads: a document is addressed to an organ."""
    side = slot.value.rpartition("_")[2]
    printed = organ(government(), binding_rule(item.meeting), side)
    return _Addressee(printed, side=side, person=holder.user if holder else None)
