"""What the rule refuses about explaining items to a later meeting, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_3 = _("第三条")


class ExplanationNotForThisMeeting(RuleBroken):
    """An item is explained to a later meeting, not to its own."""

    rule, article = "R3.3", ART_3
    sentence = _("未落实说明应向本事项之后的会议作出。")


class NewDateTooEarly(RuleBroken):
    """The new date lies after the meeting that hears the explanation."""

    rule, article = "R3.3", ART_3
    sentence = _("新的完成时限必须晚于会议日期。")


class PriorReportIncomplete(RuleBroken):
    """An unimplemented item of an earlier meeting lacks explanation, opinion or new date."""

    rule, article = "R3.3", ART_3
    sentence = _("以前会议未落实的事项须逐项写明说明、意见和完成时限，才能印发通知。")
