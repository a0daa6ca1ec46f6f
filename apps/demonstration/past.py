"""Two years before the platform for the governments that tell no story of their own: declared, imported, flagged.

The package is made of the same content as the stories and is the same each time. Everything in it has ended, so that
the next meeting's report has nothing to explain.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from apps.demonstration import content, plan
from apps.demonstration.calendars import workday_from
from apps.demonstration.content import Resolution, Topic
from apps.demonstration.office import Office
from apps.documents.rules import document_number, series
from apps.history import reading, services
from apps.organizations.selectors import holders_on
from kernel import clock
from kernel.workcalendar.rules import plus_months
from tenants.governments.models import Government

#: The rule is of February 2024, so its first meetings are.
FIRST_YEAR, YEARS = 2024, 2
#: By this day of the year a past year's meeting is concluded.
CONCLUDED = (11, 20)


def import_past(government: Government, office: Office, today: date) -> int:
    """Import what the government declares; how many objects were written."""
    on = entered_on(government.code, today)
    value = package(office, on, today) if on else None
    if value is None or on is None:
        return 0
    moment = clock.at_hour(on, 9)
    with clock.frozen_at(moment):
        return services.import_package(reading.read(value, today=on), at=moment)


def entered_on(code: str, today: date) -> date | None:
    """The day on which the papers were entered: before the first story, after the work rule; None without a past."""
    rule_on = plan.rule_day(code, today)
    if rule_on is None or code in plan.ROLES or code in plan.UNTOUCHED or code == plan.MODEL:
        return None
    chapters = plan.chapters_of(code, today)
    on = (chapters[0].day_of("drafted") if chapters else today) - timedelta(days=1)
    return on if on > rule_on else None


def years_before(on: date) -> list[int]:
    """The years whose meetings were concluded before that day, the earlier first."""
    last = on.year if on > date(on.year, *CONCLUDED) else on.year - 1
    return [year for year in range(last - YEARS + 1, last + 1) if year >= FIRST_YEAR]


def package(office: Office, on: date, today: date) -> dict[str, Any] | None:
    """What is declared; None for a government that did not meet in those years."""
    years = [year for year in years_before(on) if _number(f"{office.place.code}:{year}", 10) < 7]
    if not years:
        return None
    chosen = _topics(office)
    meetings = [
        _meeting(office, year, ordinal, chosen[2 * ordinal - 2 : 2 * ordinal])
        for ordinal, year in enumerate(years, start=1)
    ]
    return {
        "format": reading.FORMAT,
        "government": office.place.code,
        "source": f"{office.place.gov_office}、{office.place.name}总工会存档",
        "meetings": meetings,
    }


def _topics(office: Office) -> list[Topic]:
    """Topics that were deliberated, in an order of the government's own that no story of it follows."""
    told = [topic for topic in content.topics(office.place) if not topic.is_briefing]
    return sorted(told, key=lambda topic: hashlib.sha256(f"past:{office.place.code}:{topic.key}".encode()).digest())


def _meeting(office: Office, year: int, ordinal: int, topics: list[Topic]) -> dict[str, Any]:
    code, word = office.place.code, series(office.place.name, "minutes")
    held_on = workday_from(date(year, 3, 18) + timedelta(days=_number(f"{code}:held:{year}", 70)))
    minutes_on = workday_from(held_on + timedelta(days=9 + _number(f"{code}:minutes:{year}", 14)))
    return {
        "ordinal": ordinal,
        "kind": "ordinary",
        "held_on": held_on.isoformat(),
        "venue": f"{office.place.name}{office.place.organ}会议室",
        "conveners": dict(_conveners(held_on)),
        "attendance": {"gov": 8 + _number(f"{code}:gov", 5), "union": 5 + _number(f"{code}:union", 4)},
        "topics": [_topic(office, topic, held_on, minutes_on) for topic in topics],
        "minutes": {"number": document_number(word, year, 1), "issued_on": minutes_on.isoformat()},
        "concluded_on": date(year, *CONCLUDED).isoformat(),
    }


def _conveners(held_on: date) -> Iterator[tuple[str, dict[str, Any]]]:
    for slot, holder in sorted(holders_on(held_on).items()):
        yield slot.value, {"name": holder.name, "title": holder.title, "present": True}


def _topic(office: Office, topic: Topic, held_on: date, minutes_on: date) -> dict[str, Any]:
    declared: dict[str, Any] = {
        "title": topic.title,
        "origin": topic.origin,
        "category": topic.category,
        "category_reason": topic.category_reason,
        "proposer": office.units[topic.proposer].name,
        "outcome": "agreed",
        "resolutions": [_resolution(office, row, held_on, minutes_on) for row in topic.resolutions],
    }
    if topic.main_side and topic.co_proposer:
        declared |= {"main_side": topic.main_side, "co_proposer": office.units[topic.co_proposer].name}
    return declared


def _resolution(office: Office, row: Resolution, held_on: date, minutes_on: date) -> dict[str, Any]:
    """Most items were closed some days before their deadline, some of them after it."""
    due_on = plus_months(held_on, row.months)
    late = 21 if _number(f"{office.place.code}:{row.text}", 7) == 0 else -9
    closed_on = min(max(due_on + timedelta(days=late), minutes_on), date(held_on.year, *CONCLUDED))
    return {
        "text": row.text,
        "lead_unit": office.units[row.lead].name,
        "supporting_units": [office.units[key].name for key in row.supporting],
        "due_on": due_on.isoformat(),
        "closed_on": closed_on.isoformat(),
    }


def _number(key: str, below: int) -> int:
    """A number of the key's own, the same each time."""
    return int.from_bytes(hashlib.sha256(f"past:{key}".encode()).digest()[:4], "big") % below
