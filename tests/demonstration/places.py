"""All 116 places that the content must be able to tell of, and how to read every text in it."""

import csv
import re
from pathlib import Path

from demonstration import content
from roads.texts import Place
from tenants import governments

DIVISIONS = Path(governments.__file__).parent / "data" / "divisions.csv"
LEFTOVER = re.compile(r"[{}<>]|XX|××|TODO|None")


def all_places() -> list[Place]:
    with DIVISIONS.open(encoding="utf-8", newline="") as rows:
        return [
            content.place(code=row["code"], union_name=row["union_name"], level=row["level"], kind=row["kind"])
            for row in csv.DictReader(rows)
        ]


PLACES = all_places()
REGION = next(place for place in PLACES if place.level == "region")
TUMED = next(place for place in PLACES if place.code == "150121")
XINCHENG = next(place for place in PLACES if place.code == "150102")
ONE_OF_EACH_KIND = list({place.kind: place for place in PLACES}.values())


def of_kind(place: Place) -> str:
    return place.kind


def texts_of(told: object) -> list[str]:
    """Every string inside nested dataclasses, tuples and lists."""
    if isinstance(told, str):
        return [told]
    if isinstance(told, tuple | list):
        return [text for part in told for text in texts_of(part)]
    if isinstance(told, dict):
        return [text for part in told.values() for text in texts_of(part)]
    slots = getattr(told, "__slots__", ())
    return [text for slot in slots for text in texts_of(getattr(told, slot))]
