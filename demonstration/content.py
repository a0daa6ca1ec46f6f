"""What the demonstration tells: units, people, topics and office phrases, read from JSON and never from the database.

Frozen dataclasses and pure functions only. The same place always gets the same names and the same words, on any
machine, so that a story can be told twice with the same result. Figures in the stories are written for a banner as
`{n:386}` and grow with the level, so that a region does not pride itself on six windows. The sentences that offices
use around a meeting are in `phrases`.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from demonstration.soundness import BRIEFINGS, BadContent, faults_of

Level = Literal["region", "league", "banner"]
Side = Literal["gov", "union"]
UnitKind = Literal["office", "leadership", "department", "union_department", "industrial_union"]
Origin = Literal["gov", "union", "joint"]
Stance = Literal["agree", "agree_with_comments", "disagree", "no_comment"]
Setting = Literal["any", "pastoral", "border"]
Sex = Literal["女", "男"]
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


class Place(NamedTuple):
    """A government as the content needs it: `name` is the full place name, as in its union's name without 总工会."""

    code: str
    name: str
    level: str
    kind: str

    @property
    def organ(self) -> str:
        """A league is administered by a dispatched organ, everything else has a people's government."""
        return "行政公署" if self.kind == "盟" else "人民政府"

    @property
    def gov_office(self) -> str:
        """The full name of the general office, which issues the notice."""
        return f"{self.name}{self.organ}{'办公厅' if self.level == 'region' else '办公室'}"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a government, already named for that government."""

    key: str
    side: Side
    kind: UnitKind
    name: str
    short_name: str
    head_title: str
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person; any likeness is the frequency of the name."""

    name: str
    sex: Sex


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its short title and the full title that documents print."""

    key: str
    side: Side | Literal["none"]
    title: str
    full_title: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a consulted unit answers; a disagreement without coordination is printed as a dissent."""

    unit: str
    stance: Stance
    text: str
    coordination: str | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step, counted in months after the meeting."""

    months: int
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """One progress report of the lead unit."""

    percentage: int
    text: str


@dataclass(frozen=True, slots=True)
class Unimplemented:
    """Why an item was not done and what the unit proposes; the new date is the story's, not the content's."""

    explanation: str
    opinion: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A concrete deed the meeting agreed on, and how it went afterwards."""

    text: str
    lead: str
    supporting: tuple[str, ...]
    months: int
    responsible_role: str
    milestones: tuple[Milestone, ...]
    progress: tuple[Progress, ...]
    evidence: str
    effect: str
    extension_reason: str | None
    unimplemented: Unimplemented | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with its whole file; a briefing has `noted` and no resolutions, a deliberation the reverse."""

    key: str
    title: str
    origin: Origin
    main_side: Side | None
    category: str
    category_reason: str | None
    proposer: str
    co_proposer: str | None
    background: str
    research: str
    argumentation: str
    proposed_decision: str
    lead: str
    supporting: tuple[str, ...]
    months: int | None
    replies: tuple[Reply, ...]
    resolutions: tuple[Resolution, ...]
    noted: str | None
    levels: tuple[Level, ...]
    setting: Setting

    @property
    def is_briefing(self) -> bool:
        """Briefings are taken note of, they decide nothing."""
        return self.category in BRIEFINGS


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


def units(place: Place) -> tuple[Unit, ...]:
    """All units of a government: leaders, offices, departments of both sides, industrial unions."""
    return tuple(
        Unit(
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


def unit(place: Place, key: str) -> Unit:
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
