"""What is refused between levels, each with its requirement, article and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_6, ART_11, ART_12 = _("第六条"), _("第十一条"), _("第十二条")


class OnlyDownward(RuleBroken):
    """Neither upward nor sideways, and not to oneself: a higher level reminds and orders those below it (R12.3)."""

    rule, article = "R12.3", ART_12
    sentence = _("提醒函、督办函只能发给本级以下、未撤销的政府，不能发给上级、同级或者其他盟市、旗县。")


class OneLevelUp(RuleBroken):
    """A referral goes down, or to the government directly above; not past it, and not sideways (R11.2)."""

    rule, article = "R11.2", ART_11
    sentence = _("转办函只能发给本级以下、未撤销的政府，或者直接上级；不能越级，也不能发给同级或者其他盟市、旗县。")


class AboveMustKnowWhy(RuleBroken):
    """Whoever asks the level above says why this one cannot settle it (R11.2)."""

    rule, article = "R11.2", ART_11
    sentence = _("转请上级办理的，须写明本级不能解决的原因。")


class TopicNotTransferred(RuleBroken):
    """What this level still deals with itself, it passes on to nobody (R6.10)."""

    rule, article = "R6.10", ART_6
    sentence = _("只能选筛选结果为转办的议题。")


class GovernmentOfficeOrders(RuleBroken):
    """Orders and referrals are acts of the general office; the union reminds along its own line (R11.2)."""

    rule, article = "R11.2", ART_11
    sentence = _("督办函、转办函由政府办公室发出，工会可以发提醒函。")


class DayHasPassed(RuleBroken):
    """Nobody can answer by a day that is over."""

    rule, article = "R12.3", ART_12
    sentence = _("答复、办结期限不能早于今天。")


class NotAnswered(RuleBroken):
    """A letter is closed when it was answered; otherwise the record says why (R12.3)."""

    rule, article = "R12.3", ART_12
    sentence = _("收文一方尚未答复、报告办结或者退回；确需办结的，请写明理由。")


class NotSentToHere(RuleBroken):
    """Only the office it was sent to signs for a letter (R12.3)."""

    rule, article = "R12.3", ART_12
    sentence = _("这份函件由收文的一方办公室签收：政府来函由政府办公室签收，工会来函由工会签收。")


class LetterReceivedAlready(RuleBroken):
    """One receipt per letter."""

    rule, article = "R12.3", ART_12
    sentence = _("这份函件已经签收。")


class ClosedBySender(RuleBroken):
    """Whoever sent a letter has closed it: nothing more is expected."""

    rule, article = "R12.3", ART_12
    sentence = _("发文一方已将这份函件办结，不再办理。")
