"""The years before the platform, in every government: declared by the offices, imported, flagged.

The package is made of the same content as the stories and is the same each time. Everything in it has ended, so that
the next meeting's report has nothing to explain. Some governments did not meet in one of the years, some minutes came
late, some items were given up: derived from the code, so that no year looks like the next.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from apps.documents.rules import document_number, organ_word, series
from apps.history import reading, services
from apps.organizations.posts.selectors import holders_on
from demonstration import past_years, plan
from demonstration.past_topics import number, past_topics
from kernel import clock
from kernel.workcalendar.rules import plus_months
from roads.calendars import workday_from
from roads.office import Office
from roads.texts import Resolution, Topic, choose
from tenants.governments.models import Government

#: The rule is of February 2024, so its first meetings are.
FIRST_YEAR, YEARS = 2024, 2
#: By this day of the year a past year's meeting is concluded.
CONCLUDED = (11, 20)


def import_past(government: Government, office: Office, today: date) -> int:
    """Import what the government declares; how many objects were written."""
    on = entered_on(government.code, today)
    years = years_met(government.code, on, today)
    if not years:
        return 0
    moment = clock.at_hour(on, 9)
    declared = package(office, years) | dict(past_years.declared(office, years, years_past(on, today), on))
    with clock.frozen_at(moment):
        return services.import_package(reading.read(declared, today=on), at=moment)


def entered_on(code: str, today: date) -> date:
    """The day on which the papers were entered: before the first story, after the work rule."""
    chapters = plan.chapters_of(code, today)
    return (chapters[0].day_of("drafted") if chapters else today) - timedelta(days=1)


def years_met(code: str, on: date, today: date) -> list[int]:
    """The years before this one with a concluded meeting: both as a rule, of a few governments only one."""
    years = years_past(on, today)
    missed = number(f"{code}:missed", 2 * len(years) + 4) if len(years) > 1 else len(years)
    if code in plan.YEARS_TOLD:
        missed = len(years) - 1
    return [year for position, year in enumerate(years) if position != missed]


def years_past(on: date, today: date) -> list[int]:
    """The years before this one that had come to their end, for meetings, when the papers were entered."""
    years = range(max(today.year - YEARS, FIRST_YEAR), today.year)
    return [year for year in years if date(year, *CONCLUDED) < on]


def package(office: Office, years: list[int]) -> dict[str, Any]:
    """What is declared of those years."""
    chosen = past_topics(office.place)
    meetings = [
        _Year(office, year).meeting(ordinal, chosen[3 * ordinal - 3 : 3 * ordinal])
        for ordinal, year in enumerate(years, start=1)
    ]
    return {
        "format": reading.FORMAT,
        "government": office.place.code,
        "source": f"{office.place.gov_office}、{office.place.name}总工会存档",
        "meetings": meetings,
    }


class _Year:
    """One year of a government as its offices declare it."""

    def __init__(self, office: Office, year: int) -> None:
        self.office, self.year, self.place = office, year, office.place
        self.texts = office.texts.meeting
        self.held_on = workday_from(date(year, 3, 18) + timedelta(days=self.number("held", 70)))
        late = 35 if self.number("late", 6) == 0 else 0
        self.minutes_on = workday_from(self.held_on + timedelta(days=9 + self.number("minutes", 14) + late))

    def number(self, what: str, below: int) -> int:
        """A number of this year's own, the same each time."""
        return number(f"{self.place.code}:{self.year}:{what}", below)

    def meeting(self, ordinal: int, topics: list[Topic]) -> dict[str, Any]:
        """The meeting with everything below it."""
        word = series(organ_word(self.place.name), "minutes")
        return {
            "ordinal": ordinal,
            "kind": "ordinary",
            "planned_on": (self.held_on - timedelta(days=7 * self.number("moved", 3))).isoformat(),
            "held_on": self.held_on.isoformat(),
            "venue": choose(self.texts.venues, code=self.place.code, what=f"past:{self.year}"),
            "conveners": dict(self._conveners()),
            "attendance": self._names() if self.number("names", 3) == 0 else self._counts(),
            "topics": [self._topic(topic) for topic in topics[: 2 + self.number("topics", 2)]],
            "minutes": {"number": document_number(word, self.year, 1), "issued_on": self.minutes_on.isoformat()},
            "publicity": list(self._publicity(ordinal)),
            "concluded_on": date(self.year, *CONCLUDED).isoformat(),
        }

    def _conveners(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for slot, holder in sorted(holders_on(self.held_on).items()):
            yield slot.value, {"name": holder.name, "title": holder.title, "present": True}

    def _counts(self) -> dict[str, int]:
        return {"gov": 8 + self.number("gov", 5), "union": 5 + self.number("union", 4), "guests": self.number("g", 3)}

    def _names(self) -> list[dict[str, Any]]:
        """Where the list was kept: liaison officers of both sides, one of whom did not come."""
        people = [self.office.people[f"{side}_unit_{count}"] for side in ("gov", "union") for count in range(2, 7)]
        return [
            {
                "name": person.name,
                "unit": person.unit.name if person.unit else "",
                "title": person.title,
                "side": person.side,
                "capacity": "in_attendance",
                "status": "absent" if position == self.number("absent", 12) else "checked_in",
            }
            for position, person in enumerate(people)
        ]

    def _topic(self, topic: Topic) -> dict[str, Any]:
        declared: dict[str, Any] = {
            "title": topic.title,
            "origin": topic.origin,
            "category": topic.category,
            "category_reason": topic.category_reason,
            "proposer": self.office.units[topic.proposer].name,
            "outcome": "agreed_in_principle" if self.number(f"principle:{topic.key}", 5) == 0 else "agreed",
            "resolutions": [self._resolution(row) for row in topic.resolutions],
        }
        if topic.main_side and topic.co_proposer:
            declared |= {"main_side": topic.main_side, "co_proposer": self.office.units[topic.co_proposer].name}
        return declared

    def _resolution(self, row: Resolution) -> dict[str, Any]:
        """Most items were closed some days before their deadline, some after it, a few were given up."""
        due_on = plus_months(self.held_on, row.months)
        late = 21 if self.number(f"late:{row.text}", 7) == 0 else -9
        ended_on = min(max(due_on + timedelta(days=late), self.minutes_on), date(self.year, *CONCLUDED)).isoformat()
        given_up = self.number(f"given up:{row.text}", 12) == 0
        reason = choose(self.texts.termination_reasons, code=self.place.code, what=row.text)
        return {
            "text": row.text,
            "lead_unit": self.office.units[row.lead].name,
            "supporting_units": [self.office.units[key].name for key in row.supporting],
            "due_on": due_on.isoformat(),
            **({"terminated_on": ended_on, "reason": reason} if given_up else {"closed_on": ended_on}),
        }

    def _publicity(self, ordinal: int) -> Iterator[dict[str, Any]]:
        if self.number("published", 5) < 3:
            yield {
                "title": f"{self.place.name}{self.place.organ}与{self.place.name}总工会召开第{ordinal}次联席会议",
                "channel": f"{self.place.name}{self.place.organ}门户网站",
                "published_on": workday_from(self.minutes_on + timedelta(days=2)).isoformat(),
            }
