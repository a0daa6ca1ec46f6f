"""What the rule refuses about topics, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ARTICLE_3, ARTICLE_6, ARTICLE_8 = _("第三条"), _("第六条"), _("第八条")


class WrongOrigin(RuleBroken):
    """A side proposes for the other, or a joint topic lacks its partner."""

    rule, article = "R6.1", ARTICLE_6
    sentence = _("本方只能提出本方议题或联合议题。")


class JointWithoutPartner(RuleBroken):
    """A joint topic needs a main side and a unit of the other side."""

    rule, article = "R6.3", ARTICLE_6
    sentence = _("联合议题必须写明承担主要工作的一方，并由另一方单位联合提出。")


class NotConfirmed(RuleBroken):
    """The partner of a joint topic has not confirmed."""

    rule, article = "R6.3", ARTICLE_6
    sentence = _("联合提出单位尚未确认，不能报送。")


class OfficeIsNoProposer(RuleBroken):
    """A government topic needs a proposing department."""

    rule, article = "R6.1", ARTICLE_6
    sentence = _("政府方面的议题由主管部门提出，办公厅（室）只负责汇总。")


class NotYourUnit(RuleBroken):
    """Somebody proposes in the name of a unit he or she does not speak for."""

    rule, article = "R6.1", ARTICLE_6
    sentence = _("只能以本人所联络的单位名义提出议题。")


class SourceIsUnions(RuleBroken):
    """A government topic comes from its competent department; only the union's office notes another source."""

    rule, article = "R6.2", ARTICLE_6
    sentence = _("只有工会方面的议题填写来源；政府方面的议题由主管部门提出。")


class NoOtherRound(RuleBroken):
    """A topic can only move into another round that is still collecting."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("只能改列到另一轮正在进行的议题征集。")


class AskedBefore(RuleBroken):
    """A unit is asked once about a topic."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("所选单位中有的已被征求意见；未回复的请催复。")


class ChasedToday(RuleBroken):
    """One chase-up a day."""

    rule, article = "R6.7", ARTICLE_6
    sentence = _("今天已经催复过。")


class CategoryNeedsReason(RuleBroken):
    """Category "other" needs a reason."""

    rule, article = "R3.1", ARTICLE_3
    sentence = _("类别为“其他”时必须说明理由。")


class NoOpenRound(RuleBroken):
    """Topics are aggregated into an open round."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("当前没有进行中的议题征集，不能汇总。")


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


class NotPrepared(RuleBroken):
    """A deliberation topic is tabled without research, decision text or consultation."""

    rule, article = "R6.6", ARTICLE_6
    sentence = _("列入会议的研究类议题须有调研报告、建议议定内容，并完成征求意见。")


class Unscreened(RuleBroken):
    """The round cannot be closed while a topic has no screening result."""

    rule, article = "R6.10", ARTICLE_6
    sentence = _("还有议题未筛选。")


class NothingTabled(RuleBroken):
    """A meeting needs at least one tabled topic."""

    rule, article = "R8.2", ARTICLE_8
    sentence = _("至少要有一个列入会议的议题。")


class ListLocked(RuleBroken):
    """The notice is out: one side alone changes nothing."""

    rule, article = "R6.9", ARTICLE_6
    sentence = _("会议通知已印发，一方不能单独撤回议题。")


class OutcomeDoesNotFit(RuleBroken):
    """A briefing is noted; a deliberation is decided."""

    rule, article = "R3.2", ARTICLE_3
    sentence = _("通报类议题的结果是“通报知悉”，研究类议题必须有议定结果。")


class NotInSession(RuleBroken):
    """Outcomes belong to the session of the meeting that tabled the topic."""

    rule, article = "R8.8", ARTICLE_8
    sentence = _("会议未在进行中，不能记录议定结果。")


class NotInRound(RuleBroken):
    """The topic is not in an open round."""

    rule, article = "R6.10", ARTICLE_6
    sentence = _("该议题不在进行中的征集里。")


class LateTopic(RuleBroken):
    """The round's closing day has passed, and the two offices have not made an exception."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("本轮征集已经截止；须双方办公室同意逾期收入后才能汇总。")


class NotLate(RuleBroken):
    """An exception is made for what comes after the closing day, and only once."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("本轮征集还没有截止，或已同意逾期收入，直接汇总即可。")


class NoSuchRoute(RuleBroken):
    """The rule knows no topics of this origin, or not by this way."""

    rule, article = "R6.1", ARTICLE_6
    sentence = _("按现行规则，没有这一提出途径。")


class LateTopicsRefused(RuleBroken):
    """The rule lets no late topic in."""

    rule, article = "R6.4", ARTICLE_6
    sentence = _("按现行规则，征集截止后不再收入议题。")
