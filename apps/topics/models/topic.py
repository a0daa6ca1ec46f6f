"""A topic with its file: what is proposed, by whom, and what became of it (Arts. 3, 6)."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from kernel.keys import uuid7
from kernel.lifecycle.models import Lifecycled
from kernel.schema import SchemaBoundQuerySet
from vocabulary.categories import Category
from vocabulary.roles import Side

if TYPE_CHECKING:
    import uuid


class Origin(models.TextChoices):
    """Where a topic comes from (R6.1–R6.3)."""

    GOV = "gov", _("政府方面")
    UNION = "union", _("工会方面")
    JOINT = "joint", _("双方联合")


class MainSide(models.TextChoices):
    """The side with the main work of a joint topic."""

    GOV = "gov", _("政府方面")
    UNION = "union", _("工会方面")


class Source(models.TextChoices):
    """Where the union's office collects a topic of its side from (R6.2)."""

    DEPARTMENT = "department", _("工会职能部门")
    INDUSTRIAL_UNION = "industrial_union", _("产业工会")
    LOWER_UNION = "lower_union", _("下级工会")
    WORKER_PROPOSAL = "worker_proposal", _("职工提案")


class TopicState(models.TextChoices):
    """States of a topic."""

    DRAFT = "draft", _("起草中")
    SUBMITTED = "submitted", _("已报送")
    RETURNED = "returned", _("已退回")
    AGGREGATED = "aggregated", _("已汇总")
    CONSULTING = "consulting", _("征求意见中")
    PREPARED = "prepared", _("已备齐")
    TABLED = "tabled", _("已列入")
    DEFERRED = "deferred", _("暂缓")
    REJECTED = "rejected", _("不列入")
    TRANSFERRED = "transferred", _("转办")
    DECIDED = "decided", _("已议定")
    WITHDRAWN = "withdrawn", _("已撤回")


class Screening(models.TextChoices):
    """What the list that both sides consent to says about a topic (R6.10)."""

    TABLED = "tabled", _("列入")
    DEFERRED = "deferred", _("暂缓")
    REJECTED = "rejected", _("不列入")
    TRANSFERRED = "transferred", _("转办")


class TopicOutcome(models.TextChoices):
    """How the meeting ended on a topic, by consensus: there is no vote (R8.6)."""

    AGREED = "agreed", _("通过")
    AGREED_IN_PRINCIPLE = "agreed_in_principle", _("原则通过")
    REMITTED = "remitted", _("再研究")
    NOT_AGREED = "not_agreed", _("不通过")
    NOTED = "noted", _("通报知悉")

    @property
    def binds(self) -> bool:
        """Whether it yields agreed items."""
        return self in {TopicOutcome.AGREED, TopicOutcome.AGREED_IN_PRINCIPLE}


class TopicQuerySet(SchemaBoundQuerySet["Topic"]):
    """Topics, as clerks ask for them."""

    def of_meeting(self, meeting_id: "uuid.UUID") -> "TopicQuerySet":
        """Those tabled at one meeting, in the order of its list."""
        return self.filter(
            entries__round__meeting_id=meeting_id,
            entries__screening=Screening.TABLED,
            state__in=[TopicState.TABLED, TopicState.DECIDED],
        ).order_by("entries__position")


class Topic(Lifecycled):
    """One topic with its file (R6.6). It keeps its identity when it is deferred or remitted into another round."""

    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("序号"))
    title = models.CharField(_("标题"), max_length=200)
    origin = models.CharField(_("提出方面"), max_length=10, choices=Origin)
    main_side = models.CharField(_("承担主要工作的一方"), max_length=10, choices=MainSide, null=True, blank=True)
    #: Of topics that follow the union's procedure only; the government's come from a competent department (R6.1).
    source = models.CharField(_("来源"), max_length=20, choices=Source, null=True, blank=True)
    category = models.CharField(_("类别"), max_length=30, choices=Category)
    category_reason = models.TextField(_("归入“其他”的理由"), blank=True)
    proposer = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+", verbose_name=_("提出单位"))
    co_proposer = models.ForeignKey(
        "organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("联合提出单位")
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, blank=True, related_name="+")
    #: Which text the co-proposer confirmed; any other is confirmed anew (R6.3).
    confirmed_sha256 = models.CharField(_("联合提出单位所确认文稿的校验码"), max_length=64, blank=True, editable=False)
    background = models.TextField(_("背景"), blank=True)
    research = models.TextField(_("调研报告"), blank=True)
    argumentation = models.TextField(_("论证记录"), blank=True)
    proposed_decision = models.TextField(_("建议议定内容"), blank=True)
    basis = models.TextField(_("依据文件"), blank=True)
    suggested_due_on = models.DateField(_("建议完成时限"), null=True, blank=True)
    suggested_lead = models.ForeignKey(
        "organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("建议牵头单位")
    )
    suggested_supporting = models.ManyToManyField("organizations.Unit", related_name="+", blank=True)
    reason = models.TextField(_("理由"), blank=True)
    late_admitted_at = models.DateTimeField(null=True, blank=True)  # both offices let it in after the closing day
    late_admitted_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, blank=True, related_name="+")
    #: The meeting in session before which the topic lies now; set and cleared by that meeting.
    session_of = models.UUIDField(null=True, blank=True, editable=False)
    outcome = models.CharField(_("议定结果"), max_length=24, choices=TopicOutcome, null=True, blank=True)
    outcome_note = models.TextField(_("议定说明"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, blank=True, related_name="+")
    imported = models.BooleanField(_("补录"), default=False, editable=False)

    objects: ClassVar[TopicQuerySet] = TopicQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["year", "serial"]
        permissions = [("act_for_proposer", "Act for the proposing unit"), ("act_for_co_proposer", "Confirm jointly")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "serial"], name="topic_number_once", violation_error_message=_("议题编号重复。")
            ),
            models.CheckConstraint(
                name="joint_has_main_side_and_partner",
                condition=models.Q(origin="joint", main_side__isnull=False, co_proposer__isnull=False)
                | models.Q(origin__in=["gov", "union"], main_side=None, co_proposer=None),
                violation_error_message=_("联合议题必须写明承担主要工作的一方和联合提出单位；其他议题不得填写。"),
            ),
            models.CheckConstraint(
                name="source_of_union_topics",
                condition=models.Q(source=None)
                | models.Q(origin="union")
                | models.Q(origin="joint", main_side="union"),
                violation_error_message=_("只有工会方面的议题填写来源。"),
            ),
            models.CheckConstraint(
                name="other_category_has_reason",
                condition=~models.Q(category="other") | ~models.Q(category_reason=""),
                violation_error_message=_("类别为“其他”时必须说明理由。"),
            ),
            models.CheckConstraint(
                name="decided_iff_outcome",
                condition=models.Q(state="decided", outcome__isnull=False, decided_at__isnull=False)
                | models.Q(state="decided", outcome__isnull=False, decided_at=None, imported=True)
                | (~models.Q(state="decided") & models.Q(decided_at=None)),
                violation_error_message=_("已议定的议题必须有结果。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """The human number, e.g. 2026-03."""
        return f"{self.year}-{self.serial:02d}"

    @property
    def leading_side(self) -> str:
        """The side whose procedure the topic follows: its own, or the main side of a joint topic (R6.3)."""
        return self.main_side or self.origin

    @property
    def set_by_office(self) -> bool:
        """Whether the government's own office set the topic, as only some rules let it (R6.1)."""
        return self.proposer.side == Side.GOV and self.proposer.kind == "office"


class TopicGroupPermission(GroupObjectPermissionBase):
    """Object permissions on topics, with a real foreign key so that none outlives its topic."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    content_object = models.ForeignKey("topics.Topic", models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()
