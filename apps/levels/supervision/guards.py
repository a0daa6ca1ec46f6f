"""What letters between levels need. A guard raises a named refusal or lets the act pass."""

from apps.levels.supervision import refusals
from apps.levels.supervision.models import ArrivedLetter, SentLetter
from apps.levels.supervision.selectors import closed_by_sender, has_final_answer, receiver_gone
from apps.topics.models import TopicState
from kernel.database.names import schema_of
from kernel.lifecycle.table import Act
from tenants.correspondence.models import Dispatch, DispatchKind
from tenants.correspondence.selectors import below_here, receivers
from tenants.ledger.services import current_government
from vocabulary.roles import GOV_CLERK


def goes_along_a_line(act: Act[SentLetter]) -> None:
    """The receiver stands below, today, or, of a referral, directly above (R12.3, R11.2).

    Further up, beside, closed and unknown answer alike.
    """
    is_referral = (act.given.get("kind") or act.object.kind) == DispatchKind.REFERRAL
    if not receivers(act.today, upward=is_referral).filter(**_receiver(act)).exists():
        refusal = refusals.OneLevelUp if is_referral else refusals.OnlyDownward
        raise refusal(fields={"government": refusal.sentence} if "government" in act.given else None)


def above_is_told_why(act: Act[SentLetter]) -> None:
    """What is asked of the level above comes with the reason why this one cannot settle it (R11.2)."""
    reason = act.given["reason"] if act.object is None else act.given.get("reason", act.object.reason)
    if not reason and not below_here(act.today).filter(**_receiver(act)).exists():
        sentence = refusals.AboveMustKnowWhy.sentence
        raise refusals.AboveMustKnowWhy(fields={"reason": sentence} if "reason" in act.given else None)


def topic_is_passed_on(act: Act[SentLetter]) -> None:
    """A letter comes of a topic only when the screening transferred it; sending asks again (R6.10)."""
    topic = act.given["topic"] if act.object is None else act.given.get("topic", act.object.topic)
    if topic is not None and topic.state != TopicState.TRANSFERRED:
        sentence = refusals.TopicNotTransferred.sentence
        raise refusals.TopicNotTransferred(fields={"topic": sentence} if "topic" in act.given else None)


def _receiver(act: Act) -> dict[str, str]:
    code = act.given.get("government")
    return {"code": code} if code else {"schema_name": schema_of(act.object.to_code)}


def sent_by_the_right_office(act: Act[SentLetter]) -> None:
    """Reminders come from either office, each along its own line; orders and referrals from the general office."""
    kind = act.given.get("kind") or act.object.kind
    if kind != DispatchKind.REMINDER and GOV_CLERK.name not in act.by.role_names:
        raise refusals.GovernmentOfficeOrders(fields={"kind": refusals.GovernmentOfficeOrders.sentence})


def day_lies_ahead(act: Act[SentLetter]) -> None:
    """There is time left to answer; sending asks again, because a draft may lie."""
    due_on = act.given.get("due_on") or act.object.due_on
    if due_on < act.today:
        sentence = refusals.DayHasPassed.sentence
        raise refusals.DayHasPassed(fields={"due_on": sentence} if "due_on" in act.given else None)


def answered_or_explained(act: Act[SentLetter]) -> None:
    """The other end answered, reported completion, returned it, or is closed; otherwise there is a reason."""
    answered = act.given.get("note") or has_final_answer(act.object)
    if not answered and receiver_gone(act.object, act.today) is None:
        raise refusals.NotAnswered(fields={"note": refusals.NotAnswered.sentence})


def sent_to_here(act: Act[ArrivedLetter]) -> None:
    """The office of the line it was sent along signs; the sender never does (R12.3)."""
    letter: Dispatch = act.given["dispatch"]
    if letter.to_government != current_government().founding_code or letter.side != act.by.side:
        raise refusals.NotSentToHere(fields={"dispatch": refusals.NotSentToHere.sentence})


def not_received_yet(act: Act[ArrivedLetter]) -> None:
    """One receipt per letter."""
    if ArrivedLetter.objects.filter(dispatch_id=act.given["dispatch"].pk).exists():
        raise refusals.LetterReceivedAlready(fields={"dispatch": refusals.LetterReceivedAlready.sentence})


def not_closed_by_sender(act: Act[ArrivedLetter]) -> None:
    """Nothing is reported about what the sender has closed."""
    if closed_by_sender(act.object.dispatch_id):
        raise refusals.ClosedBySender
