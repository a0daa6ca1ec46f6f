"""What the rule refuses about publicity, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_10 = _("第十条")


class MinutesNotIssued(RuleBroken):
    """Nothing is told to the public before the minutes say what was decided."""

    rule, article = "R10.2", ART_10
    sentence = _("本次会议纪要尚未印发，不能起草宣传报道。")


class NotPublic(RuleBroken):
    """What is not disclosed by itself is not published (Art. 10)."""

    rule, article = "R10.2", ART_10
    sentence = _("依据的内容不属于主动公开，不能发布。")


class PersonalData(RuleBroken):
    """Nobody in difficulty is made known by number, address or illness (Art. 10)."""

    rule, article = "R10.2", ART_10
    sentence = _("内容含有个人信息（身份证号、手机号、银行账号、住址或病情），不能发布。")
