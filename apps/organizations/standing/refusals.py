"""What is refused to a person whose standing does not allow acting today (R1.3)."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_1 = _("第一条")


class OutsideMandate(RuleBroken):
    """The days of the mandate have not begun, or are over."""

    rule, article = "R1.3", ART_1
    sentence = _("今天不在派驻期内，不能办理。")
