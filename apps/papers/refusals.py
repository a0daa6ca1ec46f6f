"""What is refused about papers that leaders signed, each with its requirement and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_4, ART_9 = _("第四条"), _("第九条")


class NotAboutThis(RuleBroken):
    """The act belongs to a meeting or to minutes, and one of them is named."""

    rule, article = "R4.7", ART_4
    sentence = _("请只选择签批事项所对应的一项：会议或者纪要。")


class SignerOfOtherSide(RuleBroken):
    """Each side records what its own leaders signed (R1.3)."""

    rule, article = "R1.3", _("第一条")
    sentence = _("只能登记本方领导的签批。")


class SignerNotInPost(RuleBroken):
    """A leader in office on the day of signing (R4.4)."""

    rule, article = "R4.4", ART_4
    sentence = _("签批人在签批当日不是在任领导，或者这一事项不归其办理。")


class SignedInFuture(RuleBroken):
    """Nobody signed tomorrow."""

    rule, article = "R4.7", ART_4
    sentence = _("签批日期不能晚于今天。")


class SignedBeforeText(RuleBroken):
    """What was signed is the text as it stands: nobody can have signed it before it stood so (R9.3)."""

    rule, article = "R9.3", ART_9
    sentence = _("签批日期早于现有内容形成的日期，签的不是这一稿。")


class PaperPending(RuleBroken):
    """One paper per act waits at a time."""

    rule, article = "R4.7", ART_4
    sentence = _("这一事项已有一张签批单待核对。")


class ScanServesOnce(RuleBroken):
    """One sheet is one approval, unless what was recorded of it says that it covers several acts."""

    rule, article = "R4.7", ART_4
    sentence = _("这份扫描件已用于另一张签批单：%(paper)s。一张签批单签批几项的，每次登记都须注明。")


class OwnRecording(SelfApproval):
    """The second person is another one."""

    rule, article = "R4.7", ART_4
    sentence = _("登记人不能核对自己登记的签批单，请本方另一人核对。")


class ChangedSinceSigned(RuleBroken):
    """A change since the recording voids the paper (R9.3)."""

    rule, article = "R9.3", ART_9
    sentence = _("登记之后内容已有改动，这张签批单作废；请撤回，按现有内容重新签批。")
