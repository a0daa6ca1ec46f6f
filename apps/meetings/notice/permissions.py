"""Which office issues the notice under the work rule (R7.2)."""

from apps.workrules.binding import binding_rule
from apps.workrules.naming import offices
from kernel.lifecycle.table import ByRule
from vocabulary.roles import CLERKS

NOTICE_ISSUERS = ByRule(lambda meeting: offices(binding_rule(meeting).notice_issuer), CLERKS)
