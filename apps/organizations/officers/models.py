"""Officers of a small government whom its parent provides, under a document and for some time."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled


class MandateState(models.TextChoices):
    """States of a mandate; whether it covers a day follows from its dates as well."""

    STANDING = "standing", _("派驻")
    REVOKED = "revoked", _("已撤回")


class OfficerMandate(Lifecycled):
    """On what an account of this government is somebody of the parent: the person as he or she was at that moment."""

    account = models.OneToOneField("organizations.User", models.PROTECT, related_name="mandate")
    #: A person across levels: government, key and printed words; nothing is ever looked up over there.
    government_code = models.CharField(_("派出单位代码"), max_length=40)
    #: Known only where the parent itself told it.
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(_("姓名"), max_length=60)
    person_post = models.CharField(_("职务"), max_length=50)
    document_number = models.CharField(_("文号"), max_length=60)
    starts_on = models.DateField(_("派驻开始"))
    ends_on = models.DateField(_("派驻结束"))
    reason = models.TextField(_("理由"), blank=True)
    provided_at = models.DateTimeField(null=True)
    provided_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="mandate_dates_in_order",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("派驻结束不得早于派驻开始。"),
            ),
            models.CheckConstraint(
                name="mandate_has_document",
                condition=~models.Q(document_number=""),
                violation_error_message=_("派驻必须有文号。"),
            ),
            models.CheckConstraint(
                name="mandate_revoked_iff_dated",
                condition=models.Q(state="revoked", revoked_at__isnull=False, revoked_by__isnull=False)
                | (~models.Q(state="revoked") & models.Q(revoked_at=None, revoked_by=None)),
                violation_error_message=_("已撤回的派驻必须有撤回人和撤回时间。"),
            ),
        ]

    def __str__(self) -> str:
        return self.person_name

    def covers(self, day: date) -> bool:
        """Whether the person may act here on `day`."""
        return self.state == MandateState.STANDING and self.starts_on <= day <= self.ends_on
