"""What the rule refuses about letters, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_11 = _("第十一条")


class NotDueYet(RuleBroken):
    """A letter before its day: 15 days before the deadline, after it, and 15 days after the step before."""

    rule, article = "R11.7", ART_11
    sentence = _("还没有到签发这一函件的时候。")


class NoSuchLetter(RuleBroken):
    """The ladder of the rule has no such step."""

    rule, article = "R11.7", ART_11
    sentence = _("按规则，催办督办没有这一步骤。")


class LetterIssued(RuleBroken):
    """Each kind is issued once per deadline."""

    rule, article = "R11.7", ART_11
    sentence = _("针对现在的完成时限，这一函件已经签发过。")


class LetterOutOfOrder(RuleBroken):
    """First the chase-up, then the supervision order, then word to the chief conveners; no reminder when overdue."""

    rule, article = "R11.7", ART_11
    sentence = _("函件须按催办、督办、呈总召集人的次序签发；逾期后不再发提醒函。")
