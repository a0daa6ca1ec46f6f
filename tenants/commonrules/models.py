"""A rule for many governments, as it stands in public: what it is called, from when to when, and whom it is for.

The text and its parameters stay with the government that issued it, and with each that adopted it: nothing else of a
government is in public. The row policies let a government write its own rules and read those issued above it.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class CommonRule(models.Model):
    """One rule, issued once; its key is that of the issuer's own row."""

    #: Governments may write this public table; the row policies decide which rows.
    tenant_writes: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, editable=False)
    #: The code the issuer was founded with, which its schema bears.
    government = models.CharField(max_length=40)
    path = models.CharField(max_length=400, db_collation="C")
    title = models.CharField(_("名称"), max_length=200)
    document_number = models.CharField(_("发文字号"), max_length=60)
    effective_on = models.DateField(_("施行日期"))
    repealed_on = models.DateField(_("废止日期"), null=True)
    #: The founding codes of the governments it is issued for, all strictly below the issuer.
    governments = ArrayField(models.CharField(max_length=40), verbose_name=_("适用的政府"))
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["-effective_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="common_rule_days_in_order",
                condition=Q(repealed_on=None) | Q(repealed_on__gte=F("effective_on")),
                violation_error_message=_("废止日期不得早于施行日期。"),
            )
        ]

    def __str__(self) -> str:
        return self.title
