"""What is refused about delegations, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_1, ART_4 = _("第一条"), _("第四条")


class OnlyOwnActs(RuleBroken):
    """A leader delegates what is his or her own; for another only the security officer writes it down."""

    rule, article = "R4.4", ART_4
    sentence = _("领导只能委托本人的事项；代他人登记委托由安全管理员办理。")


class DelegateOfOtherSide(RuleBroken):
    """One person never acts for both sides (R1.3)."""

    rule, article = "R1.3", ART_1
    sentence = _("只能委托给本方在职人员。")


class DelegateToOneself(RuleBroken):
    """Nobody stands in for himself or herself."""

    rule, article = "R4.4", ART_4
    sentence = _("不能委托给本人。")


class NotHeldByGrantor(RuleBroken):
    """Nobody lends what he or she does not have."""

    rule, article = "R4.4", ART_4
    sentence = _("所选事项不归委托人办理，不能委托。")


class OnwardDelegation(RuleBroken):
    """What was lent is not lent on."""

    rule, article = "R4.4", ART_4
    sentence = _("受委托的事项不能再转委托。")


class DelegationDatesBroken(RuleBroken):
    """From, to, and not wholly past."""

    rule, article = "R4.4", ART_4
    sentence = _("委托结束不得早于委托开始，也不得早于今天。")


class DelegationOverlaps(RuleBroken):
    """One act of one leader has one deputy on a day."""

    rule, article = "R4.4", ART_4
    sentence = _("同一事项在这段时间内已经委托，请先撤回原委托。")


class DelegationOver(RuleBroken):
    """What has ended by itself cannot be taken back."""

    rule, article = "R4.4", ART_4
    sentence = _("这项委托已经到期。")
