"""Who drafts, approves and issues minutes under the work rule (Art. 9)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.meetings.models import Meeting
from apps.minutes.models import MinutesState
from apps.workrules.binding import binding_rule
from apps.workrules.naming import offices
from kernel.lifecycle.table import ByRule, Role
from kernel.refusals import Sentence
from vocabulary.meetings import MeetingState
from vocabulary.roles import CLERKS, Side

if TYPE_CHECKING:
    from apps.minutes.models import Minutes


REVIEWS: dict[str, MinutesState] = {Side.UNION: MinutesState.UNION_REVIEW, Side.GOV: MinutesState.GOV_REVIEW}


def _drafters(minutes: "Minutes | None") -> tuple[Role, ...]:
    """The office that the meeting's rule names; before there are minutes, that of any meeting which waits for them."""
    if minutes is not None:
        return offices(binding_rule(minutes.meeting).minutes_drafter)
    waiting = [binding_rule(meeting) for meeting in Meeting.objects.filter(state=MeetingState.HELD, minutes=None)]
    named = [offices(rule.minutes_drafter) for rule in waiting or [binding_rule()]]
    return tuple(dict.fromkeys(role for roles in named for role in roles))


DRAFTERS = ByRule(_drafters, CLERKS)


ISSUERS = ByRule(lambda minutes: offices(binding_rule(minutes.meeting).minutes_issuer), CLERKS)


def first_review(minutes: "Minutes") -> str:
    """Return where a draft goes: to the first side of the rule's chain."""
    return str(REVIEWS[binding_rule(minutes.meeting).minutes_approval_chain[0]])


def label_of_submission(minutes: "Minutes") -> Sentence:
    """Return how handing the draft over is called: by the side that approves first."""
    first = binding_rule(minutes.meeting).minutes_approval_chain[0]
    return _("报工会审定") if first == Side.UNION else _("报政府审定")


def after_approval(minutes: "Minutes") -> str:
    """Return where an approval leads: to the next side of the chain, with the last one the text is approved."""
    chain = binding_rule(minutes.meeting).minutes_approval_chain
    side = next(side for side, review in REVIEWS.items() if review == minutes.state)
    later = chain[chain.index(side) + 1 :]
    return str(REVIEWS[later[0]] if later else MinutesState.APPROVED)


def approvers_before(minutes: "Minutes", side: str) -> tuple[str, ...]:
    """Return the sides that approve earlier than `side`."""
    chain = binding_rule(minutes.meeting).minutes_approval_chain
    return chain[: chain.index(side)] if side in chain else chain
