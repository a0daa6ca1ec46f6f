"""What the rule refuses about the list of topics, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_6 = _("第六条")


class OnlyExtraordinary(RuleBroken):
    """Only an extraordinary meeting may skip collection."""

    rule, article = "R6.12", ART_6
    sentence = _("只有临时会议可以不经征集。")


class CollectedBefore(RuleBroken):
    """Collection is skipped only where there was none."""

    rule, article = "R6.12", ART_6
    sentence = _("本次会议已征集过议题，请重新启动征集。")


class TopicNotFree(RuleBroken):
    """A topic named for an extraordinary meeting is on another list, or not yet in the office's hands."""

    rule, article = "R6.12", ART_6
    sentence = _("所选议题尚未汇总，或已列入其他会议。")


class OwnCheck(SelfApproval):
    """Each step of a chain of checks is another person's."""

    rule, article = "R6.9", _("第六条")
    sentence = _("同一人不能在议题清单的审核中承担两个环节，代他人办理也不行。")


class NotOnTheList(RuleBroken):
    """Only a topic that stands on the list can be taken off it."""

    rule, article = "R6.9", _("第六条")
    sentence = _("所选议题不在本次会议已商定的清单上。")


class NothingAmended(RuleBroken):
    """A change of the list adds a topic or takes one off."""

    rule, article = "R6.9", _("第六条")
    sentence = _("请选择增列或撤下的议题。")
