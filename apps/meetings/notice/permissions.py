"""Which office issues the notice under the work rule (R7.2)."""

from apps.meetings.notice.binding_rule import rule_of_notice
from apps.workrules.naming import offices
from kernel.lifecycle.table import ByRule
from vocabulary.roles import CLERKS

NOTICE_ISSUERS = ByRule(lambda meeting: offices(rule_of_notice(meeting).notice_issuer), CLERKS)
