"""What the rule refuses about follow-up, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_3, ART_11 = _("第三条"), _("第十一条")


class RowIncomplete(RuleBroken):
    """A row lacks its lead unit or a dated milestone.

    No road leads here while every resolution is written with its deadline as a milestone (`session_services`): kept as
    a second defence, because an issued list is never edited.
    """

    rule, article = "R11.1", ART_11
    sentence = _("落实清单的每一项都须有一个牵头单位和至少一个时间节点。")


class PercentageOutOfRange(RuleBroken):
    """Progress is a percentage."""

    rule, article = "R11.4", ART_11
    sentence = _("进度须在 0 到 100 之间。")


class PartsOutstanding(RuleBroken):
    """A supporting unit has not reported its part."""

    rule, article = "R11.5", ART_11
    sentence = _("还有配合单位未报完成，不能报完成。")


class OwnReport(SelfApproval):
    """Reporting, checking and closing are different people's work, also within one office (R11.5)."""

    rule, article = "R11.5", ART_11
    sentence = _("报完成、核验、销号须由不同的人办理，不能核验或销号自己经手的事项。")


class OwnExtension(SelfApproval):
    """Whoever asks for more time does not grant it (R11.6)."""

    rule, article = "R11.6", ART_11
    sentence = _("申请延期的人不能答复自己的申请，请本方另一人办理。")


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


class ItemsUnsettled(RuleBroken):
    """An item is neither closed, terminated nor carried with an explanation."""

    rule, article = "R3.3", ART_11
    sentence = _("还有议定事项未销号、未终止，也未说明转入下次会议。")


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


class NotDueYet(RuleBroken):
    """A letter before its day: 15 days before the deadline, after it, and 15 days after the step before."""

    rule, article = "R11.7", ART_11
    sentence = _("还没有到签发这一函件的时候。")


class NoSuchLetter(RuleBroken):
    """The ladder of the rule has no such step."""

    rule, article = "R11.7", ART_11
    sentence = _("按规则，催办督办没有这一步骤。")


class LetterIssued(RuleBroken):
    """Each kind is issued once per deadline."""

    rule, article = "R11.7", ART_11
    sentence = _("针对现在的完成时限，这一函件已经签发过。")


class LetterOutOfOrder(RuleBroken):
    """First the chase-up, then the supervision order, then word to the chief conveners; no reminder when overdue."""

    rule, article = "R11.7", ART_11
    sentence = _("函件须按催办、督办、呈总召集人的次序签发；逾期后不再发提醒函。")


class ExtensionLapsed(RuleBroken):
    """An extension granted after the deadline, or when nobody works on the item any more, would move nothing."""

    rule, article = "R11.6", ART_11
    sentence = _("完成时限已过或事项已不在推进中，这次延期申请已失效。")
