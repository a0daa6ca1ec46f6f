"""A workbook of past meetings on its way into the records: uploaded by one office, confirmed by the other."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled
from kernel.schema import AppendOnly
from vocabulary.roles import Side


class ImportState(models.TextChoices):
    """Checked by the system, confirmed by the other office, then written as a whole or not at all."""

    UPLOADED = "uploaded", _("待检查")
    FAULTY = "faulty", _("有错误")
    SOUND = "sound", _("待核对")
    RETURNED = "returned", _("已退回")
    CONFIRMED = "confirmed", _("待导入")
    IMPORTED = "imported", _("已导入")
    WITHDRAWN = "withdrawn", _("已撤回")


class HistoryImport(Lifecycled):
    """One upload. What it would store and what is wrong with it stand in `Preview`, which the audit chain need not."""

    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+", verbose_name=_("工作簿"))
    side = models.CharField(_("上传方面"), max_length=10, choices=Side)
    source = models.CharField(_("材料来源"), max_length=200, blank=True)
    package_sha256 = models.CharField(_("数据包校验码"), max_length=64, blank=True)
    fault_count = models.PositiveIntegerField(_("错误数"), default=0)
    object_count = models.PositiveIntegerField(_("写入条数"), default=0)
    reason = models.TextField(_("理由"), blank=True)
    uploaded_at = models.DateTimeField(_("上传时间"), null=True)
    uploaded_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("上传人")
    )
    confirmed_at = models.DateTimeField(_("核对时间"), null=True)
    confirmed_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("核对人")
    )

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since"]
        constraints = [
            models.CheckConstraint(
                name="import_confirmed_iff_dated",
                condition=Q(state__in=["confirmed", "imported"], confirmed_at__isnull=False)
                | (~Q(state__in=["confirmed", "imported", "withdrawn"]) & Q(confirmed_at=None))
                | Q(state="withdrawn"),
                violation_error_message=_("已核对的补录有核对时间，未核对的没有。"),
            ),
            models.CheckConstraint(
                name="faulty_import_names_faults",
                condition=~Q(state="faulty") | Q(fault_count__gt=0),
                violation_error_message=_("有错误的补录须列明错误。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.file.name)


class Preview(AppendOnly):
    """What one check found: faults with their places, or every object that would be written. The latest one counts."""

    of = models.ForeignKey(HistoryImport, models.PROTECT, related_name="previews")
    at = models.DateTimeField()
    #: Sentences as `BrokenPackage` has them.
    faults = models.JSONField(default=list)
    #: [depth, kind, words] each.
    lines = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        ordering = ["at", "id"]
