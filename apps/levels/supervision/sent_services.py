"""Writing, sending and closing a letter to another level. The only writers of what is sent."""

import uuid
from datetime import date, datetime

from django.utils.translation import override

from apps.documents.models import DocumentKind, IssuedDocument
from apps.documents.services import issue_document, number_for
from apps.followups.models import AgreedItem
from apps.levels.supervision.letters import WHY, letter_between
from apps.levels.supervision.lifecycle import SENT
from apps.levels.supervision.models import SentLetter
from apps.levels.supervision.selectors import comes_back, receiver_gone
from apps.organizations.models import User
from apps.topics.models import Topic
from kernel.database.names import schema_of
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb
from tenants.correspondence.models import AnswerKind, Dispatch, DispatchKind
from tenants.correspondence.selectors import receivers, sent
from tenants.correspondence.services import Words, answer, dispatch_letter
from tenants.governments.selectors import government as here

DOCUMENTS = {
    DispatchKind.REMINDER: DocumentKind.REMINDER,
    DispatchKind.SUPERVISION_ORDER: DocumentKind.SUPERVISION_ORDER,
    DispatchKind.REFERRAL: DocumentKind.REFERRAL,
}


@verb(SENT, "draft")
def draft_letter(
    *,
    kind: str,
    government: str,
    title: str,
    text: str,
    due_on: date,
    reason: str | None = None,
    item: AgreedItem | None = None,
    topic: Topic | None = None,
    by: User,
    at: datetime,
) -> SentLetter:
    """An office drafts a letter to a government below, or a referral to the one directly above.

    Raises OnlyDownward, OneLevelUp, GovernmentOfficeOrders, AboveMustKnowWhy, TopicNotTransferred, DayHasPassed.
    """
    given = {
        "kind": kind, "government": government, "title": title, "text": text, "due_on": due_on, "reason": reason,
        "item": item, "topic": topic,
    }  # fmt: skip
    with acting(SENT, "draft", by=by, at=at, given=given) as act:
        letter = SentLetter(side=act.by.side)
        _write(act, letter)
        create(act, letter)
    return letter


@verb(SENT, "edit")
def edit_letter(
    *,
    sent_letter_id: uuid.UUID,
    kind: str,
    government: str,
    title: str,
    text: str,
    due_on: date,
    reason: str | None = None,
    item: AgreedItem | None = None,
    topic: Topic | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> SentLetter:
    """The same office writes the draft anew."""
    given = {
        "kind": kind, "government": government, "title": title, "text": text, "due_on": due_on, "reason": reason,
        "item": item, "topic": topic,
    }  # fmt: skip
    with acting(SENT, "edit", sent_letter_id, by=by, at=at, version=version, given=given) as act:
        _write(act, act.object)
    return act.object


@verb(SENT, "send")
def send_letter(
    *, sent_letter_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> SentLetter:
    """The office sends it: numbered in the series of orders, laid where only the receiver finds it (R12.3, R11.2)."""
    with acting(SENT, "send", sent_letter_id, by=by, at=at, version=version, given=given) as act:
        letter: SentLetter = act.object
        to = receivers(act.today, upward=True).get(schema_name=schema_of(letter.to_code))
        with override(None):
            number = number_for(act, "order")
            document = letter_between(letter, here(), to, number=number, on=act.today)
        letter.document = issue_document(
            document,
            kind=DOCUMENTS[DispatchKind(letter.kind)],
            issuer=document.signature.organ,
            subject_id=letter.pk,
            year=act.today.year,
            by=act.by,
            issued_at=act.recorded_at,
        )
        letter.dispatch_id = dispatch_letter(_words(letter, letter.document), to=to, by=act.by, at=act.recorded_at).pk
    return letter


@verb(SENT, "close")
def close_letter(
    *, sent_letter_id: uuid.UUID, note: str | None = None, by: User, at: datetime, version: int | None = None
) -> SentLetter:
    """The office that sent it closes it; the receiver is told and does nothing more. Raises NotAnswered (R12.3)."""
    with acting(SENT, "close", sent_letter_id, by=by, at=at, version=version, given={"note": note}) as act:
        letter: SentLetter = act.object
        gone = None if note else receiver_gone(letter, act.today)
        letter.note = note or (comes_back(gone) if gone else "")
        answer(_dispatch(letter), AnswerKind.CLOSED, text=letter.note, by=act.by, at=act.recorded_at)
    return letter


def _write(act: Act, letter: SentLetter) -> None:
    to = receivers(act.today, upward=True).get(code=act.given["government"])
    letter.to_code, letter.to_name = to.founding_code, to.name
    for name in ("kind", "title", "text", "due_on", "item", "topic"):
        setattr(letter, name, act.given[name])
    letter.reason = act.given["reason"] or ""


def _dispatch(letter: SentLetter) -> Dispatch:
    assert letter.dispatch_id is not None  # noqa: S101 - a letter that was sent has one
    return sent().get(pk=letter.dispatch_id)


def _words(letter: SentLetter, document: IssuedDocument) -> Words:
    """Return what leaves the house: the words and the PDF of the letter, never the item or topic it comes of."""
    text = f"{letter.text}\n\n{WHY}：{letter.reason}" if letter.reason else letter.text
    return Words(
        document_id=document.pk,
        kind=letter.kind,
        side=letter.side,
        number=document.number,
        year=document.year,
        title=document.title,
        text=text,
        due_on=letter.due_on,
        issuer=document.issuer,
        issued_on=document.issued_on,
        content_sha256=document.content_sha256,
        pdf=bytes(document.pdf),
        pdf_sha256=document.pdf_sha256,
    )
