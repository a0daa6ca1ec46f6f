"""How a day or a number of days says that it rests on working days that are not published yet."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kernel.workcalendar.rules import rests_on_unpublished


def mark(answer: object) -> str:
    """Return the mark that stands behind a provisional answer; nothing behind any other."""
    return _("（暂定）") if rests_on_unpublished(answer) else ""


def marked(words: str, answer: object) -> str:
    """Return `words`, which say `answer`, with its mark."""
    return f"{words}{mark(answer)}"


def iso(day: object) -> str:
    """Return a day as 2027-02-26, with its mark."""
    return marked(str(day), day)


def formatted(day: object) -> str:
    """Return a day as the language writes it, with its mark."""
    return marked(date_format(day), day)  # type: ignore[arg-type]
