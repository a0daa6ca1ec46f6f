"""Verbs: settle the list of topics in each of the three ways, reopen it, change it after the notice (Art. 6)."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from apps.meetings.agenda.drawing_services import draw_up_agenda
from apps.meetings.attendance.proposing_services import propose_attendance
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.meetings.preparation.services import draw_up_checklist
from apps.meetings.topic_list.permissions import checks_that_stand, list_digest
from apps.organizations.models import User
from apps.topics.models import Topic
from apps.topics.rounds import services as topics
from apps.topics.rounds.services import table_directly
from apps.workrules.binding import binding_rule
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import Act, verb


@verb(MEETING, "skip_collection")
def skip_collection(
    *,
    meeting_id: uuid.UUID,
    reason: str | None = None,
    topics: Sequence[Topic] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """Both offices agree to hold an extraordinary meeting on these topics, without collection (R6.12)."""
    given = {"reason": reason, "topics": None if topics is None else list(topics)}
    with acting(MEETING, "skip_collection", meeting_id, by=by, at=at, version=version, given=given) as act:
        if act.agreed:
            meeting: Meeting = act.object
            meeting.reason = act.given["reason"]
            table_directly(
                meeting_id=meeting.pk,
                year=meeting.year,
                listed=act.given["topics"],
                by=by,
                at=at,
                recorded_at=act.recorded_at,
            )
            draw_up_agenda(act)
            draw_up_checklist(act)
            propose_attendance(act)
    return act.object


@verb(MEETING, "settle")
def settle_list(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """A side consents to the list of topics; with the other side's consent to the same list it is settled (R6.9)."""
    with acting(MEETING, "settle", meeting_id, by=by, at=at, version=version) as act:
        if act.agreed:
            list_was_settled(act)
    return act.object


@verb(MEETING, "settle_by_leader")
def settle_by_leader(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The government's leader settles the list, where the rule says so (Art. 6)."""
    with acting(MEETING, "settle_by_leader", meeting_id, by=by, at=at, version=version) as act:
        list_was_settled(act)
    return act.object


@verb(MEETING, "check_list")
def check_list(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The next of the rule's chain checks the list; with the last check it is settled. An edit voids all checks."""
    with acting(MEETING, "check_list", meeting_id, by=by, at=at, version=version) as act:
        meeting: Meeting = act.object
        chain, done = binding_rule(meeting).topic_settlement_chain, checks_that_stand(meeting)
        check = {
            "role": chain[len(done)],
            "person": str(by.pk),
            "people": sorted(str(key) for key in act.people),
            "name": act.by.printed_name,
            "at": act.recorded_at.isoformat(),
        }
        meeting.list_checks = [*done, {**check, "sha256": list_digest(meeting)}]
        if len(meeting.list_checks) == len(chain):
            meeting.settled_at, meeting.settled_by = act.recorded_at, User.behind(act.by)
            list_was_settled(act)
    return act.object


@verb(MEETING, "reopen_list")
def reopen_list(*, meeting_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Meeting:
    """Either office opens the settled list again, before the notice; consents are void (R6.9)."""
    with acting(MEETING, "reopen_list", meeting_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
        act.object.settled_at = act.object.settled_by = None
        act.object.agenda.all().delete()
        topics.reopen_round(meeting_id=meeting_id, by=by, at=at, recorded_at=act.recorded_at)
    return act.object


def list_was_settled(act: Act) -> None:
    """Move every topic as the list says, and draw up what follows from it (Arts. 5, 8)."""
    topics.settle_round(meeting_id=act.object.pk, by=User.behind(act.by), at=act.at, recorded_at=act.recorded_at)
    draw_up_agenda(act)
    draw_up_checklist(act)
    propose_attendance(act)


@verb(MEETING, "amend_list")
def amend_list(
    *,
    meeting_id: uuid.UUID,
    added: Sequence[Topic] | None = None,
    removed: Sequence[Topic] | None = None,
    reason: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """After the notice both offices together change the list; a new notice must say so before the session (R6.9)."""
    given = {"added": list(added or []), "removed": list(removed or []), "reason": reason}
    with acting(MEETING, "amend_list", meeting_id, by=by, at=at, version=version, given=given) as act:
        if act.agreed:
            act.object.list_amended_at, act.object.reason = act.recorded_at, act.given["reason"]
            topics.amend_round(
                meeting_id=meeting_id,
                added=act.given.get("added") or [],
                removed=act.given.get("removed") or [],
                reason=act.given["reason"],
                who={"by": by, "at": at, "recorded_at": act.recorded_at},
            )
            draw_up_agenda(act)
            propose_attendance(act)
    return act.object
