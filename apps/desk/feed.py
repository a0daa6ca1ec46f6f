"""A person's calendar as other programs subscribe to it (RFC 5545): days, titles and addresses, and nothing else."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from apps.topics.kinds import REPLY
from kernel.workcalendar.wording import mark
from kinds.occasions import Occasion

#: How far a subscription looks back and ahead, in days; programs ask again every few hours.
BACK, AHEAD, REFRESH = 90, 400, timedelta(hours=6)
MAKER = "-//Lianxi//Joint meetings//ZH"


def calendar_of(occasions: Iterable[Occasion], *, name: str, origin: str, at: datetime) -> bytes:
    """Return the calendar called `name`; `origin` is the address of this government, without a slash at its end."""
    made = Calendar()
    for key, value in {"prodid": MAKER, "version": "2.0", "x-wr-calname": name, "class": "PRIVATE"}.items():
        made.add(key, value)
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for one in occasions:
        made.add_component(_event(one, origin, at))
    return made.to_ical()


def _event(one: Occasion, origin: str, at: datetime) -> Event:
    """A whole day, unless the hour is known; nobody is kept from other appointments by it."""
    event, host = Event(), origin.partition("://")[2]
    # A topic may be asked about twice, until two days; everything else has one day and keeps its name when it moves.
    again = f"-{one.day.isoformat()}" if one.kind == REPLY else ""
    event.add("uid", f"{one.kind.name}-{one.id}{again}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", one.starts_at or one.day)
    if one.provisional:
        event.add("status", "TENTATIVE")
    if one.starts_at is None:
        event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", f"{one.kind.label}{mark(one.day)} {one.title}")
    event.add("url", origin + one.url)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
