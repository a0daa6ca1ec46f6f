"""What the rule refuses about proposing a topic, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ARTICLE_3, ARTICLE_6 = _("第三条"), _("第六条")


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


class CategoryNeedsReason(RuleBroken):
    """Category "other" needs a reason."""

    rule, article = "R3.1", ARTICLE_3
    sentence = _("类别为“其他”时必须说明理由。")


class DecisionIsSettled(RuleBroken):
    """The decision that both sides settled is rewritten by one of them."""

    rule, article = "R6.9", ARTICLE_6
    sentence = _("建议议定内容已经确定，补充调研时不能改动；确需改动的，请双方增减议题后重新商定。")
