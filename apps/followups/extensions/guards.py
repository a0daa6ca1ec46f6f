"""What it needs to ask for more time, and to grant it (R11.6)."""

from apps.followups import selectors
from apps.followups.extensions import refusals
from apps.followups.models import AgreedItem, Extension, ExtensionState
from kernel.lifecycle.table import Act


def deadline_is_ahead(act: Act[AgreedItem]) -> None:
    """More time is asked for while there is some left: the deadline's own day is the last (R11.6)."""
    if act.today > act.object.due_on:
        raise refusals.DeadlinePassed


def nothing_is_pending(act: Act[AgreedItem]) -> None:
    """One request is answered before the next; the item's lock keeps two from coming at once (R11.6)."""
    if act.object.extension_requests.filter(state=ExtensionState.REQUESTED).exists():
        raise refusals.ExtensionPending


def asks_for_later(act: Act[AgreedItem]) -> None:
    """The date asked for lies after the deadline in force (R11.6)."""
    if act.given["new_due_on"] <= act.object.due_on:
        raise refusals.NotLater(fields={"new_due_on": refusals.NotLater.sentence})


def granted_in_time(act: Act[Extension]) -> None:
    """An extension granted after the deadline never moves it; the item is held until both are written (R11.6)."""
    act.object.item = selectors.hold_item(act.object.item_id)
    if selectors.has_lapsed(act.object, act.today):
        raise refusals.ExtensionLapsed
