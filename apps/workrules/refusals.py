"""What Arts. 1, 12 and 13 refuse about work rules."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_12, ART_13 = _("第十二条"), _("第十三条")


class EffectiveBeforeIssue(RuleBroken):
    """A rule takes effect on the day of its issue or later."""

    rule, article = "R13.1", ART_13
    sentence = _("施行日期不得早于印发日期。")


class RulesOverlap(RuleBroken):
    """The successor takes effect after the rule it repeals, and no two rules are in force on one day."""

    rule, article = "R13.1", ART_13
    sentence = _("新规则的施行日期必须晚于现行规则的施行日期，同一日期只能有一个规则施行。")


class CommonRuleEnded(RuleBroken):
    """A common rule that its issuer repealed is adopted by nobody any more."""

    rule, article = "R13.1", ART_13
    sentence = _("该共同规则已废止，不能再采用。")


class IssuedInFuture(RuleBroken):
    """A document is not issued on a day to come."""

    rule, article = "R12.1", ART_12
    sentence = _("印发日期不能晚于今天。")


class DeviationUnreadable(RuleBroken):
    """A deviation names no value that the parameter takes."""

    rule, article = "R12.1", ART_12
    sentence = _("所填内容不是该项可以规定的内容。")


class DeviationWithoutReason(RuleBroken):
    """By reference means that one may adapt, and says why (Art. 12)."""

    rule, article = "R12.1", ART_12
    sentence = _("与自治区规则不同的，须写明理由。")


class DeviationsContradict(RuleBroken):
    """The values do not go together, or ask for something that is no joint meeting of two sides."""

    rule, article = "R12.1", ART_12
    sentence = _("所作规定互相矛盾。")


class NotBelow(RuleBroken):
    """A rule for several is issued for governments strictly below."""

    rule, article = "R12.1", ART_12
    sentence = _("只能为所属下级政府共同印发规则：%(codes)s 不是下级政府。")


class BeyondItsReach(RuleBroken):
    """A rule is issued for governments of the levels to which it extends."""

    rule, article = "R12.1", ART_12
    sentence = _("本规则的适用范围不包括：%(names)s。")


class CommonAlready(RuleBroken):
    """A rule is issued for others once."""

    rule, article = "R12.1", ART_12
    sentence = _("本规则已为下级共同印发。")


class RepealBeforeEffect(RuleBroken):
    """A rule is repealed on the day it takes effect or later."""

    rule, article = "R13.1", ART_13
    sentence = _("废止日期不得早于施行日期。")


class NumberTaken(RuleBroken):
    """Another rule of this government bears the number (R7.4)."""

    rule, article = "R7.4", _("第七条")
    sentence = _("发文字号重复。")

    @classmethod
    def by_title(cls, number: str, title: str) -> "NumberTaken":
        """Return the refusal that names the document."""
        return cls(_("发文字号%(number)s已由《%(title)s》使用，请核对登记簿。") % {"number": number, "title": title})
