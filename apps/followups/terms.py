"""What the work rule of an item's meeting says about following it up: read from the meeting's snapshot (R13.2, R13.3).

An item goes on under the rule that its meeting was held under, also after a successor has repealed that rule; only the
ladder may be the successor's, where that says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.followups.rules import Cycle, Ladder
from apps.meetings.models import Meeting
from apps.workrules.naming import rule_of_today
from apps.workrules.rules import REGIONAL_2024, to_snapshot


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
    known, usual = meeting.rule, REGIONAL_2024
    return FollowUpTerms(
        owners=tuple(known.get("followup_close_chain") or usual.followup_close_chain),
        report_cycle=report_cycle_of(meeting),
        ladder=_ladder_of(known),
    )


def report_cycle_of(meeting: Meeting) -> Cycle | None:
    """Return how often units report on the items of `meeting`; None where nobody reports by the calendar."""
    every = meeting.rule.get("report_cycle_days", REGIONAL_2024.report_cycle_days)
    return Cycle(every, in_months=meeting.rule.get("report_cycle_unit") == "months") if every else None


def _ladder_of(bound: Mapping[str, Any]) -> Ladder:
    """Return the ladder of the meeting's rule, or of that of today where it takes earlier meetings along (R13.3)."""
    today = rule_of_today()
    known: Mapping[str, Any] = to_snapshot(today) if today.ladder_for_earlier else bound
    usual = REGIONAL_2024
    return Ladder(
        reminder_days=known.get("ladder_reminder_days", usual.ladder_reminder_days),
        supervision_days=known.get("ladder_supervision_days", usual.ladder_supervision_days),
        letters=tuple(known.get("ladder_steps", usual.ladder_steps)),
    )
