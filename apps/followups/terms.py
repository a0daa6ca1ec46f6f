"""What the work rule of an item's meeting says about following it up: read from the meeting's snapshot (R13.2, R13.3).

An item goes on under the rule that its meeting was held under, also after a successor has repealed that rule.
"""

from dataclasses import dataclass

from apps.followups.rules import Ladder
from apps.meetings.models import Meeting
from apps.workrules.rules import REGIONAL_2024


@dataclass(frozen=True, slots=True)
class FollowUpTerms:
    """Who follows up, how often units report, and when each letter of the ladder is due."""

    #: The clerks who own follow-up, in the order in which they check and close.
    owners: tuple[str, ...]
    report_cycle_days: int
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
    known, usual = meeting.rule, REGIONAL_2024
    return FollowUpTerms(
        owners=tuple(known.get("followup_close_chain") or usual.followup_close_chain),
        report_cycle_days=known.get("report_cycle_days", usual.report_cycle_days),
        ladder=Ladder(
            reminder_days=known.get("ladder_reminder_days", usual.ladder_reminder_days),
            supervision_days=known.get("ladder_supervision_days", usual.ladder_supervision_days),
        ),
    )
