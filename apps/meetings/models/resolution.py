"""What a meeting resolved, with its dated steps: the source of minutes and follow-up list (Art. 11)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.schema import Content


class Resolution(Content):
    """What the meeting resolved on a topic: the one source of the minutes' item and of the follow-up row (Art. 11)."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="resolutions")
    topic = models.ForeignKey("topics.Topic", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("序号"))
    text = models.TextField(_("议定事项"))
    lead_unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+", verbose_name=_("牵头单位"))
    supporting_units = models.ManyToManyField("organizations.Unit", related_name="+", blank=True)
    responsible_person = models.CharField(_("责任人"), max_length=60, blank=True)
    due_on = models.DateField(_("完成时限"))

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="resolution_number_once",
                violation_error_message=_("议定事项序号重复。"),
            )
        ]


class ResolutionMilestone(Content):
    """A dated step of a resolution; every resolution has at least one (R11.1)."""

    resolution = models.ForeignKey("meetings.Resolution", models.CASCADE, related_name="milestones")
    text = models.CharField(_("阶段目标"), max_length=300)
    due_on = models.DateField(_("时间"))

    class Meta:
        default_permissions = ()
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["resolution"], name="milestone_of_resolution")]


class ResolutionPart(Content):
    """What one supporting unit was given to do of a resolution, where the meeting said so, and until when (R11.1)."""

    resolution = models.ForeignKey("meetings.Resolution", models.CASCADE, related_name="parts")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    text = models.TextField(_("配合内容"))
    due_on = models.DateField(_("完成时限"))

    class Meta:
        default_permissions = ()
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "unit"],
                name="one_resolution_part_per_unit",
                violation_error_message=_("一个配合单位只写一行配合任务。"),
            )
        ]
