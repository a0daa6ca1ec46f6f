"""The four-part agenda and the numbered notices that carry it (Arts. 7, 8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.topics.models import TopicOutcome
from kernel.lifecycle.models import Lifecycled
from kernel.schema import Content
from vocabulary.roles import Side


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

    def __str__(self) -> str:
        return self.document.number


class ReceiptState(models.TextChoices):
    """Whether a notice has arrived."""

    SENT = "sent", _("待签收")
    ACKNOWLEDGED = "acknowledged", _("已签收")


class NoticeReceipt(Lifecycled):
    """One recipient of a notice: a unit, which signs for itself, or a person for whom an office signs (R7.5)."""

    notice = models.ForeignKey("meetings.Notice", models.PROTECT, related_name="receipts")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    attendance = models.ForeignKey(
        "meetings.Attendance", models.PROTECT, null=True, blank=True, related_name="receipts"
    )
    side = models.CharField(_("方面"), max_length=10, choices=Side)
    #: What the slip says: who comes, under which number he or she is reached, or why nobody does.
    reply = models.TextField(_("回执"), blank=True)
    #: Signed for on paper before the platform: the declared day, beside no moment and no name.
    declared_on = models.DateField(_("申报的签收日期"), null=True, editable=False)
    acknowledged_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    acknowledged_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["side", "id"]
        indexes = [models.Index(fields=["notice"], name="receipt_of_notice")]
        constraints = [
            models.CheckConstraint(
                name="receipt_of_unit_or_person",
                condition=models.Q(unit__isnull=False, attendance=None) | models.Q(unit=None, attendance__isnull=False),
                violation_error_message=_("一份签收只对应一个单位或一名人员。"),
            ),
            models.CheckConstraint(
                name="acknowledged_iff_dated",
                condition=models.Q(state="acknowledged", acknowledged_at__isnull=False, declared_on=None)
                | models.Q(state="acknowledged", acknowledged_at=None, acknowledged_by=None, declared_on__isnull=False)
                | (~models.Q(state="acknowledged") & models.Q(acknowledged_at=None, declared_on=None)),
                violation_error_message=_("已签收的须有签收时间。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.recipient}"

    @property
    def recipient(self) -> str:
        """Who is to have the notice."""
        if self.unit is not None:
            return self.unit.name
        return f"{self.attendance.unit_name} {self.attendance.name}" if self.attendance else ""
