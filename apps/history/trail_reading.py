"""Reading what went before a decision and what followed it: replies, parts, more time, letters."""

from dataclasses import fields
from datetime import date
from typing import Any

from apps.followups.models import LetterKind, PartLetterKind
from apps.history.package import PastConsultation, PastExtension, PastLetter, PastPart
from apps.history.source import Source
from apps.topics.models import Reply

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
