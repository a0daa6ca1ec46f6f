"""What the rule refuses about convening, notice and session, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_4, ART_5, ART_6, ART_7, ART_8 = _("第四条"), _("第五条"), _("第六条"), _("第七条"), _("第八条")


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


class LateCollectionNeedsReason(RuleBroken):
    """Collection starts later than the rule asks."""

    rule, article = "R6.4", ART_6
    sentence = _("启动征集晚于应启动日期，须写明原因。")


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


class NoticeIncomplete(RuleBroken):
    """Date, place, presider, contact, agenda or attendance list is missing."""

    rule, article = "R7.2", ART_7
    sentence = _("会议通知须有时间、地点、主持人、联系人、议程和参会名单。")


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


class DatesOutOfOrder(RuleBroken):
    """Collection ≤ notice ≤ meeting ≤ minutes ≤ list."""

    rule, article = "R8.8", ART_8
    sentence = _("日期先后有误。")


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


class NoticeOutOfDate(RuleBroken):
    """The list was changed after the notice went out."""

    rule, article = "R7.5", _("第七条")
    sentence = _("议题清单在通知印发后有变动，须先重发会议通知。")


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


class NoExtraordinary(RuleBroken):
    """The rule knows no extraordinary meetings."""

    rule, article = "R4.7", ART_4
    sentence = _("按现行规则，不召开临时会议。")


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
