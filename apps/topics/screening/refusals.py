"""What the rule refuses about screening, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ARTICLE_3, ARTICLE_6 = _("第三条"), _("第六条")


class NoOtherRound(RuleBroken):
    """A topic can only move into another round that is still collecting."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("只能改列到另一轮正在进行的议题征集。")


class ListLocked(RuleBroken):
    """The notice is out: one side alone changes nothing."""

    rule, article = "R6.9", ARTICLE_6
    sentence = _("会议通知已印发，一方不能单独撤回议题。")


class OutcomeDoesNotFit(RuleBroken):
    """A briefing is noted; a deliberation is decided."""

    rule, article = "R3.2", ARTICLE_3
    sentence = _("通报类议题的结果是“通报知悉”，研究类议题必须有议定结果。")


class NotInRound(RuleBroken):
    """The topic is not in an open round."""

    rule, article = "R6.10", ARTICLE_6
    sentence = _("该议题不在进行中的征集里。")
