"""The work rules of one government: document, days in force, and what deviates from the region (Arts. 12, 13).

A rule issued once for many governments stands in the public schema; here stands its adoption, a row like any other,
so that own rules and adoptions share one exclusion constraint.
"""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled
from kernel.schema import SchemaBoundQuerySet
from vocabulary.disclosure import Disclosure

if TYPE_CHECKING:
    from datetime import date


class WorkRuleState(models.TextChoices):
    """States of a work rule."""

    DRAFT = "draft", _("起草中")
    ISSUED = "issued", _("施行中")
    REPEALED = "repealed", _("已废止")


class RuleStatus(models.TextChoices):
    """With what claim a rule is issued. That it is repealed is its state, not its claim."""

    FORMAL = "formal", _("正式")
    TRIAL = "trial", _("试行")
    PROVISIONAL = "provisional", _("暂行")


class RuleIssuer(models.TextChoices):
    """Which organ issues a rule."""

    GOV_OFFICE = "gov_office", _("政府办公厅（室）")
    GOV = "gov", _("政府")
    PARTY_GOV_OFFICES = "party_gov_offices", _("党委办公厅（室）、政府办公厅（室）")
    JOINT = "joint", _("政府与工会联合")


class WorkRuleQuerySet(SchemaBoundQuerySet["WorkRule"]):
    """Work rules by day."""

    def in_force(self, on: "date") -> "WorkRuleQuerySet":
        """The one in force on a day: from its effective date up to the day before its repeal."""
        return (
            self.exclude(state=WorkRuleState.DRAFT)
            .filter(effective_on__lte=on)
            .filter(Q(repealed_on=None) | Q(repealed_on__gt=on))
        )

    def in_force_ever(self) -> "WorkRuleQuerySet":
        """All that took effect on some day, the latest first."""
        return self.exclude(state=WorkRuleState.DRAFT).filter(effective_on__isnull=False).order_by("-effective_on")

    def in_force_after(self, day: "date") -> "WorkRuleQuerySet":
        """Those in force on `day` or on any later day."""
        return self.exclude(state=WorkRuleState.DRAFT).filter(Q(repealed_on=None) | Q(repealed_on__gt=day))


class WorkRule(Lifecycled):
    """A rule this government issued for its own joint meetings, or its adoption of one issued for several."""

    title = models.CharField(_("名称"), max_length=200)
    status = models.CharField(_("性质"), max_length=12, choices=RuleStatus, default=RuleStatus.FORMAL)
    issuer = models.CharField(_("印发机关"), max_length=18, choices=RuleIssuer, default=RuleIssuer.GOV_OFFICE)
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    repealed_on = models.DateField(_("废止日期"), null=True, blank=True)
    addressees = models.TextField(_("主送"), blank=True)
    openness_note = models.CharField(_("附注"), max_length=200, blank=True)
    disclosure = models.CharField(_("公开属性"), max_length=10, choices=Disclosure, default=Disclosure.ON_REQUEST)
    #: [{"title": "中华人民共和国工会法", "document_number": ""}] (R1.1)
    legal_bases = models.JSONField(_("依据"), default=list, blank=True)
    base_title = models.CharField(_("参照的规则"), max_length=200, blank=True)
    base_number = models.CharField(_("参照规则的文号"), max_length=60, blank=True)
    preamble = models.TextField(_("总的要求"), blank=True)
    #: What deviates from the regional rule: {"requested_by": {"value": "either", "reason": "…"}} (R12.1)
    deviations = models.JSONField(_("不同于自治区规则之处"), default=dict, blank=True)
    #: The rule for many governments that this row adopts.
    common_rule_id = models.UUIDField(_("共同规则"), null=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="replaces",
        verbose_name=_("由其取代"),
    )  # fmt: skip
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: From before the platform: title, number and days only; its text may be lost (R13.4).
    imported = models.BooleanField(_("补录"), default=False, editable=False)

    objects: ClassVar[WorkRuleQuerySet] = WorkRuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["-effective_on", "-state_since"]
        constraints = [
            models.CheckConstraint(
                name="issued_rule_has_document",
                condition=Q(state="draft", issued_on=None)
                | Q(state="draft", common_rule_id__isnull=False)
                | (Q(issued_on__isnull=False, effective_on__isnull=False) & ~Q(document_number="")),
                violation_error_message=_("施行的工作规则必须有发文字号、印发日期和施行日期。"),
            ),
            models.CheckConstraint(
                name="effective_not_before_issue",
                condition=Q(effective_on=None) | Q(effective_on__gte=F("issued_on")),
                violation_error_message=_("施行日期不得早于印发日期。"),
            ),
            models.CheckConstraint(
                name="repealed_iff_dated",
                condition=Q(state="repealed", repealed_on__isnull=False) | (~Q(state="repealed") & Q(repealed_on=None)),
                violation_error_message=_("已废止的工作规则必须有废止日期。"),
            ),
            models.CheckConstraint(
                name="repealed_not_before_effect",
                condition=Q(repealed_on=None) | Q(repealed_on__gte=F("effective_on")),
                violation_error_message=_("废止日期不得早于施行日期。"),
            ),
            ExclusionConstraint(
                name="one_rule_per_day",
                expressions=[
                    (
                        Func(F("effective_on"), F("repealed_on"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    )
                ],
                condition=Q(state__in=["issued", "repealed"]),
                violation_error_message=_("同一日期只能有一个工作规则施行。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
