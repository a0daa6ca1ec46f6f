"""Copies that governments filed upward, as they stand in public, and that they were received.

Nothing is pulled out of a lower government: it files a copy of a document it issued, and only that copy can be read
above (R9.8, R12.3). The row policies let the chain of parents read it, the government that filed it, and nobody
beside or below; nobody may change or take back a row, because what was filed was filed.

Rows of two governments are never tied by a key of the database: each is restored from its own backup alone.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel.keys import uuid7
from kernel.printed import LONGEST_PRINTED


class Passed(models.Model):
    """What every row has: the government that wrote it, where it stood then, and who did it, as known at home."""

    #: Governments may write this public table; the row policies decide which rows.
    tenant_writes: ClassVar[bool] = True
    #: The database lets the runtime roles only read and insert.
    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    #: The code the writer was founded with, which its schema bears.
    government = models.CharField(max_length=40)
    path = models.CharField(max_length=400, db_collation="C")
    government_name = models.CharField(_("政府"), max_length=60)
    by_id = models.UUIDField()
    by_name = models.CharField(_("经办人"), max_length=LONGEST_PRINTED)
    by_post = models.CharField(_("经办人职务"), max_length=200)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
        default_permissions = ()


class FiledCopy(Passed):
    """One issued document as it was filed: number, title, kind, hashes and the PDF itself."""

    document_id = models.UUIDField()
    kind = models.CharField(_("文种"), max_length=24)
    number = models.CharField(_("发文字号"), max_length=60)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("标题"), max_length=300)
    issuer = models.CharField(_("发文机关"), max_length=120)
    disclosure = models.CharField(_("公开属性"), max_length=12)
    issued_on = models.DateField(_("印发日期"))
    content_sha256 = models.CharField(_("内容校验码"), max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(_("文件校验码"), max_length=64)
    filed_at = models.DateTimeField(_("报送时间"))

    class Meta(Passed.Meta):
        ordering = ["-filed_at", "-id"]
        indexes = [models.Index(fields=["path", "year"], name="filed_copy_subtree")]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "document_id"],
                name="document_filed_once",
                violation_error_message=_("同一文件只报送一次。"),
            ),
            models.CheckConstraint(
                name="withheld_is_not_filed",
                condition=Q(disclosure__in=["public", "on_request"]),
                violation_error_message=_("不予公开的文件不报送。"),
            ),
            models.CheckConstraint(
                name="filed_to_somebody_above",
                condition=Q(path__contains="."),
                violation_error_message=_("没有上级政府的，无处报送。"),
            ),
            models.CheckConstraint(
                name="filed_with_its_hash",
                condition=~Q(pdf_sha256=""),
                violation_error_message=_("报送的文件必须有校验码。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def receiver(self) -> str:
        """The founding code of the government it was filed to: the one directly above at that time."""
        return self.path.split(".")[-2]


class FilingReceipt(Passed):
    """That a copy was received by the government it was filed to; the one that filed it reads by whom and when."""

    copy_id = models.UUIDField()
    copy_government = models.CharField(max_length=40)
    copy_path = models.CharField(max_length=400, db_collation="C")
    received_at = models.DateTimeField(_("签收时间"))

    class Meta(Passed.Meta):
        ordering = ["-received_at", "-id"]
        indexes = [models.Index(fields=["copy_path"], name="filing_receipt_subtree")]
        constraints = [
            models.UniqueConstraint(
                fields=["copy_id"],
                name="copy_received_once",
                violation_error_message=_("同一文件只签收一次。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy_id} received by {self.government}"
