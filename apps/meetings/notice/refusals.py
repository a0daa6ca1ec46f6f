"""What the rule refuses about a notice and the material sent with it, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_4, ART_7 = _("第四条"), _("第七条")


ART_8 = _("第八条")


class NoticeIncomplete(RuleBroken):
    """Date, place, presider, contact, agenda or attendance list is missing."""

    rule, article = "R7.2", ART_7
    sentence = _("会议通知须有时间、地点、主持人、联系人、议程和参会名单。")


class DayWasAgreed(RuleBroken):
    """A notice states another day than both sides agreed."""

    rule, article = "R6.5", ART_4
    sentence = _("双方商定的会议日期是%(agreed)s，通知写的是%(day)s；改期须双方同意，请先办理延期召开。")


class PresiderNotListed(RuleBroken):
    """The presider must be on the attendance list."""

    rule, article = "R8.1", ART_8
    sentence = _("主持人必须在参会名单中。")


class PresiderNeedsReason(RuleBroken):
    """In principle the attending government leader presides; another presider needs a reason."""

    rule, article = "R8.1", ART_8
    sentence = _("原则上由%(who)s主持；另定主持人须写明理由。")


class PresiderRequired(RuleBroken):
    """Where the rule says 应当, nobody else presides."""

    rule, article = "R8.1", ART_8
    sentence = _("应当由%(who)s主持。")


class PresidersAreOne(RuleBroken):
    """Two people preside together, not one twice."""

    rule, article = "R8.1", ART_8
    sentence = _("共同主持的须是两个人；%(who)s已列为主持人。")


class DelegatorMayNot(RuleBroken):
    """Only who ought to preside may leave the chair to somebody else."""

    rule, article = "R8.1", ART_8
    sentence = _("按本次会议的规则由%(who)s主持，只能由其委托他人；所写委托人职务为“%(given)s”。")


class DelegationNotAllowed(RuleBroken):
    """The rule has the named leader preside in person."""

    rule, article = "R8.1", ART_8
    sentence = _("工作规则规定由%(who)s本人主持，不能委托他人。")


class DelegatedTooLate(RuleBroken):
    """A chair is left to somebody before the session, not afterwards."""

    rule, article = "R8.1", ART_8
    sentence = _("委托日期%(day)s晚于会议日期%(session)s；委托须在会前作出。")


class NoticeOutOfDate(RuleBroken):
    """The list was changed after the notice went out."""

    rule, article = "R7.5", _("第七条")
    sentence = _("议题清单在通知印发后有变动，须先重发会议通知。")


class NoticeTooLate(RuleBroken):
    """A rule with 应当 lets no notice out that leaves too little time."""

    rule, article = "R7.6", ART_7
    sentence = _("按规则，会议通知应当于 %(day)s 前印发；请另定会议时间或延期召开。")


class InvitationUnanswered(RuleBroken):
    """The notice says who presides, so the invitation is answered before."""

    rule, article = "R4.5", ART_4
    sentence = _("主要领导是否应邀尚无答复，暂不能印发会议通知。")


class PackIssued(RuleBroken):
    """The material of this notice was sent already."""

    rule, article = "R8.3", ART_8
    sentence = _("会议材料已按现行通知印发；重发通知后才能再次印发。")
