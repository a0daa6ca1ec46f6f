"""What is refused about a year's plan and a year's explanation, each with its requirement, article and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_4, ART_12 = _("第四条"), _("第十二条")


# --- the explanation (R4.6) ------------------------------------------------------------------------------------------


class NotOverYet(RuleBroken):
    """Until the last day of the year a meeting may still be held; a first period of several years is whole."""

    rule, article = "R4.6", ART_4
    sentence = _("这一年度尚未结束，或者不是周期的最后一年；期满仍未召开会议的，次年1月1日起说明。")


class MeetingWasHeld(RuleBroken):
    """Nothing is missing, so nothing is explained."""

    rule, article = "R4.6", ART_4
    sentence = _("这一年度（周期）已按规则召开会议，不需要说明。")


class NotBoundThen(RuleBroken):
    """Before the rule nobody was asked for a meeting."""

    rule, article = "R4.6", ART_4
    sentence = _("工作规则在这一年度尚未施行，不需要说明。")


class ExplainedAlready(RuleBroken):
    """One explanation per year; it is corrected, not written again."""

    rule, article = "R4.6", ART_4
    sentence = _("这一年度已有说明；需要改动的，请更正原来的说明。")


class OwnExplanation(SelfApproval):
    """What one side wrote, the other side's office confirms."""

    rule, article = "R4.6", ART_4
    sentence = _("说明由提出一方以外的另一方办公室核对。")


class OtherSidesExplanation(RuleBroken):
    """Words are changed by the office that wrote them."""

    status = 403
    rule, article = "R4.6", ART_4
    sentence = _("说明只能由写明的一方修改。")


# --- the plan (R12.4) ------------------------------------------------------------------------------------------------


class PlannedAlready(RuleBroken):
    """One record per year; it is corrected, not made again."""

    rule, article = "R12.4", ART_12
    sentence = _("这一年度已登记列入计划的情况；需要改动的，请更正原来的登记。")


class PlannedAfterTheYear(RuleBroken):
    """A plan is older than the end of what it plans."""

    rule, article = "R12.4", ART_12
    sentence = _("计划文件的日期不能晚于所计划的年度。")


class PlanNotIssuedYet(RuleBroken):
    """A document of tomorrow is none."""

    rule, article = "R12.4", ART_12
    sentence = _("计划文件的日期不能晚于今天。")


class YearClosed(RuleBroken):
    """What the assessment took for a year stands."""

    rule, article = "R12.4", ART_12
    sentence = _("年度记录已于次年1月10日截止，不能再登记或更正。")


class YearTooFarAhead(RuleBroken):
    """An annual plan is of this year or the next."""

    rule, article = "R12.4", ART_12
    sentence = _("只能登记本年度或者下一年度的计划。")
