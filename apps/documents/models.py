"""Issued documents: numbers without gaps, and the files themselves, which never change; and files that people bring.

The bytes of an issued DOCX and PDF stand in an append-only table: they are committed with the act that issues them,
and the runtime role cannot change them (see docs/adr/0006). Uploaded files stand in the database for the same reasons,
in pieces, so that neither keeping nor sending one needs its whole size in memory.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.clock import day_of
from kernel.printed import LONGEST_PRINTED
from kernel.schema import AppendOnly, Content
from vocabulary.disclosure import Disclosure


class DocumentKind(models.TextChoices):
    """What a document is."""

    REQUEST_LETTER = "request_letter", _("提请函")
    REPLY_LETTER = "reply_letter", _("复函")
    MEETING_NOTICE = "meeting_notice", _("会议通知")
    MEETING_PACK = "meeting_pack", _("会议材料")
    MINUTES = "minutes", _("会议纪要")
    FOLLOW_UP_LIST = "follow_up_list", _("落实情况清单")
    REMINDER = "reminder", _("提醒函")
    CHASE_UP = "chase_up", _("催办单")
    SUPERVISION_ORDER = "supervision_order", _("督办单")
    REFERRAL = "referral", _("转办函")
    REPORT_TO_CONVENERS = "report_to_conveners", _("呈总召集人报告")


#: What a form says beside the choice.
DISCLOSED = _("不选则按工作规则，规则未规定的为依申请公开；只有主动公开的文件列入公开页面。")


class Series(models.TextChoices):
    """The registers from which documents are numbered."""

    NOTICE = "notice", _("政府办公室的通知")
    GOV_LETTER = "gov_letter", _("政府的函")
    UNION_LETTER = "union_letter", _("工会的函和通知")
    MINUTES = "minutes", _("会议纪要")
    ORDER = "order", _("提醒、催办和督办文书")


class NumberWord(Content):
    """The word (机关代字) of a series, as the office's register has it; without a row, the proposal holds."""

    series = models.CharField(_("发文种类"), max_length=20, choices=Series, unique=True)
    word = models.CharField(_("机关代字"), max_length=12)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="number_word_not_empty",
                condition=~models.Q(word=""),
                violation_error_message=_("机关代字不能为空。"),
            )
        ]

    def __str__(self) -> str:
        return self.word


class NumberSequence(Content):
    """The last number given in one series of one year; its row is locked while a number is taken."""

    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year"],
                name="one_sequence_per_series_and_year",
                violation_error_message=_("同一序列每年只有一个编号。"),
            )
        ]


class IssuedDocument(AppendOnly):
    """A document as issued: number, title, content hash, and both files. Never edited; a correction is a new one."""

    sealed_as = "issued_document"

    kind = models.CharField(_("文种"), max_length=24, choices=DocumentKind)
    #: What it is about: a meeting, minutes, an agreed item; named by key because those stand a layer above.
    subject_id = models.UUIDField()
    number = models.CharField(_("发文字号"), max_length=60)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("标题"), max_length=300)
    issuer = models.CharField(_("发文机关"), max_length=120)
    disclosure = models.CharField(_("公开属性"), max_length=12, choices=Disclosure)
    issued_at = models.DateTimeField(_("印发时间"))
    issued_by_name = models.CharField(max_length=LONGEST_PRINTED)
    #: SHA-256 of the canonical content: what approvals were bound to.
    content_sha256 = models.CharField(max_length=64)
    #: What every sheet bears, so that a reader can ask whether it was issued; "" for what was issued on paper.
    code = models.CharField(_("核验码"), max_length=32, blank=True, default="")
    content = models.JSONField()
    docx = models.BinaryField()
    docx_sha256 = models.CharField(max_length=64)
    docx_sm3 = models.CharField(max_length=64, blank=True, default="")
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    pdf_sm3 = models.CharField(max_length=64, blank=True, default="")
    corrects = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+")
    #: Issued on paper before the platform: known by number and day, without files; `issued_at` is when it was entered.
    imported = models.BooleanField(_("补录"), default=False, editable=False)
    declared_on = models.DateField(_("申报的印发日期"), null=True, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["subject_id", "kind"], name="document_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                name="document_number_once",
                violation_error_message=_("发文字号重复。"),
            ),
            models.CheckConstraint(
                name="files_unless_imported",
                condition=(
                    models.Q(imported=False, declared_on=None) & ~models.Q(docx_sha256="") & ~models.Q(pdf_sha256="")
                )
                | models.Q(imported=True, declared_on__isnull=False, docx_sha256="", pdf_sha256=""),
                violation_error_message=_("印发的文件必须有两种格式；补录的文件只有申报的印发日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def issued_on(self) -> date:
        """The day it bears: as recorded, or as declared for what was issued before the platform."""
        return self.declared_on or day_of(self.issued_at)


class StoredFile(AppendOnly):
    """A file that somebody uploaded, as it was: shown name, kind, size, hash, who and when. Its bytes are `pieces`."""

    sealed_as = "stored_file"

    name = models.CharField(_("文件名"), max_length=120)
    ending = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    side = models.CharField(_("上传方面"), max_length=10)
    uploaded_by = models.ForeignKey("organizations.User", models.PROTECT, related_name="+")
    uploaded_by_name = models.CharField(_("上传人"), max_length=LONGEST_PRINTED)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(_("上传时间"))

    class Meta:
        default_permissions = ()
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="stored_file_holds_something",
                condition=models.Q(size__gt=0) & ~models.Q(name="") & ~models.Q(sha256=""),
                violation_error_message=_("文件必须有名称、内容和校验码。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FilePiece(AppendOnly):
    """At most one mebibyte of a stored file."""

    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="pieces")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "position"],
                name="one_piece_per_position",
                violation_error_message=_("文件的同一部分只存一次。"),
            )
        ]


class Purpose(models.TextChoices):
    """What a file is to the thing it hangs on."""

    RESEARCH = "research", _("调研报告")
    ARGUMENTATION = "argumentation", _("论证材料")
    BASIS = "basis", _("依据文件")
    EVIDENCE = "evidence", _("佐证材料")
    REPORT = "report", _("报告材料")
    REQUEST = "request", _("申请材料")
    PHOTO = "photo", _("照片")
    RULE_TEXT = "rule_text", _("规则文本")
    PAPER_APPROVAL = "paper_approval", _("纸质批件")


class Attachment(Content):
    """A file on a thing, for a purpose. Taken off it is not deleted: who took it off and when stays beside it."""

    #: The lifecycle (or the table) of the thing, which stands a layer above and is named by key.
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    purpose = models.CharField(_("用途"), max_length=20, choices=Purpose)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="attachments")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_name = models.CharField(max_length=LONGEST_PRINTED)
    detached_at = models.DateTimeField(null=True, blank=True)
    detached_by_name = models.CharField(max_length=LONGEST_PRINTED, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["subject_id", "subject_kind"], name="attachment_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "subject_id", "purpose"],
                condition=models.Q(detached_at=None),
                name="file_attached_once",
                violation_error_message=_("该文件已附在此处。"),
            ),
            models.CheckConstraint(
                name="detached_by_somebody",
                condition=models.Q(detached_at=None, detached_by_name="")
                | (models.Q(detached_at__isnull=False) & ~models.Q(detached_by_name="")),
                violation_error_message=_("移除附件必须记明移除人和时间。"),
            ),
        ]
