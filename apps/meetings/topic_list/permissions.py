"""Who settles the list of topics under the work rule: both sides, the leader, or a chain of checks (Art. 6)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from apps.meetings.models import Meeting
from apps.meetings.topic_list import consent_texts
from apps.workrules.binding import binding_rule
from kernel import canonical
from kernel.canonical import Plain
from kernel.lifecycle.table import Actor, ByRule, Predicate, Role
from kernel.refusals import WrongState
from vocabulary.meetings import MeetingState
from vocabulary.roles import GOV_CLERK, GOV_LEADER, LEADERS, ROLES, UNION_CLERK


def _settled_by(way: str) -> Callable[[Actor, Meeting], bool]:
    return lambda by, meeting: binding_rule(meeting).topic_settlement == way


BY_BOTH = Predicate("rule_asks_both_sides", _settled_by("both"), WrongState, _("按本次会议的规则，议题不由双方商定。"))


BY_LEADER = Predicate(
    "rule_asks_the_leader", _settled_by(GOV_LEADER.name), WrongState, _("按本次会议的规则，议题不由政府领导确定。")
)


BY_CHAIN = Predicate("rule_asks_a_chain", _settled_by("chain"), WrongState, _("按本次会议的规则，议题不经逐级审核。"))


def checks_that_stand(meeting: Meeting) -> list[Plain]:
    """Return the checks of the list as it is now; an edit voids them all (R6.9)."""
    now = list_digest(meeting)
    return [check for check in meeting.list_checks if check["sha256"] == now]


def list_digest(meeting: Meeting) -> str:
    """Return the hash of the list that a check is bound to."""
    return canonical.digest({"since": meeting.state_since, "list": consent_texts.list_of(meeting)})


def next_checker(meeting: Meeting) -> tuple[Role, ...]:
    """Return whose check is the next of the chain; nobody's once all have checked the list as it is."""
    chain = binding_rule(meeting).topic_settlement_chain
    done = len(checks_that_stand(meeting)) if chain else 0
    return (ROLES[chain[done]],) if done < len(chain) else ()


NEXT_CHECKER = ByRule(next_checker, (GOV_CLERK, UNION_CLERK, *LEADERS))


CHECKERS = (UNION_CLERK, GOV_CLERK, GOV_LEADER)


def after_check(meeting: Meeting) -> str:
    """Return where a check leads: with the last of the chain the list is settled."""
    done = len(meeting.list_checks) >= len(binding_rule(meeting).topic_settlement_chain)
    return str(MeetingState.SETTLED if done else MeetingState.COLLECTING)
