"""What the rule refuses about the attendance list, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_5, ART_8 = _("第五条"), _("第八条")


class NotInSession(RuleBroken):
    """Outcomes and check-in belong to the session."""

    rule, article = "R8.8", ART_8
    sentence = _("会议未在进行中。")


class ListFrozen(RuleBroken):
    """The attendance list is frozen by adjournment."""

    rule, article = "R5.6", ART_5
    sentence = _("会议已结束，参会名单不能再改。")


class SubstituteForChief(RuleBroken):
    """A chief convener is replaced only by a convener."""

    rule, article = "R5.5", ART_5
    sentence = _("总召集人只能由本方召集人代为出席。")


class ChiefIsNotDropped(RuleBroken):
    """A chief convener is taken off the list."""

    rule, article = "R5.5", ART_5
    sentence = _("总召集人不能移出名单；不能参会的请办理请假，或者由本方召集人替会。")


class OwnLeave(RuleBroken):
    """Somebody grants leave to himself or herself."""

    rule, article = "R5.5", ART_5
    sentence = _("准假人不能是请假人本人，请填写批准请假的领导。")


class TooManyMembers(RuleBroken):
    """More members of a side than the rule allows."""

    rule, article = "R5.1", ART_5
    sentence = _("每方出席人数不得超过 %(limit)s 人。")


class CategoryNotInRule(RuleBroken):
    """The rule lists the categories of guests and observers."""

    rule, article = "R5.4", ART_5
    sentence = _("规则没有列出这一类人员。")


class NoDelegates(RuleBroken):
    """The rule lets nobody come for another."""

    rule, article = "R5.5", ART_5
    sentence = _("按本次会议的规则，不得替会。")


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
