"""Reads about letters between levels: those sent, those that arrived, and what the other end did."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.query import ModelIterable

from apps.levels.supervision.models import ArrivedLetter, SentLetter, SentState
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from kernel import clock
from kernel.database.names import schema_of
from tenants.correspondence import selectors as correspondence
from tenants.correspondence.models import FINAL_ANSWERS, Answer, AnswerKind, Dispatch
from tenants.governments.models import Government
from vocabulary.roles import GOV_CLERK, PROCESSING, READING_BETWEEN_LEVELS


def _answered(letters: Sequence[SentLetter]) -> set[uuid.UUID]:
    """Return which letters, by their dispatch, the receiver has answered, reported as completed, or returned."""
    receiver_of = {letter.dispatch_id: letter.to_code for letter in letters}
    final = Answer.objects.filter(dispatch_id__in=[key for key in receiver_of if key], kind__in=FINAL_ANSWERS)
    pairs = final.values_list("dispatch_id", "government")
    return {dispatch_id for dispatch_id, government in pairs if receiver_of[dispatch_id] == government}


def has_final_answer(letter: SentLetter) -> bool:
    """Return whether the receiver has answered, reported completion, or returned it."""
    return letter.dispatch_id in _answered([letter])


def _closed(codes: Collection[str], day: date) -> QuerySet[Government]:
    """The governments founded with these codes that are closed on a day."""
    return Government.objects.filter(schema_name__in=[schema_of(code) for code in codes], closed_on__lte=day)


def receiver_gone(letter: SentLetter, day: date) -> Government | None:
    """Return the government that closed before it had answered: its letter comes back to whoever sent it (R11.2)."""
    if letter.state != SentState.SENT or has_final_answer(letter):
        return None
    return _closed([letter.to_code], day).select_related("merged_into").first()


def comes_back(gone: Government) -> str:
    """Return why a letter came back, in the words that stand in the record."""
    day = gone.closed_on.isoformat() if gone.closed_on else ""
    heir = f"，并入{gone.merged_into.name}" if gone.merged_into else ""
    return f"收文政府已于{day}撤销{heir}，函件退回。"


def closed_by_sender(dispatch_id: uuid.UUID) -> bool:
    """Return whether whoever sent a letter has closed it."""
    letter = correspondence.arrived().filter(pk=dispatch_id).first()
    if letter is None:
        return False
    told = Answer.objects.filter(dispatch_id=dispatch_id, kind=AnswerKind.CLOSED, government=letter.government)
    return told.exists()


class _WithAnswers(ModelIterable):  # type: ignore[type-arg]
    """Notes `is_answered` on each letter; answers and tree are public, so they are asked by ids, once for a list."""

    def __iter__(self) -> Iterator[SentLetter]:
        letters = list(super().__iter__())
        if not letters:
            return
        answered = _answered(letters)
        gone = {one.founding_code for one in _closed({letter.to_code for letter in letters}, clock.today())}
        for letter in letters:
            letter.is_answered = letter.dispatch_id in answered or letter.to_code in gone
            yield letter


@by_right
def sent_visible_to(user: User) -> QuerySet[SentLetter]:
    """Return what this government sends to other levels; whether it was answered is noted on each (`is_answered`).

    A letter that came back because its receiver closed waits like an answered one. A draft is seen by the office that
    writes it.
    """
    rows = SentLetter.objects.select_related("sent_by", "item", "topic", "document").defer(
        "document__docx", "document__pdf", "document__content"
    )
    if not user.reading_roles & READING_BETWEEN_LEVELS:
        return rows.none()
    rows = rows.filter(Q(side=user.side) | Q(state__in=[SentState.SENT, SentState.CLOSED]))
    rows._iterable_class = _WithAnswers
    return rows


@by_right
def arrived_visible_to(user: User) -> QuerySet[ArrivedLetter]:
    """Return what came from other levels and was received here."""
    rows = ArrivedLetter.objects.select_related("received_by")
    return rows if user.reading_roles & READING_BETWEEN_LEVELS else rows.none()


@by_right
def dispatches_visible_to(user: User) -> QuerySet[Dispatch]:
    """Return the letters that came from other levels, received or not, without their bytes."""
    rows = correspondence.arrived()
    return rows if user.reading_roles & READING_BETWEEN_LEVELS else rows.none()


def waiting_here(user: User) -> QuerySet[Dispatch]:
    """Return the letters that the person's office has yet to receive, the longest waiting first."""
    rows = correspondence.unsigned().order_by("sent_at", "id")
    if not user.role_names & PROCESSING:
        return rows.none()
    return rows.filter(side=user.side)


def receivers(day: date, user: User) -> list[Government]:
    """Return to whom a letter may go: down, and, from the general office, to the government directly above."""
    return list(correspondence.receivers(day, upward=GOV_CLERK.name in user.role_names))
