"""Agreed items, as the government that follows them up and the levels above speak of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ItemState(TextChoices):
    """States of an agreed item. Overdue and lights are computed from dates, never stored."""

    ASSIGNED = "assigned", _("待签收")
    IN_PROGRESS = "in_progress", _("推进中")
    REPORTED = "reported", _("已报完成待核")
    CHECKED = "checked", _("已核验待销号")
    CLOSED = "closed", _("已销号")
    TERMINATED = "terminated", _("已终止")


OPEN_STATES = [ItemState.ASSIGNED, ItemState.IN_PROGRESS, ItemState.REPORTED, ItemState.CHECKED]
#: While the offices check and close, nobody is chased.
WORKED_ON = [ItemState.ASSIGNED, ItemState.IN_PROGRESS]
