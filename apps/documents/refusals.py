"""What stops a document from being issued, and a file from being kept with a thing or at a government."""

from typing import Self

from django.utils.translation import gettext_lazy as _

from files.refusals import FileRefused
from kernel.refusals import RuleBroken

ART_7 = _("第七条")


class CannotBePrinted(RuleBroken):
    """A character of the text exists in none of the fonts: better told now than printed as a blank.

    The cause names each of them with its text and its place there.
    """

    article = _("公文格式")
    sentence = _("文件中有字体里没有的字，无法排版。")

    def __init__(self, cause: Exception) -> None:
        super().__init__(_("文件中有字体里没有的字，无法排版：%(cause)s") % {"cause": cause})


class WordMalformed(RuleBroken):
    """A word of a register is Chinese characters alone: year and serial number are added by the system (R7.4)."""

    rule, article = "R7.4", ART_7
    sentence = _("机关代字应为2至12个汉字，例如“土左政办字”，不含年份、括号和序号。")


class PlainWord(RuleBroken):
    """The word is the one that holds already."""

    rule, article = "R7.4", ART_7
    sentence = _("该发文种类现在就使用这一机关代字，无需修改。")


class NumberGoesBack(RuleBroken):
    """A number that was given, or one before it, would be given again (R7.4)."""

    rule, article = "R7.4", ART_7
    sentence = _("序号只能往后接续。")

    @classmethod
    def after(cls, number: str) -> "NumberGoesBack":
        """Return the refusal that names the number after which it may go on."""
        return cls(_("序号只能往后接续：%(number)s已经使用。") % {"number": number})


class NumberIsTaken(RuleBroken):
    """Another document of this government bears the typed number (R7.4)."""

    rule, article = "R7.4", ART_7
    sentence = _("%(number)s已用于另一份文件；请核对发文簿，或者不填，由系统编号。")

    @classmethod
    def beside_number(cls, number: str, year: int) -> Self:
        """Return the refusal beside the field, with the number and the year of issue in it."""
        sentence = cls.sentence % {"number": number, "year": year}
        return cls(sentence, fields={"document_number": sentence})


class NumberOfAnotherYear(NumberIsTaken):
    """A typed number is of another year than the one in which the document is issued (R7.4)."""

    sentence = _("%(number)s不是%(year)s年的发文字号；文件按印发年度编号。")


class TooManyFiles(FileRefused):
    """More files than one item may carry (413)."""

    status = 413
    sentence = _("每一项最多附 20 个文件。")


class StorageFull(FileRefused):
    """This government's share of the storage is used up (507)."""

    status = 507
    sentence = _("本级政府的附件空间已满，请联系系统管理员。")
