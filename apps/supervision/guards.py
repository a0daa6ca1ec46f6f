"""What letters between levels need. A guard raises a named refusal or lets the act pass."""

from apps.organizations.roles import GOV_CLERK
from apps.supervision import refusals
from apps.supervision.models import ArrivedLetter
from apps.supervision.selectors import closed_above, has_final_answer
from kernel.lifecycle.table import Act
from tenants.correspondence.models import Dispatch, DispatchKind
from tenants.correspondence.selectors import below_here
from tenants.ledger.services import current_government


def goes_downward(act: Act) -> None:
    """The receiver stands below, today; above, beside, closed and unknown answer alike (R12.3)."""
    code = act.given.get("government")
    known = {"code": code} if code else {"schema_name": f"g{act.object.to_code}"}
    if not below_here(act.today).filter(**known).exists():
        raise refusals.OnlyDownward(fields={"government": refusals.OnlyDownward.sentence} if code else None)


def sent_by_the_right_office(act: Act) -> None:
    """Reminders come from either office, each along its own line; orders and referrals from the general office."""
    kind = act.given.get("kind") or act.object.kind
    if kind != DispatchKind.REMINDER and GOV_CLERK.name not in act.by.role_names:
        raise refusals.GovernmentOfficeOrders(fields={"kind": refusals.GovernmentOfficeOrders.sentence})


def day_lies_ahead(act: Act) -> None:
    """There is time left to answer; sending asks again, because a draft may lie."""
    due_on = act.given.get("due_on") or act.object.due_on
    if due_on < act.today:
        raise refusals.DayHasPassed(fields={"due_on": refusals.DayHasPassed.sentence} if act.given else None)


def answered_or_explained(act: Act) -> None:
    """The other end answered, reported completion or returned it; otherwise there is a reason."""
    if not act.given.get("note") and not has_final_answer(act.object):
        raise refusals.NotAnswered(fields={"note": refusals.NotAnswered.sentence})


def sent_to_here(act: Act) -> None:
    """The office of the line it was sent along signs; the sender never does (R12.3)."""
    letter: Dispatch = act.given["dispatch"]
    if letter.to_government != current_government().code or letter.side != act.by.side:
        raise refusals.NotSentToHere(fields={"dispatch": refusals.NotSentToHere.sentence})


def not_received_yet(act: Act) -> None:
    """One receipt per letter."""
    if ArrivedLetter.objects.filter(dispatch_id=act.given["dispatch"].pk).exists():
        raise refusals.LetterReceivedAlready(fields={"dispatch": refusals.LetterReceivedAlready.sentence})


def not_closed_above(act: Act) -> None:
    """Nothing is reported about what the sender has closed."""
    if closed_above(act.object.dispatch_id):
        raise refusals.ClosedAbove
