"""Days that differ from the published calendar: a province's own holiday, or a schedule corrected after publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarOverride(models.Model):
    """One day that is worked, or not, whatever the kept calendar says; shared by all governments."""

    day = models.DateField(_("日期"), primary_key=True)
    is_workday = models.BooleanField(_("是否工作日"))
    reason = models.CharField(_("依据"), max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                name="override_has_reason",
                condition=~models.Q(reason=""),
                violation_error_message=_("调整工作日必须写明依据。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}"
