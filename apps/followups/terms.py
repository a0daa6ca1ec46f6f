"""What the work rule of an item's meeting says about following it up: read from the meeting's snapshot (R13.2, R13.3).

An item goes on under the rule that its meeting was held under, also after a successor has repealed that rule; only the
ladder may be the successor's, where that says so.
"""

from dataclasses import dataclass

from apps.followups.rules import Cycle, Ladder
from apps.meetings.models import Meeting
from apps.workrules.binding import binding_rule


@dataclass(frozen=True, slots=True)
class FollowUpTerms:
    """Who follows up, how often units report, and when each letter of the ladder is due."""

    #: The clerks who own follow-up, in the order in which they check and close.
    owners: tuple[str, ...]
    #: None: nobody reports by the calendar.
    report_cycle: Cycle | None
    ladder: Ladder

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides whose offices own follow-up."""
        return tuple(owner.partition("_")[0] for owner in self.owners)

    @property
    def issuing_side(self) -> str:
        """Whose office issues what falls due by itself: the one that closes."""
        return self.sides[-1]


def terms_of(meeting: Meeting) -> FollowUpTerms:
    """Return what binds the items of `meeting`; what an older snapshot does not name is as in the region."""
    return FollowUpTerms(
        owners=binding_rule(meeting).followup_close_chain,
        report_cycle=report_cycle_of(meeting),
        ladder=_ladder_of(meeting),
    )


def report_cycle_of(meeting: Meeting) -> Cycle | None:
    """Return how often units report on the items of `meeting`; None where nobody reports by the calendar."""
    rule = binding_rule(meeting)
    every = rule.report_cycle_days
    return Cycle(every, in_months=rule.report_cycle_unit == "months") if every else None


def _ladder_of(meeting: Meeting) -> Ladder:
    """Return the ladder of the meeting's rule, or of that of today where it takes earlier meetings along (R13.3)."""
    rule = binding_rule(meeting, letters=True)
    return Ladder(
        reminder_days=rule.ladder_reminder_days,
        supervision_days=rule.ladder_supervision_days,
        letters=rule.ladder_steps,
    )
