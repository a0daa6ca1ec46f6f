"""What the rule refuses about more time, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_11 = _("第十一条")


class OwnExtension(SelfApproval):
    """Whoever asks for more time does not grant it (R11.6)."""

    rule, article = "R11.6", ART_11
    sentence = _("申请延期的人不能答复自己的申请，请本方另一人办理。")


class DeadlinePassed(RuleBroken):
    """More time is asked for before the deadline; afterwards the item is overdue and is explained (R3.3)."""

    rule, article = "R11.6", ART_11
    sentence = _("完成时限已过，不能再申请延期；请作未落实说明。")


class ExtensionPending(RuleBroken):
    """One request at a time."""

    rule, article = "R11.6", ART_11
    sentence = _("上一次延期申请还未办结，不能再次申请。")


class NotLater(RuleBroken):
    """The new deadline is later than the one in force."""

    rule, article = "R11.6", ART_11
    sentence = _("延期后的时限必须晚于现在的完成时限。")


class ExtensionLapsed(RuleBroken):
    """An extension granted after the deadline, or when nobody works on the item any more, would move nothing."""

    rule, article = "R11.6", ART_11
    sentence = _("完成时限已过或事项已不在推进中，这次延期申请已失效。")
