"""What stops a document from being issued."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken


class CannotBePrinted(RuleBroken):
    """A character of the text exists in none of the fonts: better told now than printed as a blank."""

    article = _("公文格式")
    sentence = _("文件中有字体里没有的字，无法排版。")

    def __init__(self, cause: Exception) -> None:
        super().__init__(_("文件中有字体里没有的字，无法排版：%(cause)s") % {"cause": cause})
