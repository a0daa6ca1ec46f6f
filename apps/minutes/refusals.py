"""What the rule refuses about minutes, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_9 = _("第九条")


class NotHeldYet(RuleBroken):
    """Minutes are drafted of a meeting that was held."""

    rule, article = "R9.2", ART_9
    sentence = _("会议尚未召开，不能起草纪要。")


class OtherOfficeDrafts(RuleBroken):
    """The rule of the meeting names the office that drafts."""

    rule, article = "R9.2", ART_9
    sentence = _("按本次会议的规则，纪要由另一方办公室起草。")


class MinutesExist(RuleBroken):
    """A meeting has one set of minutes; a change after issue is a correction."""

    rule, article = "R9.6", ART_9
    sentence = _("本次会议已有纪要；印发后的改动须另文更正。")


class DiffersFromRecord(RuleBroken):
    """The text does not agree with the record of the session: `about` says where, point by point."""

    rule, article = "R9.5", ART_9
    sentence = _("纪要与会议记录不一致：名单、议程各部分、议定结果和议定事项须与记录相同。")


class NoLeaderPresent(RuleBroken):
    """The rule has a leader of the government lead the session, and the list of those present names none."""

    rule, article = "R9.5", ART_9
    sentence = _("按本次会议的规则，会议由出席的政府领导主持；纪要的出席名单中没有政府领导。")


class OpeningDiffers(RuleBroken):
    """The first sentence of the minutes contradicts the record of the session."""

    rule, article = "R9.5", ART_9
    sentence = _("纪要开头与会议记录不一致。")


class UnionFirst(RuleBroken):
    """The government approves after the union, and the same text."""

    rule, article = "R9.3", ART_9
    sentence = _("须先由工会方面审定同一文本。")


class OwnText(SelfApproval):
    """Whoever handed the text in does not approve it: not in person, not as a deputy, not through one."""

    rule, article = "R9.3", ART_9
    sentence = _("报审纪要的人不能审定同一稿，也不能代他人或由他人代为审定，请另一人办理。")


class NotALeadUnit(RuleBroken):
    """Only a unit that leads an agreed item of the meeting is asked to countersign."""

    rule, article = "R9.3", ART_9
    sentence = _("只能请本次会议议定事项的牵头单位会签。")


class CountersignRequired(RuleBroken):
    """The rule asks every lead unit to countersign, and somebody was left out."""

    rule, article = "R9.3", ART_9
    sentence = _("按本次会议的规则，纪要须经全部牵头单位会签，尚未请其会签：%(units)s。")


class CountersignsMissing(RuleBroken):
    """Whoever was asked to countersign has not signed this text."""

    rule, article = "R9.3", ART_9
    sentence = _("所请会签的单位尚未会签这一文本；可以不再请其会签。")


class ApprovalsMissing(RuleBroken):
    """Both sides must have approved exactly this text."""

    rule, article = "R9.3", ART_9
    sentence = _("双方尚未审定同一文本，不能印发。")


class StillApproved(RuleBroken):
    """What both sides approved is what stands there: it is issued, not taken back."""

    rule, article = "R9.3", ART_9
    sentence = _("双方审定的就是现在的文本，请直接印发；只有审定后文本有变动的才退回。")


class CorrectionExists(RuleBroken):
    """Only the latest text is corrected, and one correction at a time."""

    rule, article = "R9.6", ART_9
    sentence = _("这份纪要已有更正：只能更正最新印发的文本，同时只能有一份更正在办。")


class IssuedOnPaper(RuleBroken):
    """Minutes from before the platform have their original on paper; a correction here would correct nothing."""

    rule, article = "R9.6", ART_9
    sentence = _("平台启用前印发的纪要以原件为准，不能在平台上更正。")
