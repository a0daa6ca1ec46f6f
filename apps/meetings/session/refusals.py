"""What the rule refuses about the session and what it resolves, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_5, ART_7, ART_8 = _("第五条"), _("第七条"), _("第八条")
ART_11 = _("第十一条")


class NoticedDayPassed(RuleBroken):
    """Nobody was called for another day than that of the notice: a later one is announced first."""

    rule, article = "R7.5", ART_7
    sentence = _("通知所定日期已超过 %(days)s 天，不能开会；请先重发会议通知，或者办理延期召开。")
    at_once = _("通知所定日期已过，不能开会；请先重发会议通知，或者办理延期召开。")


class NotYetTheDay(RuleBroken):
    """A session is opened on its day, not before."""

    rule, article = "R8.8", ART_8
    sentence = _("会议日期未到，不能开会。")


class TopicsUndecided(RuleBroken):
    """A tabled topic has no outcome."""

    rule, article = "R8.6", ART_8
    sentence = _("还有列入的议题没有议定结果。")


class AttendanceOpen(RuleBroken):
    """Somebody on the list is neither present, excused nor absent."""

    rule, article = "R5.6", ART_5
    sentence = _("参会名单未核对完毕：每人须到会、请假或缺席。")


class SideAbsent(RuleBroken):
    """A joint meeting needs both sides in the room."""

    rule, article = "R1.2", _("第一条")
    sentence = _("双方都须有人出席。")


class ResolutionMissing(RuleBroken):
    """An agreed topic yields at least one agreed item; another outcome none."""

    rule, article = "R8.6", ART_8
    sentence = _("通过或原则通过的议题至少有一项议定事项，其他结果不得有。")


class DeadlineBroken(RuleBroken):
    """A deadline before the meeting, or a milestone after the deadline."""

    rule, article = "R8.7", ART_8
    sentence = _("完成时限必须晚于会议日期，时间节点不得晚于完成时限。")


class PartDeadlineBroken(RuleBroken):
    """A supporting unit's own deadline lies outside the item's days."""

    rule, article = "R11.1", _("第十一条")
    sentence = _("配合任务的完成时限必须晚于会议日期，且不得晚于本事项的完成时限。")


class PartTwice(RuleBroken):
    """One supporting unit was given two parts of one item."""

    rule, article = "R11.1", _("第十一条")
    sentence = _("一个配合单位在同一事项中只写一行配合任务。")


class LeadSupportsItself(RuleBroken):
    """The lead unit is listed as supporting too."""

    rule, article = "R11.1", _("第十一条")
    sentence = _("牵头单位不能同时列为配合单位。")


class OfficeCannotLead(RuleBroken):
    """A general office checks or confirms what others did: an item of its own would have nobody to close it."""

    rule, article = "R11.5", _("第十一条")
    sentence = _("办公厅（室）负责核验和销号，不能作为牵头单位；请由承办业务的单位牵头。")


class PackTooLate(RuleBroken):
    """A rule with 应当 opens no meeting whose material came too late."""

    rule, article = "R7.6", ART_7
    sentence = _("按规则，会议材料应当于 %(day)s 前印发；请另定会议时间或延期召开。")


class PresiderWasNotThere(RuleBroken):
    """The noticed presider did not come, and nobody was named who presided instead."""

    rule, article = "R8.1", ART_8
    sentence = _("主持人%(who)s没有到会签到，不能散会：请写明由哪位到会人员主持和理由。")


class LeaderWasNotThere(RuleBroken):
    """The rule has a leader of the government lead the session, and none was checked in."""

    rule, article = "R9.5", ART_8
    sentence = _("按本次会议的规则，会议由出席的政府领导主持；没有政府领导到会签到，不能散会，可以取消会议另行召开。")


class DeadlineFarOff(RuleBroken):
    """An agreed item is due so late that nobody in office would see it."""

    rule, article = "R11.1", ART_11
    sentence = _("完成时限不能晚于会议之后第%(years)d年；时间更长的，请分阶段议定。")
