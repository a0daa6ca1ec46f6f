"""The follow-up list: every agreed item with its units and dates, followed up until it is closed (Arts. 3, 11)."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from kernel.lifecycle.models import Lifecycled
from kernel.schema import AppendOnly, Content, SchemaBoundQuerySet

if TYPE_CHECKING:
    from datetime import date


class ItemState(models.TextChoices):
    """States of an agreed item. Overdue and lights are computed from dates, never stored."""

    ASSIGNED = "assigned", _("待签收")
    IN_PROGRESS = "in_progress", _("推进中")
    REPORTED = "reported", _("已报完成待核")
    CHECKED = "checked", _("已核验待销号")
    CLOSED = "closed", _("已销号")
    TERMINATED = "terminated", _("已终止")


class PartState(models.TextChoices):
    """States of a supporting unit's own part."""

    ASSIGNED = "assigned", _("待签收")
    IN_PROGRESS = "in_progress", _("推进中")
    REPORTED = "reported", _("已完成")


class ExtensionState(models.TextChoices):
    """States of a request for more time. That one has lapsed is seen from its dates, never stored."""

    REQUESTED = "requested", _("待批准")
    GRANTED = "granted", _("已批准")
    REFUSED = "refused", _("未批准")


OPEN_STATES = [ItemState.ASSIGNED, ItemState.IN_PROGRESS, ItemState.REPORTED, ItemState.CHECKED]
UNFINISHED_PARTS = [PartState.ASSIGNED, PartState.IN_PROGRESS]


class AgreedItemQuerySet(SchemaBoundQuerySet["AgreedItem"]):
    """Agreed items, as offices ask for them."""

    def open(self) -> "AgreedItemQuerySet":
        """Those neither closed nor terminated."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, *, on: "date") -> "AgreedItemQuerySet":
        """Open ones whose deadline has passed on that day."""
        return self.open().filter(due_on__lt=on)


class AgreedItem(Lifecycled):
    """One row of the list: exactly one per resolution of issued minutes, and none without."""

    resolution = models.OneToOneField("meetings.Resolution", models.PROTECT, related_name="agreed_item")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="agreed_items")
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.CharField(_("编号"), max_length=20, unique=True)
    text = models.TextField(_("议定事项"))
    lead_unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+", verbose_name=_("牵头单位"))
    responsible_person = models.CharField(_("责任人"), max_length=60, blank=True)
    listed_on = models.DateField(_("列入日期"))
    original_due_on = models.DateField(_("原定完成时限"))
    #: The deadline in force: the original one, moved only by an extension granted before it passed.
    due_on = models.DateField(_("完成时限"))
    extensions = models.PositiveSmallIntegerField(_("延期次数"), default=0)
    percentage = models.PositiveSmallIntegerField(_("进度"), default=0)
    evidence = models.TextField(_("佐证材料"), blank=True)
    effect = models.TextField(_("对职工的成效"), blank=True)
    reason = models.TextField(_("理由"), blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    terminated_at = models.DateTimeField(null=True, blank=True)
    terminated_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: From before the platform; the day on which it is declared to have ended, never a recorded moment.
    imported = models.BooleanField(_("补录"), default=False, editable=False)
    declared_ended_on = models.DateField(_("申报的办结日期"), null=True, editable=False)

    objects: ClassVar[AgreedItemQuerySet] = AgreedItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["-year", "number"]
        permissions = [("lead_item", "Act for the lead unit")]
        constraints = [
            models.CheckConstraint(
                name="closed_iff_dated",
                condition=models.Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | models.Q(state="closed", closed_at=None, closed_by=None, declared_ended_on__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at=None, closed_by=None)),
                violation_error_message=_("已销号的事项必须有销号人和销号时间，未销号的不得有。"),
            ),
            models.CheckConstraint(
                name="terminated_iff_dated",
                condition=models.Q(state="terminated", terminated_at__isnull=False)
                | models.Q(state="terminated", terminated_at=None, declared_ended_on__isnull=False)
                | (~models.Q(state="terminated") & models.Q(terminated_at=None)),
                violation_error_message=_("已终止的事项必须有终止时间。"),
            ),
            models.CheckConstraint(
                name="due_not_before_original",
                condition=models.Q(due_on__gte=models.F("original_due_on")),
                violation_error_message=_("延期后的时限不得早于原定时限。"),
            ),
            models.CheckConstraint(
                name="reported_with_evidence",
                condition=models.Q(state__in=["assigned", "in_progress", "terminated"])
                | models.Q(declared_ended_on__isnull=False)
                | ~models.Q(evidence=""),
                violation_error_message=_("报完成必须有佐证材料。"),
            ),
            models.CheckConstraint(
                name="declared_end_only_imported",
                condition=models.Q(declared_ended_on=None)
                | models.Q(imported=True, state__in=["closed", "terminated"], closed_at=None, terminated_at=None),
                violation_error_message=_("申报的办结日期只用于补录的、已办结的事项。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:40]}"


class AgreedItemGroupPermission(GroupObjectPermissionBase):
    """Object permissions on agreed items."""

    content_object = models.ForeignKey("followups.AgreedItem", models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()


class SupportingPart(Lifecycled):
    """What a supporting unit does for an item; it signs for and reports its own part."""

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="parts")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    due_on = models.DateField(_("完成时限"))
    report = models.TextField(_("完成情况"), blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["unit__sort_key"]
        permissions = [("support_item", "Act for the supporting unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit"], name="one_part_per_unit", violation_error_message=_("该单位已有配合任务。")
            ),
            models.CheckConstraint(
                name="part_reported_iff_dated",
                condition=(models.Q(state="reported", reported_at__isnull=False) & ~models.Q(report=""))
                | (~models.Q(state="reported") & models.Q(reported_at=None)),
                violation_error_message=_("已完成的配合任务必须写明完成情况。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class SupportingPartGroupPermission(GroupObjectPermissionBase):
    """Object permissions on supporting parts."""

    content_object = models.ForeignKey("followups.SupportingPart", models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()


class Extension(Lifecycled):
    """A request for a later deadline: both offices grant it before the old one has passed, or it moves nothing."""

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="extension_requests")
    #: The deadline in force when more time was asked for.
    from_on = models.DateField(_("原时限"))
    new_due_on = models.DateField(_("延期至"))
    reason = models.TextField(_("理由"))
    answer = models.TextField(_("不批准的理由"), blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["-requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(state="requested"),
                name="one_pending_extension",
                violation_error_message=_("该事项已有待批准的延期申请。"),
            ),
            models.CheckConstraint(
                name="extended_forwards",
                condition=models.Q(new_due_on__gt=models.F("from_on")) & ~models.Q(reason=""),
                violation_error_message=_("延期须有理由，且晚于现在的时限。"),
            ),
            models.CheckConstraint(
                name="granted_iff_dated",
                condition=models.Q(state="granted", granted_at__isnull=False, granted_by__isnull=False)
                | (~models.Q(state="granted") & models.Q(granted_at=None, granted_by=None)),
                violation_error_message=_("已批准的延期必须有批准人和批准时间，未批准的不得有。"),
            ),
            models.CheckConstraint(
                name="refused_with_reason",
                condition=(models.Q(state="refused", refused_at__isnull=False) & ~models.Q(answer=""))
                | (~models.Q(state="refused") & models.Q(refused_at=None, answer="")),
                violation_error_message=_("不批准延期必须写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.number} {self.new_due_on:%Y-%m-%d}"


class Milestone(Content):
    """A dated step of an item."""

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="milestones")
    text = models.CharField(_("阶段目标"), max_length=300)
    due_on = models.DateField(_("时间"))

    class Meta:
        default_permissions = ()
        ordering = ["due_on", "id"]


class ProgressReport(AppendOnly):
    """What a responsible unit reported, as it reported it."""

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="progress_reports")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    text = models.TextField(_("进展情况"))
    percentage = models.PositiveSmallIntegerField(_("进度"))
    evidence = models.TextField(_("佐证材料"), blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        default_permissions = ()
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="percentage_in_range",
                condition=models.Q(percentage__gte=0, percentage__lte=100),
                violation_error_message=_("进度须在 0 到 100 之间。"),
            )
        ]


class Explanation(Content):
    """Why an item is not implemented, for the next meeting: explanation, opinion and new date, all three (R3.3).

    The new date is shown and followed; it never moves the deadline by which the item is scored.
    """

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="explanations")
    #: The meeting it is reported to.
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="explanations")
    explanation = models.TextField(_("未落实说明"))
    opinion = models.TextField(_("意见"))
    new_date = models.DateField(_("新的完成时限"))
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        default_permissions = ()
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "meeting"],
                name="one_explanation_per_meeting",
                violation_error_message=_("该事项已作说明。"),
            ),
            models.CheckConstraint(
                name="explained_in_full",
                condition=~models.Q(explanation="") & ~models.Q(opinion=""),
                violation_error_message=_("说明、意见、完成时限缺一不可。"),
            ),
        ]
