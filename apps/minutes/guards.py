"""What each action on minutes and on publicity needs."""

from apps.minutes import refusals, texts
from apps.minutes.models import Minutes
from apps.minutes.permissions import approvers_before
from apps.workrules.binding import binding_rule
from apps.workrules.naming import offices
from kernel.lifecycle.table import Act
from vocabulary.meetings import MeetingState
from vocabulary.roles import Side, names_of


def meeting_was_held(act: Act[Minutes]) -> None:
    """Only of a meeting that was held, and only once (R9.1, R9.6)."""
    meeting = act.given["meeting"]
    if Minutes.objects.filter(meeting=meeting, corrects=None).exists():
        raise refusals.MinutesExist
    if meeting.state != MeetingState.HELD:
        raise refusals.NotHeldYet


def drafter_is_named(act: Act[Minutes]) -> None:
    """The office drafts that the rule of this very meeting names (R9.2)."""
    named = offices(binding_rule(act.given["meeting"]).minutes_drafter)
    if not act.by.role_names & names_of(named):
        raise refusals.OtherOfficeDrafts


def approved_in_order(act: Act[Minutes]) -> None:
    """Whoever comes earlier in the rule's chain approved the same hash (R9.3)."""
    missing = [side for side in approvers_before(act.object, act.by.side) if not _approved(act, side)]
    if missing:
        raise refusals.UnionFirst if missing == [Side.UNION] else refusals.ApprovalsMissing


def all_approved_this_text(act: Act[Minutes]) -> None:
    """Every side of the rule's chain approved the same hash (R9.3)."""
    if not approved_as_it_stands(act.object):
        raise refusals.ApprovalsMissing


def approved_as_it_stands(minutes: Minutes) -> bool:
    """Whether every side of the rule's chain approved the text as it is now (R9.3)."""
    sha256 = texts.digest_of(minutes)
    approving = set(minutes.approvals.filter(sha256=sha256).values_list("side", flat=True))
    return approving >= set(binding_rule(minutes.meeting).minutes_approval_chain)


def issued_here(act: Act[Minutes]) -> None:
    """Only a text that this platform issued is corrected by it (R9.6)."""
    if act.object.imported:
        raise refusals.IssuedOnPaper


def _approved(act: Act, side: str) -> bool:
    return bool(act.object.approvals.filter(side=side, sha256=texts.digest_of(act.object)).exists())
