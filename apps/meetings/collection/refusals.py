"""What the rule refuses about beginning collection."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_6 = _("第六条")


class LateCollectionNeedsReason(RuleBroken):
    """Collection starts later than the rule asks."""

    rule, article = "R6.4", ART_6
    sentence = _("启动征集晚于应启动日期，须写明原因。")
