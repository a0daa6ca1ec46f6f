"""Requests for more time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled


class Extension(Lifecycled):
    """A request for a later deadline: both offices grant it before the old one has passed, or it moves nothing."""

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="extension_requests")
    #: The deadline in force when more time was asked for.
    from_on = models.DateField(_("原时限"))
    new_due_on = models.DateField(_("延期至"))
    reason = models.TextField(_("理由"))
    answer = models.TextField(_("不批准的理由"), blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: Granted on paper before the platform: the declared day, beside no moment and no name.
    declared_on = models.DateField(_("申报的批准日期"), null=True, editable=False)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["-requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(state="requested"),
                name="one_pending_extension",
                violation_error_message=_("该事项已有待批准的延期申请。"),
            ),
            models.CheckConstraint(
                name="extended_forwards",
                condition=models.Q(new_due_on__gt=models.F("from_on")) & ~models.Q(reason=""),
                violation_error_message=_("延期须有理由，且晚于现在的时限。"),
            ),
            models.CheckConstraint(
                name="granted_iff_dated",
                condition=models.Q(
                    state="granted", granted_at__isnull=False, granted_by__isnull=False, declared_on=None
                )
                | models.Q(state="granted", granted_at=None, granted_by=None, declared_on__isnull=False)
                | (~models.Q(state="granted") & models.Q(granted_at=None, granted_by=None, declared_on=None)),
                violation_error_message=_("已批准的延期必须有批准人和批准时间，未批准的不得有。"),
            ),
            models.CheckConstraint(
                name="refused_with_reason",
                condition=(models.Q(state="refused", refused_at__isnull=False) & ~models.Q(answer=""))
                | (~models.Q(state="refused") & models.Q(refused_at=None, answer="")),
                violation_error_message=_("不批准延期必须写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.number} {self.new_due_on:%Y-%m-%d}"
