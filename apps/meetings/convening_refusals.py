"""What is refused about the principal leader's invitation and about the list of names (Arts. 4, 5)."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_4, ART_5, ART_7 = _("第四条"), _("第五条"), _("第七条")


class GroundMissing(RuleBroken):
    """The principal leader is invited only for a matter of special weight, stated in text."""

    rule, article = "R4.5", ART_4
    sentence = _("邀请主要领导出席，须写明属于何种特殊重大问题。")


class ConsultationMissing(RuleBroken):
    """A rule that asks for consultation in place of consent wants it told."""

    rule, article = "R4.7", ART_4
    sentence = _("按规则，临时会议须提前协商，请写明协商情况。")


class NoticeTooLate(RuleBroken):
    """A rule with 应当 lets no notice out that leaves too little time."""

    rule, article = "R7.6", ART_7
    sentence = _("按规则，会议通知应当于 %(day)s 前印发；请另定会议时间或延期召开。")


class PackTooLate(RuleBroken):
    """A rule with 应当 opens no meeting whose material came too late."""

    rule, article = "R7.6", ART_7
    sentence = _("按规则，会议材料应当于 %(day)s 前印发；请另定会议时间或延期召开。")


class NotInvited(RuleBroken):
    """There is no invitation, or it was answered."""

    rule, article = "R4.5", ART_4
    sentence = _("本次会议没有邀请主要领导，或者邀请已有答复。")


class InvitationUnanswered(RuleBroken):
    """The notice says who presides, so the invitation is answered before."""

    rule, article = "R4.5", ART_4
    sentence = _("主要领导是否应邀尚无答复，暂不能印发会议通知。")


class CategoryOfGuest(RuleBroken):
    """A guest comes in one of the categories of the rule."""

    rule, article = "R5.4", ART_5
    sentence = _("邀请人员须写明类别：%(categories)s。")


class AdditionNeedsReason(RuleBroken):
    """The list was proposed from the rule; whoever is put on beside it is put on for a reason."""

    rule, article = "R5.2", ART_5
    sentence = _("名单已按规则拟定，另行增加人员须写明理由。")


class NoticeSent(RuleBroken):
    """Whoever the notice named is excused or substituted, not dropped."""

    rule, article = "R5.2", ART_5
    sentence = _("会议通知已印发，名单中的人员不再移出；不能参会的请办理请假或替会。")


class NoticeReplaced(RuleBroken):
    """A later notice took the place of this one."""

    rule, article = "R7.5", ART_7
    sentence = _("这份通知已被新的通知替代，请签收新的通知。")


class PreparationOver(RuleBroken):
    """Nothing is prepared for a meeting that is over."""

    rule, article = "R7.1", ART_7
    sentence = _("会议已结束或取消，不再筹备。")


class OwnDraft(SelfApproval):
    """Whoever drafted asks for the meeting as well, standing in for the leader."""

    rule, article = "R4.1", ART_4
    sentence = _("起草提请的人不能再以领导名义提请，请由另一人办理。")
