"""What passes between governments, as it stands in public: copies filed upward, letters between levels, and answers.

Nothing is pulled out of a lower government: it files a copy of a document it issued, and only that copy can be read
above (R9.8, R12.3). The row policies let the chain of parents read it, the government that filed it, and nobody
beside or below. A letter goes down, or, a referral, to the government directly above; it is read by the one that sent
it and the one it was sent to, and by nobody else; so are the answers to it (R11.2). Nobody may change or take back a
row, because what was sent was sent.

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
    #: The founding code of the government it was filed to: the nearest one above that was not closed on that day.
    filed_to = models.CharField(max_length=40, default="")

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


class DispatchKind(models.TextChoices):
    """What a higher government sends a lower one; a referral also goes one level up."""

    REMINDER = "reminder", _("提醒函")
    SUPERVISION_ORDER = "supervision_order", _("督办函")
    REFERRAL = "referral", _("转办函")


class AnswerKind(models.TextChoices):
    """What became of a letter: all but the last is told by whom it was sent to."""

    RECEIVED = "received", _("已签收")
    ACCEPTED = "accepted", _("已承办")
    RETURNED = "returned", _("已退回")
    PROGRESS = "progress", _("报告进展")
    COMPLETED = "completed", _("报告办结")
    REPLIED = "replied", _("已答复")
    CLOSED = "closed", _("已办结归档")


#: After one of these the sender has what it asked for, or knows that it will not get it.
FINAL_ANSWERS = frozenset({AnswerKind.RETURNED, AnswerKind.COMPLETED, AnswerKind.REPLIED})


class Dispatch(Passed):
    """One numbered letter between two levels: its words and its PDF, and nothing else of the sender's."""

    to_government = models.CharField(max_length=40)
    to_path = models.CharField(max_length=400, db_collation="C")
    to_name = models.CharField(_("收文政府"), max_length=60)
    #: Whose office writes and whose office reads: the general offices, or the unions (gov, union).
    side = models.CharField(_("方面"), max_length=5)
    kind = models.CharField(_("类别"), max_length=20, choices=DispatchKind)
    document_id = models.UUIDField()
    number = models.CharField(_("发文字号"), max_length=60)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("标题"), max_length=300)
    text = models.TextField(_("内容"))
    due_on = models.DateField(_("答复、办结期限"))
    issuer = models.CharField(_("发文机关"), max_length=120)
    issued_on = models.DateField(_("印发日期"))
    content_sha256 = models.CharField(_("内容校验码"), max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(_("文件校验码"), max_length=64)
    sent_at = models.DateTimeField(_("发出时间"))

    class Meta(Passed.Meta):
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["to_government"], name="dispatch_of_receiver")]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "document_id"],
                name="letter_sent_once",
                violation_error_message=_("同一函件只发一次。"),
            ),
            models.CheckConstraint(
                name="letter_line_known",
                condition=Q(side__in=["gov", "union"], kind__in=DispatchKind.values),
                violation_error_message=_("函件只能是政府办公室或工会发出的提醒函、督办函、转办函。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Answer(Passed):
    """One step of a letter's way after it was sent, told by whoever took it."""

    dispatch_id = models.UUIDField()
    dispatch_from = models.CharField(max_length=40)
    dispatch_to = models.CharField(max_length=40)
    kind = models.CharField(_("情况"), max_length=20, choices=AnswerKind)
    text = models.TextField(_("说明"), blank=True)
    percentage = models.PositiveSmallIntegerField(_("进展（百分比）"), null=True)
    answered_at = models.DateTimeField(_("时间"))

    class Meta(Passed.Meta):
        ordering = ["answered_at", "id"]
        indexes = [models.Index(fields=["dispatch_id"], name="answer_of_dispatch")]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "dispatch_id", "kind"],
                condition=~Q(kind="progress"),
                name="one_answer_of_a_kind",
                violation_error_message=_("这一步已经办理。"),
            ),
            models.CheckConstraint(
                name="answer_from_an_end",
                condition=(Q(kind="closed") & Q(government=models.F("dispatch_from")))
                | (~Q(kind="closed") & Q(government=models.F("dispatch_to"))),
                violation_error_message=_("收文一方签收、答复，发文一方办结。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.kind} by {self.government}"
