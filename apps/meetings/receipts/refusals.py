"""What the rule refuses about signing for a notice."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_7 = _("第七条")


class NoticeReplaced(RuleBroken):
    """A later notice took the place of this one."""

    rule, article = "R7.5", ART_7
    sentence = _("这份通知已被新的通知替代，请签收新的通知。")
