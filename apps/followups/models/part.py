"""What supporting units do for an item."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from kernel.keys import uuid7
from kernel.lifecycle.models import Lifecycled


class SupportingPart(Lifecycled):
    """What a supporting unit does for an item; it signs for and reports its own part."""

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="parts")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    #: What this unit is to do; empty: to help the lead unit with the item.
    text = models.TextField(_("配合内容"), blank=True)
    due_on = models.DateField(_("完成时限"))
    percentage = models.PositiveSmallIntegerField(_("进度"), default=0)
    report = models.TextField(_("完成情况"), blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["unit__sort_key"]
        permissions = [("support_item", "Act for the supporting unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit"], name="one_part_per_unit", violation_error_message=_("该单位已有配合任务。")
            ),
            models.CheckConstraint(
                name="part_reported_iff_dated",
                condition=(models.Q(state="reported", reported_at__isnull=False) & ~models.Q(report=""))
                | (~models.Q(state="reported") & models.Q(reported_at=None)),
                violation_error_message=_("已完成的配合任务必须写明完成情况。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class SupportingPartGroupPermission(GroupObjectPermissionBase):
    """Object permissions on supporting parts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    content_object = models.ForeignKey("followups.SupportingPart", models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()
