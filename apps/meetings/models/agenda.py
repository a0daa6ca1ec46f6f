"""The four-part agenda and the numbered notices that carry it (Arts. 7, 8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.topics.models import TopicOutcome
from kernel.schema import Content


class AgendaItem(Content):
    """One line of the four-part agenda (R8.2); in part three, with the outcome as the meeting recorded it."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="agenda")
    part = models.PositiveSmallIntegerField(_("部分"))
    position = models.PositiveSmallIntegerField(_("顺序"))
    text = models.CharField(_("内容"), max_length=300)
    topic = models.ForeignKey("topics.Topic", models.PROTECT, null=True, blank=True, related_name="+")
    reporter = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    #: Minutes of the session that the item is given (R8.5).
    duration = models.PositiveSmallIntegerField(_("时长（分钟）"), null=True, blank=True)
    outcome = models.CharField(_("议定结果"), max_length=24, choices=TopicOutcome, null=True, blank=True)
    outcome_note = models.TextField(_("议定说明"), blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["part", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "part", "position"],
                name="agenda_place_once",
                violation_error_message=_("议程次序重复。"),
            ),
            models.CheckConstraint(
                name="four_parts",
                condition=models.Q(part__gte=1, part__lte=4) & (models.Q(topic=None) | models.Q(part=3)),
                violation_error_message=_("议程有四个部分，议题列在第三部分。"),
            ),
        ]


class Notice(Content):
    """A numbered meeting notice; a change is a new one that refers to the old, and the old stays (R7.5)."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="notices")
    document = models.OneToOneField("documents.IssuedDocument", models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "meetings.Notice", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    what_changed = models.TextField(_("变更内容"), blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["issued_at"]
