"""Both ends of a filing as each government keeps its own: what it filed upward, what it received from below.

The copy itself stands in public (`tenants.correspondence`) and never changes; these rows are what the lifecycles move
and the audit chains name, each inside its own government.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled


class FilingState(models.TextChoices):
    """A filing is done or not there at all: nothing is taken back."""

    FILED = "filed", _("已报送")


class ReceiptState(models.TextChoices):
    """What came from below is received or waits."""

    RECEIVED = "received", _("已签收")


class Filing(Lifecycled):
    """That an issued document was filed to the government above (R9.8)."""

    document = models.OneToOneField(
        "documents.IssuedDocument", models.PROTECT, related_name="filing", verbose_name=_("文件")
    )
    copy_id = models.UUIDField(_("报送件"))
    #: Whom it was filed to, as it was called then.
    to_name = models.CharField(_("报送至"), max_length=60)
    #: Filed by the act of issue, because the work rule says so; otherwise by hand.
    on_issue = models.BooleanField(_("印发时报送"), default=False)
    filed_at = models.DateTimeField(_("报送时间"), null=True)
    filed_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("报送人")
    )

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since", "-id"]

    def __str__(self) -> str:
        return str(self.document)


class Receipt(Lifecycled):
    """That a copy filed from below was received here (R12.3)."""

    copy_id = models.UUIDField(_("报送件"), unique=True)
    from_name = models.CharField(_("报送单位"), max_length=60)
    number = models.CharField(_("发文字号"), max_length=60)
    title = models.CharField(_("标题"), max_length=300)
    received_at = models.DateTimeField(_("签收时间"), null=True)
    received_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("签收人")
    )

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since", "-id"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
