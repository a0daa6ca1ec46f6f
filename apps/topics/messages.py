"""Whom an act on a topic or a consultation concerns: told after it is committed."""

from apps.notifications.recipients import speakers_of, with_role
from apps.notifications.services import tell
from apps.topics.models import Consultation, Topic
from kernel.lifecycle.table import Act


def topic_submitted(act: Act[Topic]) -> None:
    """Tell the clerks of the leading side."""
    tell(act, with_role(f"{act.object.leading_side}_clerk"))


def topic_answered(act: Act[Topic]) -> None:
    """Tell the proposing unit."""
    tell(act, speakers_of([act.object.proposer_id]))


def topic_screened(act: Act[Topic]) -> None:
    """Tell the proposing units what both sides settled about their topic, and why; a proposal tells nobody (R6.10)."""
    if act.object.state == act.action.target:
        proposers = [key for key in (act.object.proposer_id, act.object.co_proposer_id) if key]
        tell(act, speakers_of(proposers), because=act.object.reason)


def units_asked(act: Act[Topic]) -> None:
    """Tell every consulted unit."""
    tell(act, speakers_of([unit.pk for unit in act.given["units"]]))


def unit_chased(act: Act[Consultation]) -> None:
    """Tell a consulted unit that its answer is missing."""
    tell(act, speakers_of([act.object.unit_id]))


def unit_asked_again(act: Act[Consultation]) -> None:
    """Tell a consulted unit that the text changed and its answer is asked once more."""
    tell(act, speakers_of([act.object.unit_id]))
