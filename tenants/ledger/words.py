"""The words of the ledger: every enumeration that the levels above may read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingState(models.TextChoices):
    """A meeting's states as the levels above see them, from the request on."""

    CANCELLED = "cancelled", _("已取消")
    DECLINED = "declined", _("未同意召开")
    REQUESTED = "requested", _("已提请")
    ACCEPTED = "accepted", _("已同意召开")
    COLLECTING = "collecting", _("征集议题")
    SETTLED = "settled", _("议题已确定")
    NOTICED = "noticed", _("已发通知")
    IN_SESSION = "in_session", _("会议进行中")
    HELD = "held", _("已召开")
    FOLLOWING_UP = "following_up", _("纪要已印发")
    CLOSED = "closed", _("已办结")


class AgreedItemState(models.TextChoices):
    """An agreed item's states; overdue is computed from dates, never stored."""

    ASSIGNED = "assigned", _("待签收")
    IN_PROGRESS = "in_progress", _("办理中")
    REPORTED = "reported", _("已报办结")
    CHECKED = "checked", _("已核实")
    CLOSED = "closed", _("已销号")
    TERMINATED = "terminated", _("已终止")


class MeetingKind(models.TextChoices):
    """Ordinary meetings satisfy the yearly obligation, extraordinary ones do not (R4.8)."""

    ORDINARY = "ordinary", _("例会")
    EXTRAORDINARY = "extraordinary", _("临时召开")


class Lead(models.TextChoices):
    """Who led one side at the session."""

    CHIEF = "chief", _("总召集人")
    CONVENER = "convener", _("召集人")
    NONE = "none", _("均未出席")
    UNKNOWN = "", _("尚未召开")


class NotHeldCause(models.TextChoices):
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
