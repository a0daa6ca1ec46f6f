"""What one work rule fixes, and who reads the rules. Which of them binds is answered by `binding` alone."""

from django.db.models import QuerySet

from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024, RuleParameters, with_deviations
from vocabulary.roles import Side


def parameters_of(rule: WorkRule) -> RuleParameters:
    """Return what a rule fixes: the regional values, but for its deviations. A draft takes effect at no day yet."""
    named = {"title": rule.title, "document_number": rule.document_number}
    days = {"issued_on": rule.issued_on, "effective_on": rule.effective_on}
    own = {name: value for name, value in (named | days).items() if value is not None}
    return with_deviations(REGIONAL_2024, rule.deviations, **own)


def preamble_of(rule: RuleParameters) -> str:
    """Return the general words of the rule a meeting is bound to; of a rule kept elsewhere there are none (R2.1)."""
    kept = WorkRule.objects.filter(title=rule.title, document_number=rule.document_number).exclude(preamble="")
    return kept.values_list("preamble", flat=True).first() or ""


@by_right
def visible_to(user: User) -> QuerySet[WorkRule]:
    """Return the work rules `user` may read: everybody of both sides all of them; officers of the system none."""
    return WorkRule.objects.none() if user.side == Side.NONE else WorkRule.objects.select_related("replaced_by")
