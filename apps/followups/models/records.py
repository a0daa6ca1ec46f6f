"""What units said about their items: progress, and why something is not implemented."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.printed import LONGEST_PRINTED
from kernel.schema import AppendOnly, Content


class ProgressReport(AppendOnly):
    """What a responsible unit reported, as it reported it."""

    sealed_as = "progress_report"

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="progress_reports")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    text = models.TextField(_("进展情况"))
    percentage = models.PositiveSmallIntegerField(_("进度"))
    evidence = models.TextField(_("佐证材料"), blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_name = models.CharField(max_length=LONGEST_PRINTED)

    class Meta:
        default_permissions = ()
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["item", "unit"], name="report_of_item_and_unit")]
        constraints = [
            models.CheckConstraint(
                name="percentage_in_range",
                condition=models.Q(percentage__gte=0, percentage__lte=100),
                violation_error_message=_("进度须在 0 到 100 之间。"),
            )
        ]


class Explanation(Content):
    """Why an item is not implemented, for the next meeting: explanation, opinion and new date, all three (R3.3).

    The new date is shown and followed; it never moves the deadline by which the item is scored.
    """

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="explanations")
    #: The meeting it is reported to.
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="explanations")
    explanation = models.TextField(_("未落实说明"))
    opinion = models.TextField(_("意见"))
    new_date = models.DateField(_("新的完成时限"))
    at = models.DateTimeField()
    by_name = models.CharField(max_length=LONGEST_PRINTED)

    class Meta:
        default_permissions = ()
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "meeting"],
                name="one_explanation_per_meeting",
                violation_error_message=_("该事项已作说明。"),
            ),
            models.CheckConstraint(
                name="explained_in_full",
                condition=~models.Q(explanation="") & ~models.Q(opinion=""),
                violation_error_message=_("说明、意见、完成时限缺一不可。"),
            ),
        ]
