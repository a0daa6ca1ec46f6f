"""What the rule refuses to whoever may not act on a topic now, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ARTICLE_6, ARTICLE_8 = _("第六条"), _("第八条")


class NoSuchRoute(RuleBroken):
    """The rule knows no topics of this origin, or not by this way."""

    rule, article = "R6.1", ARTICLE_6
    sentence = _("按现行规则，没有这一提出途径。")


class NotInSession(RuleBroken):
    """Outcomes belong to the session of the meeting that tabled the topic."""

    rule, article = "R8.8", ARTICLE_8
    sentence = _("会议未在进行中，不能记录议定结果。")
