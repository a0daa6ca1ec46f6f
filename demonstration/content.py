"""What the demonstration tells: units, people, topics and office phrases, read from JSON and never from the database.

Pure functions that fill the values of `roads.texts` and `roads.people`. The same place always gets the same names and
the same words, on any machine, so that a story can be told twice with the same result. Figures in the stories are
written for a banner as `{n:386}` and grow with the level, so that a region does not pride itself on six windows. The
sentences that offices use around a meeting are in `phrases`.
"""

import hashlib
import json
from pathlib import Path
from typing import Any, get_args

from demonstration.soundness import BadContent, faults_of
from roads.people import Person, Post
from roads.texts import (
    Level,
    Milestone,
    Place,
    Progress,
    Reply,
    Resolution,
    Setting,
    Stance,
    Topic,
    Unimplemented,
    UnitText,
)

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "content"
GROWTH: dict[str, int] = {"banner": 1, "league": 6, "region": 40}
WHOLE: dict[str, str] = {
    "自治区": "全区",
    "盟": "全盟",
    "地级市": "全市",
    "旗": "全旗",
    "自治旗": "全旗",
    "县": "全县",
    "县级市": "全市",
    "市辖区": "全区",
}


#: Filled on first use; static data of the code base, the same for every government.
_FILES: dict[str, Json] = {}


def file(name: str) -> Json:
    """Read one JSON file once, refusing it whole when it contradicts itself."""
    if name not in _FILES:
        _FILES[name] = {"entries": _read(name)} if name == "units" else _read(name)
        if name == "topics":
            _refuse_bad_topics()
    return _FILES[name]


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _refuse_bad_topics() -> None:
    sides = {unit["key"]: unit["side"] for unit in file("units")["entries"]}
    for topic in _FILES["topics"]["topics"]:
        for fault in faults_of(topic, sides):
            _FILES.pop("topics", None)
            raise BadContent(f"topics.json, {topic['key']}: {fault}")


class _Figure:
    """Lets `{n:386}` grow with the level inside `str.format`."""

    def __init__(self, growth: int) -> None:
        self.growth = growth

    def __format__(self, spec: str) -> str:
        return str(int(spec) * self.growth)


def _tell(told: Any, place: Place) -> Any:
    """Fill place and figures into every text of a story; anything that is not text passes unchanged."""
    if isinstance(told, str):
        return told.format(place=place.name, all=WHOLE[place.kind], n=_Figure(GROWTH[place.level]))
    if isinstance(told, list):
        return [_tell(part, place) for part in told]
    if isinstance(told, dict):
        return {key: _tell(part, place) for key, part in told.items()}
    return told


def place(*, code: str, union_name: str, level: str, kind: str) -> Place:
    """A government by its union's name; a league is administered by a dispatched organ, everything else governs."""
    name = union_name.removesuffix("总工会")
    organ = "行政公署" if kind == "盟" else "人民政府"
    office = "办公厅" if level == "region" else "办公室"
    return Place(code, name, level, kind, organ, f"{name}{organ}{office}")


def units(place: Place) -> tuple[UnitText, ...]:
    """All units of a government: leaders, offices, departments of both sides, industrial unions."""
    return tuple(
        UnitText(
            key=entry["key"],
            side=entry["side"],
            kind=entry["kind"],
            name=entry["names"][place.level].format(name=place.name, organ=place.organ),
            short_name=entry["short_names"][place.level],
            head_title=entry["head_titles"][place.level],
            functions=tuple(entry["functions"]),
        )
        for entry in file("units")["entries"]
    )


def unit(place: Place, key: str) -> UnitText:
    """One unit of a government by its key."""
    for found in units(place):
        if found.key == key:
            return found
    raise BadContent(f"units.json knows no unit {key}")


def post(place: Place, key: str, *, unit_key: str | None = None) -> Post:
    """A post as this kind of government calls it; a liaison's post also needs the unit."""
    entry = next((entry for entry in file("people")["posts"] if entry["key"] == key), None)
    if entry is None:
        raise BadContent(f"people.json knows no post {key}")
    of_unit = unit(place, unit_key).name if unit_key else ""
    full = entry["full_titles"][place.kind].format(
        name=place.name, organ=place.organ, gov_office=place.gov_office, unit=of_unit
    )
    return Post(key=key, side=entry["side"], title=entry["titles"][place.kind], full_title=full)


def people(code: str, seed: int = 0) -> tuple[Person, ...]:
    """Every name once, in an order of this government's own: take them from the front."""

    def order(entry: Json) -> str:
        return hashlib.sha256(f"{seed}:{code}:{entry['name']}".encode()).hexdigest()

    return tuple(Person(**entry) for entry in sorted(file("people")["names"], key=order))


def topics(place: Place) -> tuple[Topic, ...]:
    """The topics that this government could have had, told with its name and in its size."""
    return tuple(_topic(_tell(entry, place)) for entry in file("topics")["topics"] if _suits(entry, place))


def _suits(entry: Json, place: Place) -> bool:
    """No grassland topic in a city district, no port topic far from the border."""
    at_home: dict[Setting, bool] = {
        "any": True,
        "pastoral": place.kind != "市辖区",
        "border": place.code in file("topics")["border_codes"],
    }
    return place.level in entry["levels"] and at_home[entry["setting"]]


def _topic(entry: Json) -> Topic:
    parts = {
        "supporting": tuple(entry["supporting"]),
        "levels": tuple(entry["levels"]),
        "replies": tuple(Reply(**reply) for reply in entry["replies"]),
        "resolutions": tuple(_resolution(resolution) for resolution in entry["resolutions"]),
    }
    return Topic(**{**entry, **parts})


def _resolution(entry: Json) -> Resolution:
    parts = {
        "supporting": tuple(entry["supporting"]),
        "milestones": tuple(Milestone(**step) for step in entry["milestones"]),
        "progress": tuple(Progress(**report) for report in entry["progress"]),
        "unimplemented": Unimplemented(**entry["unimplemented"]) if entry["unimplemented"] else None,
    }
    return Resolution(**{**entry, **parts})


STANCES: tuple[Stance, ...] = get_args(Stance)
LEVELS: tuple[Level, ...] = get_args(Level)
KINDS: tuple[str, ...] = tuple(WHOLE)
