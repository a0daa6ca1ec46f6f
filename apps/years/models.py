"""What a government keeps per year: that the joint meeting is in its work plan, and why none was held."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled
from vocabulary.roles import Side
from vocabulary.years import NotHeldCause


class PlanState(models.TextChoices):
    """A plan is recorded or not there at all."""

    RECORDED = "recorded", _("已登记")


class ExplanationState(models.TextChoices):
    """An explanation is written by one side's office and confirmed by the other's."""

    SUBMITTED = "submitted", _("待核对")
    RETURNED = "returned", _("已退回")
    CONFIRMED = "confirmed", _("已核对")


class YearPlan(Lifecycled):
    """That the joint meeting is in the government's annual work plan: by which document, in which clause (R12.4).

    Every version stands in the audit chain with what it was before.
    """

    year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    title = models.CharField(_("计划文件名称"), max_length=200)
    document_number = models.CharField(_("发文字号"), max_length=60)
    issued_on = models.DateField(_("印发日期"))
    clause = models.CharField(_("条款"), max_length=60)
    clause_text = models.TextField(_("条款内容"), blank=True)
    reason = models.TextField(_("更正理由"), blank=True)
    recorded_at = models.DateTimeField(_("登记时间"), null=True)
    recorded_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )
    #: Declared for a year before the platform: nobody is named as having recorded it.
    imported = models.BooleanField(_("补录"), default=False, editable=False)

    class Meta(Lifecycled.Meta):
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="plan_has_document_and_clause",
                condition=~Q(title="") & ~Q(document_number="") & ~Q(clause=""),
                violation_error_message=_("登记须写明计划文件、发文字号和条款。"),
            ),
            models.CheckConstraint(
                name="plan_not_after_its_year",
                condition=Q(issued_on__year__lte=F("year")),
                violation_error_message=_("计划文件的日期不能晚于所计划的年度。"),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(year)s年度计划　%(number)s") % {"year": self.year, "number": self.document_number}


class YearExplanation(Lifecycled):
    """Why a year, or the years a rule counts over, closed without the meeting that the rule asks for (R4.6).

    Its words stay in this government; the levels above see the cause as a code, once both sides stand by it.
    """

    year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    #: The first of the years that the rule counts over; the same year where it counts each alone.
    first_year = models.PositiveSmallIntegerField(_("起始年度"))
    #: The side that asks for meetings under the rule, and therefore explains.
    side = models.CharField(_("说明方面"), max_length=10, choices=Side)
    cause = models.CharField(_("原因类别"), max_length=24, choices=NotHeldCause)
    text = models.TextField(_("情况说明"))
    reason = models.TextField(_("退回或更正的理由"), blank=True)
    submitted_at = models.DateTimeField(_("提交时间"), null=True)
    submitted_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("提交人")
    )
    confirmed_at = models.DateTimeField(_("核对时间"), null=True)
    confirmed_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("核对人")
    )
    #: Declared for a year before the platform; `declared_on` is the day that the paper bears.
    imported = models.BooleanField(_("补录"), default=False, editable=False)
    declared_on = models.DateField(_("申报的说明日期"), null=True, editable=False)

    class Meta(Lifecycled.Meta):
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="explained_years_in_order",
                condition=Q(first_year__lte=F("year")),
                violation_error_message=_("起始年度不能晚于所说明的年度。"),
            ),
            models.CheckConstraint(
                name="explanation_says_something",
                condition=~Q(text="") & ~Q(cause=""),
                violation_error_message=_("说明须写明原因类别和情况。"),
            ),
            models.CheckConstraint(
                name="explanation_confirmed_iff_dated",
                condition=Q(state="confirmed", confirmed_at__isnull=False, imported=False)
                | Q(state="confirmed", declared_on__isnull=False, imported=True)
                | (~Q(state="confirmed") & Q(confirmed_at=None)),
                violation_error_message=_("已核对的说明有核对时间，未核对的没有。"),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(years)s年度未按规则召开会议的说明") % {"years": self.years}

    @property
    def years(self) -> str:
        """The year, or the years it stands for."""
        return str(self.year) if self.first_year == self.year else f"{self.first_year}—{self.year}"
