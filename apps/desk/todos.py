"""One thing that waits for a person, as the desk and the interface show it, and where one goes to see to it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from apps.desk.things import BY_LIFECYCLE
from apps.followups.lifecycle import EXTENSION, ITEM, LETTER, PART
from apps.history.lifecycle import HISTORY_IMPORT
from apps.levels.filings.lifecycle import RECEIPT
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.organizations.leaders_acts import label_of
from apps.organizations.people_lifecycle import ACCOUNT
from apps.organizations.people_selectors import MissingRole
from apps.papers.lifecycle import PAPER
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.workrules.lifecycle import WORK_RULE
from apps.years.lifecycle import YEAR_EXPLANATION
from kernel.clock import at_hour
from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import Sentence
from vocabulary.roles import ROLES

#: What is said of a to-do whose object is yet to be written.
NOTHING_YET = _("尚未办理")
#: What came from another government: where it is received, and its page.
ARRIVALS = {
    "receipt": ("/receipts/new?copy={}", "/inbox/{}"),
    "arrived_letter": ("/arrived-letters/new?dispatch={}", "/dispatches/{}"),
}
TITLES: dict[str, Callable[[Any], str]] = {
    MEETING.name: str,
    NOTICE_RECEIPT.name: str,
    PREPARATION.name: str,
    ATTENDANCE.name: lambda row: f"{row.meeting} {row.name}",
    TOPIC.name: lambda topic: f"{topic.number} {topic.title}",
    CONSULTATION.name: lambda asked: f"{asked.topic.number} {asked.topic.title}",
    MINUTES.name: lambda row: str(row.meeting),
    PUBLICITY.name: str,
    ITEM.name: str,
    PART.name: lambda part: str(part.item),
    EXTENSION.name: lambda asked: str(asked.item),
    LETTER.name: str,
    WORK_RULE.name: str,
    YEAR_EXPLANATION.name: str,
    PAPER.name: lambda paper: f"{label_of(paper.act)}　{paper}",
    SENT.name: str,
    ARRIVED.name: str,
    RECEIPT.name: str,
    ACCOUNT.name: lambda account: f"{account.name}（{account.username}）",
    HISTORY_IMPORT.name: str,
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One object on which something is expected of the person now, with the rows of the table that say what."""

    lifecycle: Lifecycle
    object: Any
    actions: tuple[Action, ...]

    @property
    def kind(self) -> str:
        """The object's kind, as the tables call it."""
        return self.lifecycle.name

    @property
    def id(self) -> uuid.UUID:
        """The object's key."""
        key: uuid.UUID = self.object.pk
        return key

    @property
    def title(self) -> str:
        """The object as people call it."""
        return TITLES[self.kind](self.object)

    @property
    def state(self) -> str:
        """The state it stands in."""
        return str(self.object.state)

    @property
    def is_there(self) -> bool:
        """Whether the object stands in the records; a year to be explained has nothing there yet."""
        return not self.object._state.adding

    @property
    def state_label(self) -> Sentence:
        """The state in words."""
        return self.lifecycle.states(self.object.state).label if self.is_there else NOTHING_YET

    @property
    def since(self) -> datetime:
        """Since when it stands there."""
        moment: datetime = self.object.state_since
        return moment


@dataclass(frozen=True, slots=True)
class Arrival(ToDo):
    """What another government sent and nobody here has received yet: the row that would say so is still to be made."""

    #: When it was sent.
    sent_at: datetime

    @property
    def title(self) -> str:
        """Who sent it, and what it is."""
        return f"{self.object.government_name}　{self.object}"

    @property
    def state(self) -> str:
        """It waits to be received; no lifecycle here has begun."""
        return "arrived"

    @property
    def state_label(self) -> Sentence:
        """The same in words."""
        return _("尚未签收")

    @property
    def since(self) -> datetime:
        """Since when it lies here."""
        return self.sent_at


@dataclass(frozen=True, slots=True)
class Successor(ToDo):
    """Somebody to whom a post or a unit's work was handed over, without the role to act by (R4.4)."""

    missing: MissingRole

    @property
    def title(self) -> str:
        """What was handed over, and to whom."""
        return f"{self.missing.what}　{self.missing.person.name}"

    @property
    def state_label(self) -> Sentence:
        """What is missing."""
        return _("接任者尚无相应角色：%(role)s") % {"role": ROLES[self.missing.role].label}

    @property
    def since(self) -> datetime:
        """Since the day of the handover."""
        return at_hour(self.missing.since, 0)

    @property
    def address(self) -> str:
        """The form, filled in with the role and with what the handover rests on."""
        known = {"role": self.missing.role, "basis": self.missing.basis}
        return f"/people/{self.id}/do/give_role?{urlencode(known)}"


@dataclass(frozen=True, slots=True)
class Resting(ToDo):
    """An account whose rights rest since its password was reset; the security officer asks its holder."""

    @property
    def address(self) -> str:
        """The form."""
        return f"/people/{self.id}/do/restore"


def beginning_of(todo: ToDo) -> str:
    """Where one begins what has no object here yet."""
    if isinstance(todo, Arrival):
        return ARRIVALS[todo.kind][0].format(todo.id)
    if todo.is_there:
        return f"/minutes/new?meeting={todo.id}"
    return f"/year-explanations/new?year={todo.object.year}"


def page_of(todo: ToDo) -> str:
    """Where the object is read; a year of which nobody has written stands on the page of years."""
    if isinstance(todo, Arrival):
        return ARRIVALS[todo.kind][1].format(todo.id)
    return BY_LIFECYCLE[todo.kind].page(todo.object) if todo.is_there else "/years"
