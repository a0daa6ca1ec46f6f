"""What is refused between governments, each with its requirement, article and one sentence."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_9, ART_12 = _("第九条"), _("第十二条")


class WithheldStaysHome(RuleBroken):
    """The disclosure class keeps the document in the house (R0.3, R9.8)."""

    rule, article = "R9.8", ART_9
    sentence = _("不予公开的文件不报送上级。")


class NobodyAbove(RuleBroken):
    """The region answers to nobody here."""

    rule, article = "R9.8", ART_9
    sentence = _("本级在系统中没有上级政府，无处报送。")


class FiledAlready(RuleBroken):
    """What was filed was filed; there is one copy of each document."""

    rule, article = "R9.8", ART_9
    sentence = _("这份文件已经报送上级，不必重复报送。")


class OnlyOnPaper(RuleBroken):
    """Issued before the platform: nothing but number and day is known here, so there is nothing to file."""

    rule, article = "R9.8", ART_9
    sentence = _("补录的文件在系统中没有正文，无法报送。")


class NotFiledToHere(RuleBroken):
    """Who stands higher up reads along; only the one it was filed to receives it."""

    rule, article = "R12.3", ART_12
    sentence = _("只能签收直接报送到本级的文件。")


class ReceivedAlready(RuleBroken):
    """One receipt per copy."""

    rule, article = "R12.3", ART_12
    sentence = _("这份文件已经签收。")
