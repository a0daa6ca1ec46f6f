"""A joint meeting, from the request to close-out, and who filled its four slots (Art. 4)."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.organizations.models import Slot
from apps.workrules.binding import Stage
from apps.workrules.parameters import REGIONAL_2024
from kernel.lifecycle.models import Lifecycled
from kernel.schema import Content, SchemaBoundQuerySet
from vocabulary.meetings import GIVEN_UP, MeetingKind, MeetingState
from vocabulary.roles import Side

if TYPE_CHECKING:
    from apps.meetings.models.attendance import Attendance


class Ground(models.TextChoices):
    """Why an extraordinary meeting is called (Art. 4)."""

    SPECIAL = "special", _("特殊情况")
    MAJOR = "major", _("重大问题")


class InvitationAnswer(models.TextChoices):
    """What the principal leader answered (R4.5)."""

    ACCEPTED = "accepted", _("应邀出席")
    DECLINED = "declined", _("不出席")


class MeetingQuerySet(SchemaBoundQuerySet["Meeting"]):
    """Meetings, as offices ask for them."""

    def numbered(self) -> "MeetingQuerySet":
        """Those whose ordinal counts: neither cancelled nor declined."""
        return self.exclude(state__in=GIVEN_UP)

    def asked_for(self) -> "MeetingQuerySet":
        """Those of them whose request has left the house: a draft's ordinal is only what it would get today (R4.10)."""
        return self.numbered().exclude(state=MeetingState.DRAFT, requested_at=None)

    def held_before(self, meeting: "Meeting") -> "MeetingQuerySet":
        """Those held earlier than `meeting`; while it is still ahead, every meeting that was held."""
        held = self.filter(held_on__isnull=False).exclude(pk=meeting.pk)
        if meeting.held_on is None:
            return held
        same_day = models.Q(held_on=meeting.held_on, ordinal__lt=meeting.ordinal)
        return held.filter(models.Q(held_on__lt=meeting.held_on) | same_day)


class Meeting(Lifecycled):
    """A joint meeting of the government and the union of the same level; both sides are this government's (R1.2)."""

    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("会议类型"), max_length=14, choices=MeetingKind)
    ordinal = models.PositiveIntegerField(_("第几次"))
    #: Whether the office chose the ordinal; otherwise it is given when the request leaves.
    ordinal_typed = models.BooleanField(_("次序由提请方填写"), default=False, editable=False)
    ordinal_gap_reason = models.TextField(_("次序间断的原因"), blank=True)
    planned_on = models.DateField(_("拟召开日期"))
    #: The date first planned; later dates are kept beside it (R6.5).
    first_planned_on = models.DateField(editable=False)
    request_text = models.TextField(_("提请事由"), blank=True)
    #: Which side asks: the union, unless the work rule lets the government ask (R4.1).
    requesting_side = models.CharField(_("提请方面"), max_length=10, choices=Side, default=Side.UNION)
    frequency_reason = models.TextField(_("超过规定次数的理由"), blank=True)
    #: Checks of the list, where the rule asks for a chain: [{"role", "person", "name", "at", "sha256"}].
    list_checks = models.JSONField(default=list, blank=True, editable=False)
    ground = models.CharField(_("临时召开的情形"), max_length=10, choices=Ground, null=True, blank=True)
    ground_text = models.TextField(_("情形说明"), blank=True)
    #: Where the rule asks for no consent but for consultation beforehand: with whom, when, with what result (Art. 4).
    prior_consultation = models.TextField(_("提前协商情况"), blank=True)
    principal_leader = models.CharField(_("邀请的主要领导"), max_length=60, blank=True)
    principal_leader_title = models.CharField(_("主要领导职务"), max_length=120, blank=True)
    principal_leader_ground = models.TextField(_("邀请主要领导出席的理由"), blank=True)
    invitation_answer = models.CharField(
        _("主要领导的答复"), max_length=10, choices=InvitationAnswer, null=True, blank=True
    )
    invitation_answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    invitation_note = models.TextField(_("答复说明"), blank=True)
    #: The work rule's parameters on the day of the request; a later rule does not change them (R13.2).
    rule = models.JSONField(default=dict, editable=False)
    reason = models.TextField(_("理由"), blank=True)
    counter_date = models.DateField(_("另提日期"), null=True, blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    session_on = models.DateField(_("会议日期"), null=True, blank=True)
    starts_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    venue = models.CharField(_("地点"), max_length=200, blank=True)
    contact = models.CharField(_("联系人及电话"), max_length=120, blank=True)
    presider = models.ForeignKey("meetings.Attendance", models.PROTECT, null=True, blank=True, related_name="+")
    presider_reason = models.TextField(_("另定主持人的理由"), blank=True)
    #: Who presides together with the first (R8.1).
    co_presider = models.ForeignKey("meetings.Attendance", models.PROTECT, null=True, blank=True, related_name="+")
    #: Who left the chair to the presider, as the office's papers have it; empty where nobody did.
    delegated_by = models.CharField(_("委托主持的领导"), max_length=60, blank=True)
    delegated_by_title = models.CharField(_("委托人职务"), max_length=120, blank=True)
    delegated_on = models.DateField(_("委托日期"), null=True, blank=True)
    delegation_basis = models.TextField(_("委托依据"), blank=True)
    noticed_at = models.DateTimeField(null=True, blank=True)
    noticed_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: When both sides changed the list after the notice, until a notice says so: the session waits for it (R7.5).
    list_amended_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: The moment as of which the prior report is told, and its rows as they stood then: what happens to an item
    #: afterwards is told to the next meeting (R8.3). Empty before the notice, while the report still moves.
    report_as_of = models.DateTimeField(_("落实情况截至"), null=True, blank=True, editable=False)
    report_rows = models.JSONField(default=list, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    held_on = models.DateField(_("召开日期"), null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    minutes_due_on = models.DateField(_("纪要应印发日期"), null=True, blank=True)
    minutes_issued_on = models.DateField(_("纪要印发日期"), null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: From before the platform: days are declared, `imported_at` is the one recorded moment, nobody is named as actor.
    imported = models.BooleanField(_("补录"), default=False, editable=False)
    imported_at = models.DateTimeField(_("补录时间"), null=True, editable=False)
    declared_concluded_on = models.DateField(_("申报的办结日期"), null=True, editable=False)
    #: How many came, where no list of names was kept: {"gov": 8, "union": 6, "guests": 2}.
    declared_attendance = models.JSONField(default=dict, editable=False)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["-planned_on", "-ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["ordinal"],
                condition=~models.Q(state__in=["cancelled", "declined"])
                & ~models.Q(state="draft", requested_at__isnull=True),
                name="meeting_ordinal_once",
                violation_error_message=_("该次序的联席会议已存在。"),
            ),
            models.CheckConstraint(
                name="requested_iff_dated",
                condition=models.Q(state="draft")
                | models.Q(imported=True)
                | models.Q(requested_at__isnull=False, requested_by__isnull=False)
                | models.Q(state="cancelled"),
                violation_error_message=_("已提请的会议必须有提请人和提请时间。"),
            ),
            models.CheckConstraint(
                name="noticed_iff_complete",
                condition=~models.Q(state__in=["noticed", "in_session", "held", "following_up", "closed"])
                | models.Q(imported=True)
                | (
                    models.Q(noticed_at__isnull=False, session_on__isnull=False, presider__isnull=False)
                    & ~models.Q(venue="")
                ),
                violation_error_message=_("已通知的会议必须有时间、地点和主持人。"),
            ),
            models.CheckConstraint(
                name="held_iff_dated",
                condition=(
                    models.Q(state__in=["held", "following_up", "closed"], held_on__isnull=False)
                    & (models.Q(imported=True) | models.Q(held_at__isnull=False))
                )
                | (~models.Q(state__in=["held", "following_up", "closed"]) & models.Q(held_on=None)),
                violation_error_message=_("已召开的会议必须有召开日期，未召开的不得有。"),
            ),
            models.CheckConstraint(
                name="minutes_after_meeting",
                condition=models.Q(minutes_issued_on=None) | models.Q(minutes_issued_on__gte=models.F("held_on")),
                violation_error_message=_("纪要印发不得早于会议召开。"),
            ),
            models.CheckConstraint(
                name="imported_meeting_is_past",
                condition=models.Q(imported=False, imported_at=None, declared_concluded_on=None)
                | models.Q(imported=True, imported_at__isnull=False, state__in=["held", "following_up", "closed"]),
                violation_error_message=_("补录的会议必须已经召开并有补录时间；申报日期只用于补录。"),
            ),
            models.CheckConstraint(
                name="principal_leader_has_ground",
                condition=models.Q(principal_leader="", invitation_answer=None)
                | (~models.Q(principal_leader_ground="") & ~models.Q(principal_leader_title="")),
                violation_error_message=_("邀请主要领导须写明职务和理由；未邀请的没有答复。"),
            ),
            models.CheckConstraint(
                name="extraordinary_has_ground",
                condition=models.Q(kind="ordinary", ground=None)
                | (models.Q(kind="extraordinary", ground__isnull=False) & ~models.Q(ground_text="")),
                violation_error_message=_("临时会议必须写明情形和说明，例会不得填写。"),
            ),
        ]

    def __str__(self) -> str:
        name, rule = str(self.rule.get("mechanism_name") or ""), self.rule
        if rule.get("ordinal_style") == "yearly":
            return str(_("%(year)d年度%(name)s") % {"year": self.year, "name": name})
        if name and name != REGIONAL_2024.mechanism_name:
            return str(_("第%(ordinal)d次%(name)s") % {"ordinal": self.ordinal, "name": name})
        return str(_("第%(ordinal)d次联席会议") % {"ordinal": self.ordinal})

    @property
    def presiders(self) -> "list[Attendance]":
        """Who presides: one, or two together; nobody before the notice."""
        return [one for one in (self.presider, self.co_presider) if one is not None]

    @property
    def principal_leader_comes(self) -> bool:
        """Whether the principal leader was invited and accepted; he or she then presides by default (R4.5)."""
        return self.invitation_answer == InvitationAnswer.ACCEPTED

    @property
    def rule_stage(self) -> Stage:
        """How far the meeting has come, as far as the choice of its rule goes; `binding_rule` asks."""
        if not self.state or self.state == MeetingState.DRAFT:  # a meeting that is being drafted has no state yet
            return Stage.PLANNED
        return Stage.BEFORE_NOTICE if self.state == MeetingState.SETTLED else Stage.KEPT


class Convener(Content):
    """Who fills a slot of this meeting: on the day of the request, and once announced on the day of the session (R4.4).

    Appointments after that day change nothing.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="conveners")
    slot = models.CharField(max_length=24, choices=Slot)
    #: Nobody for a convener from before the platform, who may never have had an account.
    holder = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    imported = models.BooleanField(_("补录"), default=False, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["slot"]
        constraints = [
            models.CheckConstraint(
                name="convener_has_account",
                condition=models.Q(imported=True, holder=None) | models.Q(imported=False, holder__isnull=False),
                violation_error_message=_("召集人必须有账号；补录的召集人只记姓名和职务。"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "slot"],
                name="slot_once_per_meeting",
                violation_error_message=_("同一职责只能一人担任。"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "holder"],
                name="person_in_one_slot",
                violation_error_message=_("同一人不能在一次会议中担任两个召集职责。"),
            ),
        ]
