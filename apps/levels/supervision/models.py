"""Both ends of a letter between levels as each government keeps its own: what it sent, what came to it.

The letter itself and the answers to it stand in public (`tenants.correspondence`) and never change; these rows are what
the lifecycles move and the audit chains name, each inside its own government. Neither stands in the follow-up list:
units of a list are those of the same government (R11.2).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled
from tenants.correspondence.models import DispatchKind


class SentState(models.TextChoices):
    """Where a letter stands for whoever writes it; what the other end does is told by its answers."""

    DRAFTED = "drafted", _("起草中")
    SENT = "sent", _("已发出")
    CLOSED = "closed", _("已办结")
    DISCARDED = "discarded", _("已作废")


class ArrivedState(models.TextChoices):
    """Where a letter stands for whoever it was sent to, once it was received."""

    RECEIVED = "received", _("已签收")
    ACCEPTED = "accepted", _("承办中")
    RETURNED = "returned", _("已退回")
    COMPLETED = "completed", _("已办结")
    REPLIED = "replied", _("已答复")


class SentLetter(Lifecycled):
    """A letter to a government below, or a referral to the one directly above (R11.2, R12.3)."""

    kind = models.CharField(_("类别"), max_length=20, choices=DispatchKind)
    #: Whose office writes: it alone goes on with the letter.
    side = models.CharField(_("方面"), max_length=5)
    #: The code the receiver was founded with, and its name at that time.
    to_code = models.CharField(_("收文政府代码"), max_length=40)
    to_name = models.CharField(_("收文政府"), max_length=60)
    title = models.CharField(_("事由"), max_length=120)
    text = models.TextField(_("内容"))
    due_on = models.DateField(_("答复、办结期限"))
    #: What the letter comes of; it stays at home, only the words travel.
    item = models.ForeignKey(
        "followups.AgreedItem", models.PROTECT, null=True, related_name="+", verbose_name=_("议定事项")
    )
    #: The topic that this level passes on, likewise kept at home (R6.10).
    topic = models.ForeignKey("topics.Topic", models.PROTECT, null=True, related_name="+", verbose_name=_("议题"))
    #: Why this level cannot settle it: these words travel with the text.
    reason = models.TextField(_("本级不能解决的原因"), blank=True)
    document = models.OneToOneField(
        "documents.IssuedDocument", models.PROTECT, null=True, related_name="+", verbose_name=_("文件")
    )
    dispatch_id = models.UUIDField(_("发出件"), null=True)
    #: How it ended, or why it was closed without an answer.
    note = models.TextField(_("办结说明"), blank=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True)
    sent_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("发出人")
    )
    closed_at = models.DateTimeField(_("办结时间"), null=True)
    closed_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("办结人")
    )
    #: Whether the other end has answered, or closed before it did: noted by the list that the letter was read from.
    is_answered: bool

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since", "-id"]
        constraints = [
            models.CheckConstraint(
                name="sent_iff_numbered",
                condition=models.Q(
                    state__in=["sent", "closed"],
                    document__isnull=False,
                    dispatch_id__isnull=False,
                    sent_at__isnull=False,
                    sent_by__isnull=False,
                )
                | models.Q(
                    state__in=["drafted", "discarded"], document=None, dispatch_id=None, sent_at=None, sent_by=None
                ),
                violation_error_message=_("发出的函件必须有发文字号、发出人和发出时间，未发出的不得有。"),
            ),
            models.CheckConstraint(
                name="letter_closed_iff_dated",
                condition=models.Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at=None, closed_by=None)),
                violation_error_message=_("办结的函件必须有办结人和办结时间，未办结的不得有。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.to_name} {self.title}"


class ArrivedLetter(Lifecycled):
    """That a letter from another level was received, and what became of it here."""

    dispatch_id = models.UUIDField(_("来件"), unique=True)
    kind = models.CharField(_("类别"), max_length=20, choices=DispatchKind)
    side = models.CharField(_("方面"), max_length=5)
    from_name = models.CharField(_("发文政府"), max_length=60)
    number = models.CharField(_("发文字号"), max_length=60)
    title = models.CharField(_("标题"), max_length=300)
    due_on = models.DateField(_("答复、办结期限"))
    percentage = models.PositiveSmallIntegerField(_("进展（百分比）"), default=0)
    #: What was reported last, answered, or why it was returned.
    words = models.TextField(_("办理情况"), blank=True)
    received_at = models.DateTimeField(_("签收时间"))
    received_by = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name=_("签收人"))

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since", "-id"]
        constraints = [
            models.CheckConstraint(
                name="letter_progress_in_percent",
                condition=models.Q(percentage__lte=100),
                violation_error_message=_("进展在 0 到 100 之间。"),
            ),
            models.CheckConstraint(
                name="letter_way_fits_kind",
                condition=models.Q(state="received")
                | models.Q(kind="referral", state__in=["accepted", "returned", "completed"])
                | (~models.Q(kind="referral") & models.Q(state="replied")),
                violation_error_message=_("转办函承办、退回或者办结，提醒函、督办函答复。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
