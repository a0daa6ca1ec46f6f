"""How documents call those who come: by organ, unit, post and name. Chinese only: the organs themselves issue them."""

from collections.abc import Iterable

from apps.meetings.models import Attendance

#: A unit of the house; on paper its members belong to the organ that they lead.
LEADERSHIP = "领导班子"


def unit_in_print(row: Attendance) -> str:
    """Return the unit as documents name it: the leaders of an organ stand under the organ itself."""
    return row.unit_name.removesuffix(LEADERSHIP) or row.unit_name


def units_in_print(people: Iterable[Attendance]) -> tuple[str, ...]:
    """Return each unit once, in the order of the list: whom a document is addressed to."""
    return tuple(dict.fromkeys(unit_in_print(row) for row in people if row.unit_name))


def person_in_print(row: Attendance, organs: tuple[str, ...]) -> str:
    """Return unit, post and name; a post that names its organ or unit already stands without it."""
    unit = unit_in_print(row)
    post = row.title if row.title.startswith((*organs, unit)) else f"{unit}{row.title}"
    return f"{post}{row.name}"
