"""What is prepared for a meeting: items listed by the union, each with the office that sees to it (Art. 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled


class PreparingOffice(models.TextChoices):
    """Which office sees to an item."""

    GOV = "gov", _("政府办公室")
    UNION = "union", _("工会办公室")


class PreparationState(models.TextChoices):
    """States of one item of the checklist."""

    OPEN = "open", _("待办")
    DONE = "done", _("已落实")


class PreparationItem(Lifecycled):
    """One thing to prepare: the union's office keeps the list, either office may have the item (R7.1)."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="preparations")
    title = models.CharField(_("筹备事项"), max_length=120)
    office = models.CharField(_("负责办公室"), max_length=10, choices=PreparingOffice)
    due_on = models.DateField(_("完成日期"))
    #: How many working days before the meeting the day was counted; None once a person gave the day.
    lead_workdays = models.PositiveSmallIntegerField(_("会前工作日"), null=True, editable=False)
    reason = models.TextField(_("理由"), blank=True)
    #: Seen to before the platform: the declared day, beside no moment and no name.
    declared_on = models.DateField(_("申报的落实日期"), null=True, editable=False)
    done_at = models.DateTimeField(_("落实时间"), null=True, blank=True)
    done_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="prepared_iff_dated",
                condition=models.Q(state="done", done_at__isnull=False, declared_on=None)
                | models.Q(state="done", done_at=None, done_by=None, declared_on__isnull=False)
                | (~models.Q(state="done") & models.Q(done_at=None, declared_on=None)),
                violation_error_message=_("已落实的须有落实时间。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.title}"
