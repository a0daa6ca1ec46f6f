"""The values that a road is told with: places, units, topics and phrases, given by whoever has a story to tell.

The walker knows the shape of a text and never its words. A text names units by the keys of `UnitText`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Option = TypeVar("Option")
#: Topics of these categories are taken note of; they decide nothing.
BRIEFINGS = frozenset({"briefing_gov", "briefing_union"})

Level = Literal["region", "league", "banner"]
Side = Literal["gov", "union"]
UnitKind = Literal["office", "leadership", "department", "union_department", "industrial_union"]
Origin = Literal["gov", "union", "joint"]
Stance = Literal["agree", "agree_with_comments", "disagree", "no_comment"]
Setting = Literal["any", "pastoral", "border"]


@dataclass(frozen=True, slots=True)
class Place:
    """A government as its own texts call it: `name` is the full place name, without the words of an organ."""

    code: str
    name: str
    level: str
    kind: str
    #: What administers the place: a people's government, or the dispatched organ of a league.
    organ: str
    #: The full name of the general office, which issues the notice.
    gov_office: str


@dataclass(frozen=True, slots=True)
class UnitText:
    """One unit of a government, already named for that government."""

    key: str
    side: Side
    kind: UnitKind
    name: str
    short_name: str
    head_title: str
    functions: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is always said in the same words: one sentence for one act of a stage or a turn."""

    part_of_its_own: str
    #: Names of the two files that a story hands in.
    research_report: str
    evidence: str
    #: A topic's way: completed, withdrawn, admitted late, objected to, coordinated; a list opened again.
    basis: str
    withdrawal: str
    late_topic: str
    objection: str
    coordination: str
    list_reopened: str
    withdrawal_from_list: str
    #: Around the notice: what changed in it, who comes instead and besides, what is prepared.
    notice_changed: str
    deputy_title: str
    guest_unit: str
    guest_category: str
    preparation: str
    preparation_reopened: str
    name_removed: str
    #: After the session: a correction, the end of a press item and where it appears, items that need more time.
    correction: str
    release_ending: str
    release_channel: str
    open_item: str
    open_item_opinion: str
    more_time: str
    remark: str
    part_progress: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything that both offices of one government may say on their roads."""

    #: The topics that this government could have, the chosen ones of a story among them.
    topics: tuple[Topic, ...]
    meeting: MeetingTexts
    sentences: Sentences
    #: The general office's number, which a notice gives.
    telephone: str


def choose(options: Sequence[Option], *, code: str, what: str, seed: int = 0) -> Option:
    """Pick one option for a government, always the same for the same question."""
    digest = hashlib.sha256(f"{seed}:{code}:{what}".encode()).digest()
    return options[int.from_bytes(digest[:8], "big") % len(options)]
