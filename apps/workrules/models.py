"""The work rules of one government: title, document number, and from when to when each is in force (Arts. 12, 13)."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled
from kernel.schema import SchemaBoundQuerySet

if TYPE_CHECKING:
    from datetime import date


class WorkRuleState(models.TextChoices):
    """States of a work rule."""

    DRAFT = "draft", _("起草中")
    ISSUED = "issued", _("施行中")
    REPEALED = "repealed", _("已废止")


class WorkRuleQuerySet(SchemaBoundQuerySet["WorkRule"]):
    """Work rules by day."""

    def in_force(self, on: "date") -> "WorkRuleQuerySet":
        """The one in force on a day: from its effective date up to the day before its repeal."""
        return self.filter(effective_on__lte=on).filter(models.Q(repealed_on=None) | models.Q(repealed_on__gt=on))


class WorkRule(Lifecycled):
    """A rule this government issued for its own joint meetings, by reference to the regional rule of 2024."""

    title = models.CharField(_("名称"), max_length=200)
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    repealed_on = models.DateField(_("废止日期"), null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: From before the platform: title, number and days only; its text may be lost (R13.4).
    imported = models.BooleanField(_("补录"), default=False, editable=False)

    objects: ClassVar[WorkRuleQuerySet] = WorkRuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["-effective_on", "-state_since"]
        constraints = [
            models.CheckConstraint(
                name="issued_rule_has_document",
                condition=models.Q(state="draft", issued_on=None)
                | (models.Q(issued_on__isnull=False, effective_on__isnull=False) & ~models.Q(document_number="")),
                violation_error_message=_("施行的工作规则必须有发文字号、印发日期和施行日期。"),
            ),
            models.CheckConstraint(
                name="effective_not_before_issue",
                condition=models.Q(effective_on=None) | models.Q(effective_on__gte=models.F("issued_on")),
                violation_error_message=_("施行日期不得早于印发日期。"),
            ),
            models.CheckConstraint(
                name="repealed_iff_dated",
                condition=models.Q(state="repealed", repealed_on__isnull=False)
                | (~models.Q(state="repealed") & models.Q(repealed_on=None)),
                violation_error_message=_("已废止的工作规则必须有废止日期。"),
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="issued"),
                name="one_rule_in_force",
                violation_error_message=_("同一日期只有一个工作规则施行。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
