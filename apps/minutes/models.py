"""Minutes: drafted by the union's office, approved by union then government, issued, and never changed (Art. 9)."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.clock import day_of
from kernel.lifecycle.models import Lifecycled
from kernel.printed import LONGEST_PRINTED
from kernel.schema import AppendOnly, Content
from vocabulary.disclosure import Disclosure


class MinutesState(models.TextChoices):
    """States of minutes."""

    DRAFTING = "drafting", _("起草中")
    UNION_REVIEW = "union_review", _("工会审定中")
    GOV_REVIEW = "gov_review", _("政府审定中")
    APPROVED = "approved", _("双方已审定")
    RETURNED = "returned", _("已退回修改")
    ISSUED = "issued", _("已印发")


class PublicityState(models.TextChoices):
    """States of a press item."""

    DRAFT = "draft", _("待双方同意")
    PUBLISHED = "published", _("已发布")


class AgendaPart(models.TextChoices):
    """The parts of the agenda that are no deliberation, as the work rule names them: each has its words (R8.2)."""

    PRIOR_REPORT = "prior_report", _("上次议定事项落实情况")
    TOPICS_REPORT = "topics_report", _("议题征集情况")
    DEPLOY = "deploy", _("部署落实")


class Minutes(Lifecycled):
    """The minutes of one meeting. Free text stands in opening, parts, sections, closing; all else is the record's.

    A correction is another row that points to the issued one: the issued one stays as it is (R9.6).
    """

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="minutes")
    corrects = models.OneToOneField(
        "minutes.Minutes", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    opening = models.TextField(_("开头"), blank=True)
    closing = models.TextField(_("结尾"), blank=True)
    reason = models.TextField(_("理由"), blank=True)
    #: Lead units asked to countersign, and which text each signed: [{"unit", "name", "person", "at", "sha256"}].
    countersigns = models.JSONField(default=list, blank=True, editable=False)
    number = models.CharField(_("编号"), max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.OneToOneField("documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: From before the platform: the paper is the original, approved by nobody here.
    imported = models.BooleanField(_("补录"), default=False, editable=False)

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(corrects=None),
                name="one_minutes_per_meeting",
                violation_error_message=_("一次会议只有一份纪要，更正须另文。"),
            ),
            models.CheckConstraint(
                name="issued_iff_numbered",
                condition=(
                    models.Q(state="issued", issued_at__isnull=False, issued_by__isnull=False, document__isnull=False)
                    & ~models.Q(number="")
                    & ~models.Q(sha256="")
                )
                | (models.Q(state="issued", imported=True, document__isnull=False) & ~models.Q(number=""))
                | (~models.Q(state="issued") & models.Q(issued_at=None, document=None, number="")),
                violation_error_message=_("已印发的纪要必须有编号、印发时间和文件。"),
            ),
        ]


class MinutesSection(Content):
    """The words about one topic: 会议听取、会议指出、会议要求. What was resolved is added from the record."""

    minutes = models.ForeignKey("minutes.Minutes", models.CASCADE, related_name="sections")
    topic = models.ForeignKey("topics.Topic", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("内容"))

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "topic"],
                name="section_once_per_topic",
                violation_error_message=_("每个议题只有一节。"),
            )
        ]


class MinutesPart(Content):
    """The words about one part of the agenda beside the topics: what was heard first, and what was set going (R8.2)."""

    minutes = models.ForeignKey("minutes.Minutes", models.CASCADE, related_name="parts")
    part = models.CharField(_("议程部分"), max_length=20, choices=AgendaPart)
    text = models.TextField(_("内容"))

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "part"],
                name="words_once_per_part",
                violation_error_message=_("每个议程部分只有一节。"),
            )
        ]


class MinutesApproval(AppendOnly):
    """One side's approval of one text, named by its hash. An edit gives another hash, for which it does not count."""

    sealed_as = "minutes_approval"

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="approvals")
    side = models.CharField(max_length=10)
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=LONGEST_PRINTED)
    person_post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    #: The canonical text that was approved, for the difference since the last approval.
    text = models.TextField()

    class Meta:
        default_permissions = ()
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "side", "sha256"],
                name="one_approval_per_side_and_text",
                violation_error_message=_("本方已审定这一稿。"),
            ),
            models.CheckConstraint(
                name="approval_of_one_side",
                condition=models.Q(side__in=["gov", "union"]),
                violation_error_message=_("审定必须由政府方面或工会方面作出。"),
            ),
        ]


class PublicityItem(Lifecycled):
    """What the public is told about a meeting: both offices consent to the same words before it goes out (Art. 10)."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="publicity")
    title = models.CharField(_("标题"), max_length=200)
    channel = models.CharField(_("发布渠道"), max_length=100)
    text = models.TextField(_("正文"))
    link = models.CharField(_("链接"), max_length=300, blank=True)
    planned_on = models.DateField(_("计划发布日期"))
    #: The class of what the words are based on; only what is disclosed by itself may be published.
    disclosure = models.CharField(_("公开属性"), max_length=20, choices=Disclosure)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: From before the platform: the day is declared, and both offices consented on paper.
    imported = models.BooleanField(_("补录"), default=False, editable=False)
    declared_on = models.DateField(_("申报的发布日期"), null=True, editable=False)

    class Meta(Lifecycled.Meta):
        ordering = ["-state_since", "id"]
        constraints = [
            models.CheckConstraint(
                name="published_iff_dated",
                condition=models.Q(
                    state="published",
                    imported=False,
                    declared_on=None,
                    published_at__isnull=False,
                    published_by__isnull=False,
                )
                | models.Q(
                    state="published", imported=True, declared_on__isnull=False, published_at=None, published_by=None
                )
                | (
                    ~models.Q(state="published")
                    & models.Q(published_at=None, published_by=None, imported=False, declared_on=None)
                ),
                violation_error_message=_("已发布的宣传报道必须有发布人和发布时间，未发布的不得有。"),
            ),
            models.CheckConstraint(
                name="published_only_public",
                condition=~models.Q(state="published") | models.Q(disclosure="public"),
                violation_error_message=_("只能发布主动公开的内容。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def published_on(self) -> date | None:
        """The day it went out: as recorded, or as declared for what was published before the platform."""
        return self.declared_on or (day_of(self.published_at) if self.published_at else None)
