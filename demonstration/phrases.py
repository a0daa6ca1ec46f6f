"""The sentences offices write around a meeting: reasons, notes, press items, openings and closings of minutes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from demonstration import content
from demonstration.content import Place

Option = TypeVar("Option")
#: What a supporting unit is given to do by itself.
PART_OF_ITS_OWN = "结合本单位职责提供底数和政策依据，配合牵头单位制定实施方案"


@dataclass(frozen=True, slots=True)
class PressText:
    """A press item without personal data of any worker."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a meeting outside the yearly one is needed: the rule's ground and the case."""

    ground: Literal["special", "major"]
    text: str


@dataclass(frozen=True, slots=True)
class Guest:
    """An invited guest of the grassroots, who has no side."""

    title: str
    category: Literal["grassroots_official", "worker_representative", "model_worker", "grassroots_union"]


@dataclass(frozen=True, slots=True)
class MeetingTexts:
    """The offices' own sentences; `minutes_openings` keep {date}, {presider}, {title}, {venue} for the meeting."""

    request_reasons: tuple[str, ...]
    venues: tuple[str, ...]
    deadline_notes: tuple[str, ...]
    press_texts: tuple[PressText, ...]
    send_back_reasons: tuple[str, ...]
    return_reasons: tuple[str, ...]
    minutes_return_reasons: tuple[str, ...]
    late_collection_reasons: tuple[str, ...]
    decline_reasons: tuple[str, ...]
    other_date_reasons: tuple[str, ...]
    postpone_reasons: tuple[str, ...]
    cancel_reasons: tuple[str, ...]
    extraordinary_grounds: tuple[Ground, ...]
    principal_leader_grounds: tuple[str, ...]
    leave_reasons: tuple[str, ...]
    extension_refusal_reasons: tuple[str, ...]
    termination_reasons: tuple[str, ...]
    reopen_reasons: tuple[str, ...]
    carry_over_notes: tuple[str, ...]
    rejection_reasons: tuple[str, ...]
    transfer_reasons: tuple[str, ...]
    amendment_notes: tuple[str, ...]
    remit_notes: tuple[str, ...]
    reply_reminders: tuple[str, ...]
    chase_up_texts: tuple[str, ...]
    supervision_texts: tuple[str, ...]
    minutes_openings: tuple[str, ...]
    minutes_closings: tuple[str, ...]
    work_plan_clauses: tuple[str, ...]
    guests: tuple[Guest, ...]


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


def choose(options: Sequence[Option], *, code: str, what: str, seed: int = 0) -> Option:
    """Pick one option for a government, always the same for the same question."""
    digest = hashlib.sha256(f"{seed}:{code}:{what}".encode()).digest()
    return options[int.from_bytes(digest[:8], "big") % len(options)]


#: Dialling codes of the leagues and cities by the first four digits of their codes; the numbers behind are made up.
_DIALLING = {
    "1500": "0471", "1501": "0471", "1502": "0472", "1503": "0473", "1504": "0476", "1505": "0475", "1506": "0477",
    "1507": "0470", "1508": "0478", "1509": "0474", "1522": "0482", "1525": "0479", "1529": "0483",
}  # fmt: skip


def telephone(place: Place) -> str:
    """The general office's number, the same each time."""
    digest = hashlib.sha256(f"telephone:{place.code}".encode()).digest()
    return f"{_DIALLING.get(place.code[:4], '0471')}-{2000000 + int.from_bytes(digest[:4], 'big') % 6000000}"
