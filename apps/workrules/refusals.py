"""What Arts. 12 and 13 refuse about work rules."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_13 = _("第十三条")


class EffectiveBeforeIssue(RuleBroken):
    """A rule takes effect on the day of its issue or later."""

    rule, article = "R13.1", ART_13
    sentence = _("施行日期不得早于印发日期。")


class RulesOverlap(RuleBroken):
    """The successor takes effect after the rule it repeals."""

    rule, article = "R13.1", ART_13
    sentence = _("新规则的施行日期必须晚于现行规则的施行日期。")


class IssuedInFuture(RuleBroken):
    """A document is not issued on a day to come."""

    rule, article = "R12.1", _("第十二条")
    sentence = _("印发日期不能晚于今天。")
