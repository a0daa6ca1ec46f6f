"""What the rule refuses about consultation, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ARTICLE_6 = _("第六条")


class AskedBefore(RuleBroken):
    """A unit is asked once about a topic."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("所选单位中有的已被征求意见；未回复的请催复。")


class ChasedToday(RuleBroken):
    """One chase-up a day."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("今天已经催复过。")


class ResponsibleNotAsked(RuleBroken):
    """Every unit proposed as responsible must be consulted."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("建议的牵头、配合单位都必须征求意见。")


class ReplyByInPast(RuleBroken):
    """The reply-by date must leave time to answer."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("回复期限必须晚于今天。")


class RepliesOutstanding(RuleBroken):
    """Units have not answered and the reply-by date has not passed."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("还有单位未回复，且回复期限未到。")


class DisagreementOpen(RuleBroken):
    """A disagreement is neither coordinated nor marked to be printed."""

    rule, article = "R6.8", ARTICLE_6
    sentence = _("有单位不同意：须先协调并记录，或列明不同意见。")


class TextNeeded(RuleBroken):
    """An answer other than agreement needs words."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("“不同意”或“有修改意见”必须写明内容。")
