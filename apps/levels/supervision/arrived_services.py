"""What a government does about a letter that came to it: each step is told to the sender by a row of its own."""

import uuid
from datetime import datetime

from apps.levels.supervision.lifecycle import ARRIVED
from apps.levels.supervision.models import ArrivedLetter
from apps.organizations.models import User
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb
from tenants.correspondence.models import AnswerKind, Dispatch
from tenants.correspondence.selectors import arrived
from tenants.correspondence.services import answer


@verb(ARRIVED, "receive")
def receive_arrived(*, dispatch: Dispatch, by: User, at: datetime) -> ArrivedLetter:
    """The office it was sent to signs for a letter. Raises NotSentToHere, LetterReceivedAlready (R12.3)."""
    with acting(ARRIVED, "receive", by=by, at=at, given={"dispatch": dispatch}) as act:
        letter = ArrivedLetter(
            dispatch_id=dispatch.pk,
            kind=dispatch.kind,
            side=dispatch.side,
            from_name=dispatch.government_name,
            number=dispatch.number,
            title=dispatch.title,
            due_on=dispatch.due_on,
            received_at=act.recorded_at,
            received_by=User.behind(act.by),
        )
        create(act, letter)
        answer(dispatch, AnswerKind.RECEIVED, by=act.by, at=act.recorded_at)
    return letter


@verb(ARRIVED, "accept")
def accept_referral(
    *, arrived_letter_id: uuid.UUID, by: User, at: datetime, version: int | None = None
) -> ArrivedLetter:
    """The office takes a referral on (R11.2)."""
    with acting(ARRIVED, "accept", arrived_letter_id, by=by, at=at, version=version) as act:
        _tell(act, AnswerKind.ACCEPTED)
    return act.object


@verb(ARRIVED, "return")
def return_referral(
    *, arrived_letter_id: uuid.UUID, words: str, by: User, at: datetime, version: int | None = None
) -> ArrivedLetter:
    """The office sends a referral back and says why (R11.2)."""
    given = {"words": words}
    with acting(ARRIVED, "return", arrived_letter_id, by=by, at=at, version=version, given=given) as act:
        _tell(act, AnswerKind.RETURNED)
    return act.object


@verb(ARRIVED, "report_progress")
def report_referral_progress(
    *,
    arrived_letter_id: uuid.UUID,
    words: str,
    percentage: int,
    by: User,
    at: datetime,
    version: int | None = None,
) -> ArrivedLetter:
    """The office tells how far a referral has come (R11.2)."""
    given = {"words": words, "percentage": percentage}
    with acting(ARRIVED, "report_progress", arrived_letter_id, by=by, at=at, version=version, given=given) as act:
        act.object.percentage = percentage
        _tell(act, AnswerKind.PROGRESS)
    return act.object


@verb(ARRIVED, "report_completion")
def report_referral_completion(
    *, arrived_letter_id: uuid.UUID, words: str, by: User, at: datetime, version: int | None = None
) -> ArrivedLetter:
    """The office reports a referral done (R11.2)."""
    given = {"words": words}
    with acting(ARRIVED, "report_completion", arrived_letter_id, by=by, at=at, version=version, given=given) as act:
        act.object.percentage = 100
        _tell(act, AnswerKind.COMPLETED)
    return act.object


@verb(ARRIVED, "reply")
def reply_to_arrived(
    *, arrived_letter_id: uuid.UUID, words: str, by: User, at: datetime, version: int | None = None
) -> ArrivedLetter:
    """The office answers a reminder or an order (R12.3)."""
    given = {"words": words}
    with acting(ARRIVED, "reply", arrived_letter_id, by=by, at=at, version=version, given=given) as act:
        _tell(act, AnswerKind.REPLIED)
    return act.object


def _tell(act: Act, kind: AnswerKind) -> None:
    """Keep the words here, and let the sender read them."""
    letter: ArrivedLetter = act.object
    letter.words = act.given.get("words") or ""
    percentage = letter.percentage if kind == AnswerKind.PROGRESS else None
    dispatch = arrived().get(pk=letter.dispatch_id)
    answer(dispatch, kind, text=letter.words, percentage=percentage, by=act.by, at=act.recorded_at)
