"""What the rule refuses about the checklist."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_7 = _("第七条")


class PreparationOver(RuleBroken):
    """Nothing is prepared for a meeting that is over."""

    rule, article = "R7.1", ART_7
    sentence = _("会议已结束或取消，不再筹备。")
