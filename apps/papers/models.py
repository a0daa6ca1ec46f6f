"""Paper approvals: a leader signed on paper, one clerk recorded it, another confirmed it; the record says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled


class PaperState(models.TextChoices):
    """States of a recorded paper."""

    RECORDED = "recorded", _("待核对")
    CONFIRMED = "confirmed", _("已核对办理")
    WITHDRAWN = "withdrawn", _("已撤回")


class PaperApproval(Lifecycled):
    """One signed paper about one act on one object, bound to the object as it stood when the paper was recorded."""

    act = models.CharField(_("签批事项"), max_length=80)
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("会议")
    )
    minutes = models.ForeignKey(
        "minutes.Minutes", models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("会议纪要")
    )
    side = models.CharField(_("方面"), max_length=10)
    signer = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name=_("签批人"))
    #: As on the paper: later changes of post do not rewrite it (R4.4).
    signer_post = models.CharField(_("签批人职务"), max_length=120)
    signed_on = models.DateField(_("签批日期"))
    scan = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+", verbose_name=_("签批单扫描件"))
    #: Which sheet it is, however often it was scanned in.
    scan_sha256 = models.CharField(max_length=64, editable=False)
    #: The sheet approves several acts: each is recorded by itself, from the same scan.
    covers_several = models.BooleanField(_("一张签批单签批几项"), default=False)
    words = models.TextField(_("批示意见"), blank=True)
    proposed_on = models.DateField(_("建议日期"), null=True, blank=True)
    #: The object as it stood: any change since voids the paper.
    object_version = models.PositiveIntegerField()
    object_sha256 = models.CharField(max_length=64)
    reason = models.TextField(_("撤回理由"), blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since", "id"]
        constraints = [
            models.CheckConstraint(
                name="paper_about_one_object",
                condition=models.Q(meeting__isnull=False, minutes=None) | models.Q(meeting=None, minutes__isnull=False),
                violation_error_message=_("一张签批单只对应一项：会议或者纪要。"),
            ),
            models.CheckConstraint(
                name="paper_of_one_side",
                condition=models.Q(side__in=["gov", "union"]),
                violation_error_message=_("签批必须由政府方面或工会方面作出。"),
            ),
            models.CheckConstraint(
                name="confirmed_by_another",
                condition=models.Q(state="confirmed", confirmed_at__isnull=False, confirmed_by__isnull=False)
                & ~models.Q(confirmed_by=models.F("recorded_by"))
                | (~models.Q(state="confirmed") & models.Q(confirmed_at=None, confirmed_by=None)),
                violation_error_message=_("签批单必须由登记人以外的另一人核对。"),
            ),
            models.UniqueConstraint(
                fields=["act", "meeting"],
                condition=models.Q(state="recorded", meeting__isnull=False),
                name="one_paper_waits_per_meeting_act",
                violation_error_message=_("这一事项已有一张签批单待核对。"),
            ),
            models.UniqueConstraint(
                fields=["act", "minutes"],
                condition=models.Q(state="recorded", minutes__isnull=False),
                name="one_paper_waits_per_minutes_act",
                violation_error_message=_("这一事项已有一张签批单待核对。"),
            ),
            models.UniqueConstraint(
                fields=["scan_sha256"],
                condition=~models.Q(state="withdrawn") & models.Q(covers_several=False),
                name="one_paper_per_sheet",
                violation_error_message=_("这份扫描件已用于另一张签批单。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting or (self.minutes.meeting if self.minutes else ""))

    @property
    def about(self) -> Lifecycled:
        """What the paper is about."""
        found = self.meeting or self.minutes
        assert found is not None  # noqa: S101 - the table holds exactly one
        return found
