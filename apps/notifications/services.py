"""Telling people after an act is committed. Each function is named by a lifecycle table and receives the act."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from apps.notifications.models import Message
from apps.organizations.accounts.selectors import holding
from apps.organizations.models import User
from kernel.lifecycle.table import Act


def topic_submitted(act: Act) -> None:
    """Tell the clerks of the leading side."""
    tell(act, _with_role(f"{act.object.leading_side}_clerk"))


def topic_answered(act: Act) -> None:
    """Tell the proposing unit."""
    tell(act, _speakers_of([act.object.proposer_id]))


def topic_screened(act: Act) -> None:
    """Tell the proposing units what both sides settled about their topic, and why; a proposal tells nobody (R6.10)."""
    if act.object.state == act.action.target:
        proposers = [key for key in (act.object.proposer_id, act.object.co_proposer_id) if key]
        tell(act, _speakers_of(proposers), because=act.object.reason)


def units_asked(act: Act) -> None:
    """Tell every consulted unit."""
    tell(act, _speakers_of([unit.pk for unit in act.given["units"]]))


def unit_chased(act: Act) -> None:
    """Tell a consulted unit that its answer is missing."""
    tell(act, _speakers_of([act.object.unit_id]))


def meeting_moved(act: Act) -> None:
    """Tell leaders and clerks of both sides."""
    tell(act, _with_role("gov_clerk", "gov_leader", "union_clerk", "union_leader"))


def notice_sent(act: Act) -> None:
    """Tell the invited unit; leaders and guests hear of it from their office (R7.5)."""
    if act.object.unit_id:
        tell(act, _speakers_of([act.object.unit_id]))


def letter_between_levels(act: Act) -> None:
    """Tell leaders and the other clerks of the side whose letter it is."""
    tell(act, _with_role(f"{act.object.side}_clerk", f"{act.object.side}_leader"))


def minutes_moved(act: Act) -> None:
    """Tell leaders and clerks of both sides."""
    meeting_moved(act)


def year_moved(act: Act) -> None:
    """Tell both offices what became of a year's explanation, with the reason where it came back."""
    tell(act, _with_role("gov_clerk", "union_clerk"), because=act.given.get("reason") or "")


def item_moved(act: Act) -> None:
    """Tell both offices and the lead unit."""
    tell(act, [*_with_role("gov_clerk", "union_clerk"), *_speakers_of([act.object.lead_unit_id])])


def item_listed(act: Act) -> None:
    """Tell the unit that leads (R9.8); both offices hear of the whole list with the minutes."""
    tell(act, _speakers_of([act.object.lead_unit_id]))


def part_listed(act: Act) -> None:
    """Tell the unit that supports (R9.8)."""
    tell(act, _speakers_of([act.object.unit_id]))


def letter_issued(act: Act) -> None:
    """Tell the unit a letter went to, or the chief convener it was reported to (R11.7)."""
    letter = act.object
    if letter.unit_id:
        tell(act, _speakers_of([letter.unit_id]))
    elif letter.person_id:
        tell(act, User.objects.filter(pk=letter.person_id))
    else:
        tell(act, _with_role(f"{letter.side}_leader"))


def extension_answered(act: Act) -> None:
    """Tell both offices and the lead unit of the item that was to have more time."""
    tell(act, [*_with_role("gov_clerk", "union_clerk"), *_speakers_of([act.object.item.lead_unit_id])])


def tell(act: Act, recipients: Iterable[User], *, because: str = "") -> None:
    """Write one message to each active recipient except whoever acted, with the reason where one was given."""
    reason = f"：{because}" if because else ""
    text = f"{act.lifecycle.label}：{act.action.label_on(act.object)}　{act.object}{reason}"[:400]
    people = {user.pk: user for user in recipients if user.is_active and user.pk != act.by.pk}
    Message.objects.bulk_create(
        Message(
            recipient=user,
            text=text,
            object_kind=act.lifecycle.name,
            object_id=act.object.pk,
            sent_at=act.recorded_at,
        )
        for user in people.values()
    )


def warn_once(*, name: str, text: str, at: datetime) -> int:
    """Tell both offices of something nobody did, once per name however often it is said; how many were told."""
    key = uuid.uuid5(uuid.NAMESPACE_OID, name)
    if Message.objects.filter(object_kind="alert", object_id=key).exists():
        return 0
    people = _with_role("gov_clerk", "union_clerk").filter(is_active=True)
    rows = [Message(recipient=one, text=text, object_kind="alert", object_id=key, sent_at=at) for one in people]
    return len(Message.objects.bulk_create(rows))


def mark_read(*, message_id: uuid.UUID, by: User, at: datetime) -> None:
    """Note that the recipient has read a message; the first time counts."""
    Message.objects.filter(pk=message_id, recipient=by, read_at=None).update(read_at=at)


def _with_role(*roles: str) -> QuerySet[User]:
    return holding(*roles)


def _speakers_of(units: Sequence[uuid.UUID]) -> QuerySet[User]:
    """Return who speaks for the units now; who handed a unit over hears nothing more of it."""
    return User.objects.filter(memberships__unit__in=units, memberships__ended_on=None)
