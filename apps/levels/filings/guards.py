"""What filing and receiving need. A guard raises a named refusal or lets the act pass."""

from apps.documents.models import IssuedDocument
from apps.levels.filings import refusals
from apps.levels.filings.models import Filing, Receipt
from apps.levels.filings.rules import MAY_LEAVE
from kernel.lifecycle.table import Act
from tenants.correspondence.models import FiledCopy
from tenants.correspondence.selectors import government_above, is_filed_to_here


def may_leave_the_house(act: Act[Filing]) -> None:
    """The disclosure class allows it, and there is something to file (R0.3, R9.8)."""
    document: IssuedDocument = act.given["document"]
    if document.disclosure not in MAY_LEAVE:
        raise refusals.WithheldStaysHome(fields={"document": refusals.WithheldStaysHome.sentence})
    if document.imported:
        raise refusals.OnlyOnPaper(fields={"document": refusals.OnlyOnPaper.sentence})


def somebody_above(act: Act[Filing]) -> None:
    """There is a government to file to that is not closed."""
    if government_above(act.today) is None:
        raise refusals.NobodyAbove


def not_filed_yet(act: Act[Filing]) -> None:
    """One copy of each document."""
    if Filing.objects.filter(document=act.given["document"]).exists():
        raise refusals.FiledAlready(fields={"document": refusals.FiledAlready.sentence})


def filed_to_here(act: Act[Receipt]) -> None:
    """Only the government it was filed to receives it, not one further up, and never the sender itself (R12.3).

    Should that one be closed by now, the nearest above that still stands receives in its place.
    """
    copy: FiledCopy = act.given["copy"]
    if not is_filed_to_here(copy, act.today):
        raise refusals.NotFiledToHere(fields={"copy": refusals.NotFiledToHere.sentence})


def not_received_yet(act: Act[Receipt]) -> None:
    """One receipt per copy."""
    if Receipt.objects.filter(copy_id=act.given["copy"].pk).exists():
        raise refusals.ReceivedAlready(fields={"copy": refusals.ReceivedAlready.sentence})
