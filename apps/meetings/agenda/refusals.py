"""What the rule refuses about the agenda, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_8 = _("第八条")


class OrderIsSettled(RuleBroken):
    """Another set or order of topics than both sides settled."""

    rule, article = "R8.5", ART_8
    sentence = _("第三部分的议题和次序以商定的清单为准，只能安排汇报单位和时长。")


class SlotImpossible(RuleBroken):
    """A time slot of no minutes, or longer than a day."""

    rule, article = "R8.5", ART_8
    sentence = _("每个议题的时长须在 1 至 480 分钟之间。")
