"""What topics ask of meetings, which stand a layer above and register the answers."""

from apps.topics.models import Topic
from apps.workrules.parameters import RuleParameters
from kernel.ports import Port

#: The work rule under which topics are brought now: that of the meeting whose round is open (R13.2).
collecting_rule: Port[[], RuleParameters] = Port("topics.collecting_rule")
#: Whether the rule of the meeting that lists the topic puts research after settlement (Art. 6).
researches_after_settlement: Port[[Topic], bool] = Port("topics.researches_after_settlement")
