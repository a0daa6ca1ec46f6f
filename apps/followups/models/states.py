"""States of what is followed up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartState(models.TextChoices):
    """States of a supporting unit's own part."""

    ASSIGNED = "assigned", _("待签收")
    IN_PROGRESS = "in_progress", _("推进中")
    REPORTED = "reported", _("已完成")


class ExtensionState(models.TextChoices):
    """States of a request for more time. That one has lapsed is seen from its dates, never stored."""

    REQUESTED = "requested", _("待批准")
    GRANTED = "granted", _("已批准")
    REFUSED = "refused", _("未批准")


class LetterState(models.TextChoices):
    """States of a numbered letter about an item."""

    ISSUED = "issued", _("已签发")
    RECEIVED = "received", _("已签收")


class LetterKind(models.TextChoices):
    """The steps of the ladder, in order (R11.7)."""

    REMINDER = "reminder", _("提醒函")
    CHASE_UP = "chase_up", _("催办单")
    SUPERVISION_ORDER = "supervision_order", _("督办单")
    ESCALATION = "escalation", _("呈总召集人")


class PartLetterKind(models.TextChoices):
    """The steps of the ladder about a supporting unit's own part: what stays open is reported with the item."""

    CHASE_UP = "chase_up", _("催办单")
    SUPERVISION_ORDER = "supervision_order", _("督办单")


UNFINISHED_PARTS = [PartState.ASSIGNED, PartState.IN_PROGRESS]
