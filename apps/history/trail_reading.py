"""Reading what went before a decision and what followed it: replies, parts, more time, letters."""

from dataclasses import fields
from datetime import date
from typing import Any

from apps.followups.models import LetterKind, PartLetterKind
from apps.history.package import (
    PastConsultation,
    PastDeviation,
    PastExtension,
    PastLetter,
    PastNotice,
    PastPart,
    PastPreparation,
    PastReceipt,
)
from apps.history.source import Source
from apps.topics.models import Reply
from apps.workrules.parameters import PARAMETERS
from vocabulary.roles import BOTH_SIDES

#: What was reported to the chief conveners was reported in person; on paper there are these.
LETTERS = (LetterKind.REMINDER.value, *PartLetterKind.values)


def names(kind: type[Any]) -> set[str]:
    """The words of one kind of row."""
    return {field.name for field in fields(kind)} - {"place"}


def consultations(row: Source, today: date) -> tuple[PastConsultation, ...]:
    """What the asked units answered about a topic."""
    return tuple(_consultation(one, today) for one in row.rows("consultations", known=names(PastConsultation)))


def _consultation(row: Source, today: date) -> PastConsultation:
    return PastConsultation(
        place=row.place,
        unit=row.text("unit", longest=120),
        reply=row.choice("reply", Reply.values),
        text=row.text("text", required=False),
        replied_on=row.needed_day("replied_on", not_after=today),
        coordination=row.text("coordination", required=False),
        dissent_printed=row.yes_no("dissent_printed"),
    )


def parts(row: Source) -> tuple[PastPart, ...]:
    """What supporting units were given to do."""
    return tuple(
        PastPart(one.place, one.text("unit", longest=120), one.text("text"), one.needed_day("due_on"))
        for one in row.rows("parts", known=names(PastPart))
    )


def extensions(row: Source, today: date) -> tuple[PastExtension, ...]:
    """How often and until when more time was granted, in the order of the days."""
    return tuple(
        PastExtension(
            one.place,
            one.needed_day("granted_on", not_after=today),
            one.needed_day("new_due_on"),
            one.text("reason"),
        )
        for one in row.rows("extensions", known=names(PastExtension))
    )


def letters(row: Source, today: date) -> tuple[PastLetter, ...]:
    """The ladder as far as it was climbed."""
    return tuple(
        PastLetter(
            one.place,
            one.choice("kind", LETTERS),
            one.text("number", longest=60),
            one.needed_day("issued_on", not_after=today),
            one.day("received_on", not_after=today),
        )
        for one in row.rows("letters", known=names(PastLetter))
    )


def deviations(row: Source) -> tuple[PastDeviation, ...]:
    """What a rule fixed otherwise than the region: the values as they would be typed."""
    return tuple(
        PastDeviation(one.place, one.choice("parameter", list(PARAMETERS)), one.text("value"), one.text("reason"))
        for one in row.rows("deviations", known=names(PastDeviation))
    )


def preparations(row: Source, today: date) -> tuple[PastPreparation, ...]:
    """What was prepared."""
    return tuple(
        PastPreparation(
            one.place,
            one.text("title", longest=120),
            one.choice("office", [*BOTH_SIDES]),
            one.needed_day("done_on", not_after=today),
        )
        for one in row.rows("preparations", known=names(PastPreparation))
    )


def notice(row: Source, today: date) -> PastNotice | None:
    """The notice, where its number is known."""
    one = row.child("notice", known=names(PastNotice))
    if one is None:
        return None
    return PastNotice(
        place=one.place,
        number=one.text("number", longest=60),
        issued_on=one.needed_day("issued_on", not_after=today),
        receipts=tuple(_receipt(each, today) for each in one.rows("receipts", known=names(PastReceipt))),
    )


def _receipt(row: Source, today: date) -> PastReceipt:
    return PastReceipt(
        place=row.place,
        unit=row.text("unit", longest=120),
        acknowledged_on=row.needed_day("acknowledged_on", not_after=today),
        reply=row.text("reply", required=False),
    )
