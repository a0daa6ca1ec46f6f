"""What the rule refuses about agreed items, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_11 = _("第十一条")


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


class ItemsUnsettled(RuleBroken):
    """An item is neither closed, terminated nor carried with an explanation."""

    rule, article = "R3.3", ART_11
    sentence = _("还有议定事项未销号、未终止，也未说明转入下次会议。")


class EvidenceIsEmpty(RuleBroken):
    """What is given as evidence says that there is none."""

    rule, article = "R11.5", ART_11
    sentence = _("佐证材料没有写明内容：请写明文件、照片、台账等材料的名称，或者上传附件。")
