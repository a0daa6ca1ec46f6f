"""What consulted units were asked and answered (Art. 6)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from kernel.keys import uuid7
from kernel.lifecycle.models import Lifecycled


class ConsultationState(models.TextChoices):
    """States of one unit's consultation (R6.7, R6.8)."""

    SENT = "sent", _("待回复")
    REPLIED = "replied", _("已回复")
    NO_REPLY = "no_reply", _("逾期未复")
    COORDINATED = "coordinated", _("已协调")
    DISSENT_PRINTED = "dissent_printed", _("列明不同意见")


class Reply(models.TextChoices):
    """What a consulted unit may answer."""

    AGREE = "agree", _("同意")
    AGREE_WITH_COMMENTS = "agree_with_comments", _("同意，有修改意见")
    DISAGREE = "disagree", _("不同意")
    NO_COMMENT = "no_comment", _("无意见")


class Consultation(Lifecycled):
    """One unit asked about one topic. Silence after the reply-by date is recorded as such, never as consent."""

    topic = models.ForeignKey("topics.Topic", models.PROTECT, related_name="consultations")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    reply_by = models.DateField(_("回复期限"))
    reply = models.CharField(_("意见"), max_length=24, choices=Reply, null=True, blank=True)
    reply_text = models.TextField(_("意见内容"), blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    #: Replied on paper before the platform: the declared day, beside no moment and no name.
    declared_on = models.DateField(_("申报的回复日期"), null=True, editable=False)
    replied_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, blank=True, related_name="+")
    coordination = models.TextField(_("协调记录"), blank=True)
    #: The days on which the unit was chased; the first is chase-up number one.
    #: SHA-256 of the topic's text that the unit was asked about, and that its answer is about (R6.7).
    asked_sha256 = models.CharField(_("征求意见文稿的校验码"), max_length=64, blank=True, editable=False)
    #: Answers to earlier texts, which count no longer: reply, words, moment and hash of each.
    earlier_replies = models.JSONField(_("对原文稿的答复"), default=list, editable=False)
    chased_on = ArrayField(models.DateField(), verbose_name=_("催复日期"), default=list, editable=False)

    class Meta(Lifecycled.Meta):
        ordering = ["topic", "unit__sort_key"]
        permissions = [("reply_to_consultation", "Answer for the asked unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "unit"], name="unit_asked_once", violation_error_message=_("该单位已被征求意见。")
            ),
            models.CheckConstraint(
                name="replied_iff_answer",
                condition=models.Q(state__in=["sent", "no_reply"], reply=None, replied_at=None, declared_on=None)
                | models.Q(
                    models.Q(replied_at__isnull=False, declared_on=None)
                    | models.Q(replied_at=None, declared_on__isnull=False),
                    state__in=["replied", "coordinated", "dissent_printed"],
                    reply__isnull=False,
                ),
                violation_error_message=_("已回复的征求意见必须有意见和回复时间。"),
            ),
        ]

    @property
    def chase_ups(self) -> int:
        """How often the unit was chased."""
        return len(self.chased_on)

    @property
    def overtaken(self) -> int:
        """How many answers the unit gave to texts that were changed afterwards: none of them counts (R6.7)."""
        return len(self.earlier_replies)

    def __str__(self) -> str:
        return self.topic.title


class ConsultationGroupPermission(GroupObjectPermissionBase):
    """Object permissions on consultations."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    content_object = models.ForeignKey("topics.Consultation", models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()
