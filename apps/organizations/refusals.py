"""What is refused about posts, delegations and officers, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_1, ART_4, ART_5 = _("第一条"), _("第四条"), _("第五条")


class RolesDoNotFit(RuleBroken):
    """Roles of both sides, or an officer's role beside another (R1.3)."""

    rule, article = "R1.3", ART_1
    sentence = _("一个账号只能代表一方；三员账号只有一个角色，且不得兼任业务角色。")


# --- delegation ---------------------------------------------------------------------------------------------------


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


# --- posts --------------------------------------------------------------------------------------------------------


class RankOutOfRange(RuleBroken):
    """A place in an order of posts."""

    rule, article = "R5.2", ART_5
    sentence = _("排序须在 0 到 999 之间。")


class UnitOfOtherSide(RuleBroken):
    """Nobody is in charge of the other side's units."""

    rule, article = "R1.3", ART_1
    sentence = _("只能分管本方的单位。")


# --- handover -----------------------------------------------------------------------------------------------------


class PostOrUnit(RuleBroken):
    """One handover, one thing."""

    rule, article = "R4.4", ART_4
    sentence = _("一次移交只涉及一个职务，或者一个单位的联络工作。")


class SuccessorOfOtherSide(RuleBroken):
    """A post and a unit stay with their side (R1.3)."""

    rule, article = "R1.3", ART_1
    sentence = _("接任人必须是同一方的在职人员。")


class HoldsItAlready(RuleBroken):
    """The successor is the holder."""

    rule, article = "R4.4", ART_4
    sentence = _("接任人已经担任这个职务或这个单位的联络员。")


class NotTheHolder(RuleBroken):
    """Only who holds it hands it over."""

    rule, article = "R4.4", ART_4
    sentence = _("移交人现在并不担任这个职务或这个单位的联络员。")


class HandoverTooEarly(RuleBroken):
    """A term has at least one day; what is past is not rewritten."""

    rule, article = "R4.4", ART_4
    sentence = _("移交日期必须晚于移交人任职开始的日期，此后也不能已有安排。")


class HandoverNotYet(RuleBroken):
    """The work of a unit changes hands on the day, not before."""

    rule, article = "R4.4", ART_4
    sentence = _("单位联络工作的移交日期不能晚于今天。")


class HoldsAnotherSlot(RuleBroken):
    """One person in two of the four slots (R4.2)."""

    rule, article = "R4.2", ART_4
    sentence = _("接任人届时已担任另一召集职责，同一人不能担任两个。")


# --- officers provided by the parent ------------------------------------------------------------------------------


class NotTheParent(RuleBroken):
    """Officers come from the government one reports to; the region reports to none."""

    rule, article = "R1.3", ART_1
    sentence = _("只能由直接上级派驻三员，本级没有上级。")


class OnlyOfficersAreProvided(RuleBroken):
    """A parent provides officers of the system, never somebody of a side (R1.3)."""

    rule, article = "R1.3", ART_1
    sentence = _("上级只能派驻三员，不能派驻业务人员。")


class MandateDatesBroken(RuleBroken):
    """From, to, and not wholly past."""

    rule, article = "R1.3", ART_1
    sentence = _("派驻结束不得早于派驻开始，也不得早于今天。")


class OwnMandate(SelfApproval):
    """Whoever was sent does not call himself or herself back."""

    rule, article = "R1.3", ART_1
    sentence = _("不能撤回本人的派驻，请另一名安全管理员办理。")


class OutsideMandate(RuleBroken):
    """The days of the mandate have not begun, or are over."""

    rule, article = "R1.3", ART_1
    sentence = _("今天不在派驻期内，不能办理。")
