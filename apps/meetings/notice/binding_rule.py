"""Which work rule binds the notice: that of the request, or that of the notice's own day (R13.2)."""

from apps.meetings.models import Meeting, MeetingState
from apps.workrules.naming import rule_of_today
from apps.workrules.rules import RuleParameters
from apps.workrules.selectors import parameters_on
from kernel.lifecycle.table import Act


def rule_of(act: Act) -> RuleParameters:
    """Return the rule that binds the notice: that of the request, or of this day where it says so (R13.2)."""
    bound: RuleParameters = act.object.parameters
    return parameters_on(act.today) if bound.binds_on == "notice" and act.action.name == "issue_notice" else bound


def rule_of_notice(meeting: Meeting) -> RuleParameters:
    """Return the rule that binds the notice: that of the request, or where it says so of the notice's day (R13.2)."""
    bound = meeting.parameters
    return rule_of_today() if bound.binds_on == "notice" and meeting.state == MeetingState.SETTLED else bound
