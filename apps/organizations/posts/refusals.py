"""What is refused about posts and handovers, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_1, ART_4, ART_5 = _("第一条"), _("第四条"), _("第五条")


class RankOutOfRange(RuleBroken):
    """A place in an order of posts."""

    rule, article = "R5.2", ART_5
    sentence = _("排序须在 0 到 999 之间。")


class UnitOfOtherSide(RuleBroken):
    """Nobody is in charge of the other side's units."""

    rule, article = "R1.3", ART_1
    sentence = _("只能分管本方的单位。")


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
