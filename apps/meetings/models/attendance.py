"""Who is invited, in which capacity, and who came (Art. 5)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.organizations.models import Slot
from kernel.lifecycle.models import Lifecycled
from kernel.schema import SchemaBoundQuerySet
from vocabulary.roles import Side


class Capacity(models.TextChoices):
    """In which capacity somebody comes (Art. 5)."""

    MEMBER = "member", _("出席")
    IN_ATTENDANCE = "in_attendance", _("列席")
    GUEST = "guest", _("邀请")


class AttendanceState(models.TextChoices):
    """States of one person's attendance."""

    INVITED = "invited", _("已通知")
    CONFIRMED = "confirmed", _("已确认")
    ON_LEAVE = "on_leave", _("请假")
    SUBSTITUTED = "substituted", _("替会")
    CHECKED_IN = "checked_in", _("到会")
    ABSENT = "absent", _("缺席")
    REMOVED = "removed", _("已移出名单")


class AttendanceQuerySet(SchemaBoundQuerySet["Attendance"]):
    """Names on a list, as offices ask for them."""

    def listed(self) -> "AttendanceQuerySet":
        """Those that stand on the list: who was taken off stays on record only (R5.2)."""
        return self.exclude(state=AttendanceState.REMOVED)

    def coming(self) -> "AttendanceQuerySet":
        """Those of them who are neither excused nor absent."""
        return self.listed().exclude(state__in=[AttendanceState.ON_LEAVE, AttendanceState.ABSENT])

    def in_order(self) -> "list[Attendance]":
        """The same in the order of the list, as it is printed."""
        return list(self.listed().order_by("position", "id"))


class Attendance(Lifecycled):
    """One person on the list. Each side edits its own names; guests have no side and no part in approvals (R5.4)."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="attendances")
    person = models.ForeignKey("organizations.User", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("姓名"), max_length=60)
    unit_name = models.CharField(_("单位"), max_length=120)
    title = models.CharField(_("职务"), max_length=120, blank=True)
    side = models.CharField(_("方面"), max_length=10, choices=Side)
    capacity = models.CharField(_("身份"), max_length=14, choices=Capacity)
    #: Of guests and of observers: the press, workers' representatives, as the rule lists them (Art. 5).
    category = models.CharField(_("人员类别"), max_length=60, blank=True)
    slot = models.CharField(max_length=24, choices=Slot, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    #: Why somebody was put on beside the proposal, or taken off (R5.2).
    reason = models.TextField(_("增减理由"), blank=True)
    leave_reason = models.TextField(_("请假事由"), blank=True)
    leave_approver = models.CharField(_("准假人"), max_length=60, blank=True)
    substitute_name = models.CharField(_("替会人"), max_length=60, blank=True)
    substitute_title = models.CharField(_("替会人职务"), max_length=120, blank=True)

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["meeting"], name="attendance_of_meeting")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name", "unit_name"],
                condition=~models.Q(state="removed"),
                name="person_invited_once",
                violation_error_message=_("此人已在名单中。"),
            ),
            models.CheckConstraint(
                name="guests_have_no_side",
                condition=models.Q(capacity="guest", side="none")
                | (models.Q(capacity="in_attendance", side="none") & ~models.Q(category=""))
                | (~models.Q(capacity="guest") & ~models.Q(side="none")),
                violation_error_message=_("邀请人员和旁听列席人员不代表任何一方；其他出席、列席人员必须属于一方。"),
            ),
            models.CheckConstraint(
                name="guests_have_category",
                condition=~models.Q(capacity="guest") | ~models.Q(category=""),
                violation_error_message=_("邀请人员必须写明类别。"),
            ),
            models.CheckConstraint(
                name="removed_with_reason",
                condition=~models.Q(state="removed") | ~models.Q(reason=""),
                violation_error_message=_("移出名单必须写明理由。"),
            ),
            models.CheckConstraint(
                name="leave_has_reason",
                condition=~models.Q(state="on_leave") | (~models.Q(leave_reason="") & ~models.Q(leave_approver="")),
                violation_error_message=_("请假必须有事由和准假人。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def present_name(self) -> str:
        """Who sat there: the substitute where there was one."""
        return self.substitute_name or self.name

    @property
    def present_title(self) -> str:
        """The post of who sat there."""
        return self.substitute_title if self.substitute_name else self.title
