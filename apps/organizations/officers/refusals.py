"""What is refused about officers whom the parent provides (R1.3)."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_1 = _("第一条")


class NotTheParent(RuleBroken):
    """Officers come from the government one reports to; the region reports to none."""

    rule, article = "R1.3", ART_1
    sentence = _("只能由直接上级派驻三员，本级没有上级。")


class OnlyOfficersAreProvided(RuleBroken):
    """A parent provides officers of the system, never somebody of a side (R1.3)."""

    rule, article = "R1.3", ART_1
    sentence = _("上级只能派驻三员，不能派驻业务人员。")


class MandateDatesBroken(RuleBroken):
    """From, to, and not wholly past."""

    rule, article = "R1.3", ART_1
    sentence = _("派驻结束不得早于派驻开始，也不得早于今天。")


class OwnMandate(SelfApproval):
    """Whoever was sent does not call himself or herself back."""

    rule, article = "R1.3", ART_1
    sentence = _("不能撤回本人的派驻，请另一名安全管理员办理。")
