"""Years without their meeting: the causes that a government and the levels above speak of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NotHeldCause(TextChoices):
    """Why a year closed without its meeting: the code that the levels above see; the words stay at home (R4.6)."""

    TERM_CHANGE = "term_change", _("换届或主要领导变动")
    REORGANISATION = "reorganisation", _("机构或者区划调整")
    EMERGENCY = "emergency", _("突发事件或者重大任务")
    NO_TOPICS = "no_topics", _("双方未能商定议题")
    NOT_REQUESTED = "not_requested", _("未提请召开")
    NOT_AGREED = "not_agreed", _("提请后未能同意召开")
    PUT_OFF = "put_off", _("推迟到次年召开")
    OTHER_MEETING = "other_meeting", _("有关事项由其他会议研究")
    OTHER = "other", _("其他")
