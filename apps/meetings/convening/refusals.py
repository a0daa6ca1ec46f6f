"""What the rule refuses about planning and asking for a meeting, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_4, ART_8 = _("第四条"), _("第八条")


class SlotEmpty(RuleBroken):
    """One of the four conveners is missing on that day."""

    rule, article = "R4.2", ART_4
    sentence = _("四个召集人必须齐备且在任。")


class OnePersonTwice(RuleBroken):
    """One person in two slots."""

    rule, article = "R4.2", ART_4
    sentence = _("同一人不能担任两个召集职责。")


class OrdinalTaken(RuleBroken):
    """The ordinal is used."""

    rule, article = "R4.10", ART_4
    sentence = _("该次序的联席会议已存在。")


class OrdinalGap(RuleBroken):
    """An ordinal is skipped without a reason."""

    rule, article = "R4.10", ART_4
    sentence = _("会议次序不连续，须写明原因。")


class GroundNeeded(RuleBroken):
    """An extraordinary meeting without ground and text, or an ordinary one with."""

    rule, article = "R4.7", ART_4
    sentence = _("临时会议须选定情形并说明；例会不填。")


class DateInPast(RuleBroken):
    """A planned date that has passed."""

    rule, article = "R4.1", ART_4
    sentence = _("拟召开日期不能早于今天。")


class OwnRequest(SelfApproval):
    """The requester accepts.

    No road leads here while an account acts for one side (`one_side_per_account`) and the other answers (`ANSWERING`):
    kept as a second defence, should either ever change.
    """

    rule, article = "R4.1", ART_4
    sentence = _("提请人不能同意自己的提请。")


class DatesOutOfOrder(RuleBroken):
    """Collection ≤ notice ≤ meeting ≤ minutes ≤ list."""

    rule, article = "R8.8", ART_8
    sentence = _("日期先后有误。")


class NoExtraordinary(RuleBroken):
    """The rule knows no extraordinary meetings."""

    rule, article = "R4.7", ART_4
    sentence = _("按现行规则，不召开临时会议。")


class MonthIsFixed(RuleBroken):
    """Where the rule says 应当, ordinary meetings are held in its months only."""

    rule, article = "R4.6", ART_4
    sentence = _("按规则，例会应当在%(months)s月召开；%(day)s不在其中。")


class TooManyMeetings(RuleBroken):
    """More ordinary meetings than the rule allows."""

    rule, article = "R4.6", ART_4
    sentence = _("已达到规则规定的召开次数上限。")


class MoreMeetingsNeedReason(RuleBroken):
    """In principle no more ordinary meetings than the rule says; one more needs a reason."""

    rule, article = "R4.6", ART_4
    sentence = _("超过规则规定的召开次数，须写明理由。")


class TitledYearFarOff(RuleBroken):
    """A meeting is titled by its own year or the one before."""

    rule, article = "R4.8", ART_4
    sentence = _("会议名称所写年度只能是召开当年或上一年。")


class GroundMissing(RuleBroken):
    """The principal leader is invited only for a matter of special weight, stated in text."""

    rule, article = "R4.5", ART_4
    sentence = _("邀请主要领导出席，须写明属于何种特殊重大问题。")


class ConsultationMissing(RuleBroken):
    """A rule that asks for consultation in place of consent wants it told."""

    rule, article = "R4.7", ART_4
    sentence = _("按规则，临时会议须提前协商，请写明协商情况。")


class NotInvited(RuleBroken):
    """There is no invitation, or it was answered."""

    rule, article = "R4.5", ART_4
    sentence = _("本次会议没有邀请主要领导，或者邀请已有答复。")


class OwnDraft(SelfApproval):
    """Whoever drafted asks for the meeting as well, standing in for the leader."""

    rule, article = "R4.1", ART_4
    sentence = _("起草提请的人不能再以领导名义提请，请由另一人办理。")
