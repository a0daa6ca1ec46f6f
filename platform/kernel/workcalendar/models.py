"""Days beyond the statutory holidays: the State Council's arrangements as loaded, and single days corrected by hand."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArrangedDay(models.Model):
    """One day of an arrangement that an operator loaded; its year replaces the one that was shipped.

    Shared by all governments; the row policies let a government write that has none above it.
    """

    #: Governments may write this public table; the row policies decide which.
    tenant_writes: ClassVar[bool] = True

    day = models.DateField(_("日期"), primary_key=True)
    #: The year whose arrangement names the day: it may reach into the December before.
    year = models.PositiveSmallIntegerField(_("年度"))
    is_workday = models.BooleanField(_("是否工作日"))
    name = models.CharField(_("节日"), max_length=40)
    document = models.CharField(_("文号"), max_length=60)
    published_on = models.DateField(_("公布日期"))

    class Meta:
        default_permissions = ()
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}"


class CalendarOverride(models.Model):
    """One day that is worked, or not, whatever the arrangement says; shared by all governments."""

    #: Governments may write this public table; the row policies decide which.
    tenant_writes: ClassVar[bool] = True

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
