"""The sentences offices write around a meeting: reasons, notes, press items, openings and closings of minutes."""

import hashlib

from demonstration import content
from roads.texts import Ground, Guest, MeetingTexts, Place, PressText, Sentences, Texts


def texts(place: Place) -> Texts:
    """Everything that both offices of this government may say."""
    return Texts(content.topics(place), meeting_texts(place), sentences(place), telephone(place))


def meeting_texts(place: Place) -> MeetingTexts:
    """The sentences around a meeting, with the venues of this government."""
    entries = content.file("meetings")
    plain = {key: tuple(texts) for key, texts in entries.items() if isinstance(texts, list)}
    parts = {
        "venues": tuple(venue.format(name=place.name) for venue in entries["venues"][place.level]),
        "press_texts": tuple(PressText(**press) for press in entries["press_texts"]),
        "extraordinary_grounds": tuple(Ground(**ground) for ground in entries["extraordinary_grounds"]),
        "guests": tuple(Guest(**guest) for guest in entries["guests"]),
    }
    return MeetingTexts(**{**plain, **parts})


def sentences(place: Place) -> Sentences:
    """What is always said in the same words, with the name of this government."""
    entries: dict[str, str] = content.file("meetings")["sentences"]
    return Sentences(**{key: text.format(name=place.name, organ=place.organ) for key, text in entries.items()})


#: Dialling codes of the leagues and cities by the first four digits of their codes; the numbers behind are made up.
_DIALLING = {
    "1500": "0471", "1501": "0471", "1502": "0472", "1503": "0473", "1504": "0476", "1505": "0475", "1506": "0477",
    "1507": "0470", "1508": "0478", "1509": "0474", "1522": "0482", "1525": "0479", "1529": "0483",
}  # fmt: skip


def telephone(place: Place) -> str:
    """The general office's number, the same each time."""
    digest = hashlib.sha256(f"telephone:{place.code}".encode()).digest()
    return f"{_DIALLING.get(place.code[:4], '0471')}-{2000000 + int.from_bytes(digest[:4], 'big') % 6000000}"
