"""What the rule refuses about a round and its list, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ARTICLE_6, ARTICLE_8 = _("第六条"), _("第八条")


class NoOpenRound(RuleBroken):
    """Topics are aggregated into an open round."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("当前没有进行中的议题征集，不能汇总。")


class NotPrepared(RuleBroken):
    """A deliberation topic is tabled without research, decision text or consultation."""

    rule, article = "R6.6", ARTICLE_6
    sentence = _("列入会议的研究类议题须有调研报告、建议议定内容，并完成征求意见。")


class PartnerUnconfirmed(RuleBroken):
    """The text of a joint topic changed after the partner had confirmed it."""

    rule, article = "R6.3", ARTICLE_6
    sentence = _("联合议题的文稿在联合提出单位确认之后有改动，须由其重新确认后才能列入会议。")


class Unscreened(RuleBroken):
    """The round cannot be closed while a topic has no screening result."""

    rule, article = "R6.10", ARTICLE_6
    sentence = _("还有议题未筛选。")


class NothingTabled(RuleBroken):
    """A meeting needs at least one tabled topic."""

    rule, article = "R8.2", ARTICLE_8
    sentence = _("至少要有一个列入会议的议题。")


class LateTopic(RuleBroken):
    """The round's closing day has passed, and the two offices have not made an exception."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("本轮征集已经截止；须双方办公室同意逾期收入后才能汇总。")


class NotLate(RuleBroken):
    """An exception is made for what comes after the closing day, and only once."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("本轮征集还没有截止，或已同意逾期收入，直接汇总即可。")


class LateTopicsRefused(RuleBroken):
    """The rule lets no late topic in."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("按现行规则，征集截止后不再收入议题。")
