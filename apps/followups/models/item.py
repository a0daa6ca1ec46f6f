"""Agreed items, one row of the list each, with their milestones."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from kernel.keys import uuid7
from kernel.lifecycle.models import Lifecycled
from kernel.schema import Content, SchemaBoundQuerySet
from vocabulary.items import OPEN_STATES

if TYPE_CHECKING:
    from datetime import date


#: The order of the numbers as people count: 2026-2-2 stands before 2026-2-10.
NUMBERED = ("year", "meeting__ordinal", "resolution__position")


class AgreedItemQuerySet(SchemaBoundQuerySet["AgreedItem"]):
    """Agreed items, as offices ask for them."""

    def open(self) -> "AgreedItemQuerySet":
        """Those neither closed nor terminated."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, *, on: "date") -> "AgreedItemQuerySet":
        """Open ones whose deadline has passed on that day."""
        return self.open().filter(due_on__lt=on)

    def numbered(self) -> "AgreedItemQuerySet":
        """In the order of their numbers."""
        return self.order_by(*NUMBERED)


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
    #: What the offices note beside the row of the list; it changes nothing.
    remark = models.TextField(_("备注"), blank=True)
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
        ordering = ["-year", *NUMBERED[1:]]
        indexes = [models.Index(fields=["meeting"], name="item_of_meeting")]
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

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    content_object = models.ForeignKey("followups.AgreedItem", models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()


class Milestone(Content):
    """A dated step of an item. When the deadline moves, its last step gets a new version; the old one stays (R3.6)."""

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="milestones")
    text = models.CharField(_("阶段目标"), max_length=300)
    due_on = models.DateField(_("时间"))
    #: The version before this one, whose date an extension moved.
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("替代的时间节点")
    )

    class Meta:
        default_permissions = ()
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["item"], name="milestone_of_item")]
