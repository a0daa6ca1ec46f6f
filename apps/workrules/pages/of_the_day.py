"""What stands beside the form that begins a meeting or a topic: the work rule of the day (Art. 4)."""

from django.utils.translation import gettext as _

from apps.workrules.binding import binding_rule
from apps.workrules.naming import mechanism, side_label
from apps.workrules.parameters import RuleParameters
from vocabulary.roles import other_side
from web.shapes import Shown


def rule_of_the_day() -> Shown:
    """Return the rule by which a meeting asked for today would be held."""
    rule = binding_rule()
    return {"rule": {"title": rule.title, "number": rule.document_number, "url": "/work-rules", "road": _road(rule)}}


def _road(rule: RuleParameters) -> str:
    """Who asks for a meeting and who answers (Art. 4)."""
    if rule.requested_by == "either":
        return _("%(mechanism)s由任何一方提请，另一方同意后召开。") % {"mechanism": mechanism(rule)}
    asked = other_side(rule.requested_by)
    sides = {"asking": side_label(rule.requested_by, rule), "asked": side_label(asked, rule)}
    return _("%(mechanism)s由%(asking)s提请，%(asked)s同意后召开。") % (sides | {"mechanism": mechanism(rule)})
