"""Delegations: who may do what for a leader, from when to when (代理、委托)."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.models import User
from kernel.canonical import Plain
from kernel.lifecycle.models import Lifecycled
from kernel.schema import SchemaBoundQuerySet


class DelegationState(models.TextChoices):
    """States of a delegation; whether it runs on a day follows from its dates."""

    GRANTED = "granted", _("已委托")
    REVOKED = "revoked", _("已撤回")


class DelegationQuerySet(SchemaBoundQuerySet["Delegation"]):
    """Delegations by day and person."""

    def standing(self) -> "DelegationQuerySet":
        """Those that were not revoked."""
        return self.filter(state=DelegationState.GRANTED)

    def overlapping(self, starts_on: date, ends_on: date) -> "DelegationQuerySet":
        """Those that run on one of these days."""
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


class Delegation(Lifecycled):
    """A leader's named acts, lent to a person of the same side for some days. Each act done under it says so."""

    grantor = models.ForeignKey(
        "organizations.User", models.PROTECT, related_name="delegations_given", verbose_name=_("委托人")
    )
    delegate = models.ForeignKey(
        "organizations.User", models.PROTECT, related_name="delegations_received", verbose_name=_("受托人")
    )
    acts = ArrayField(models.CharField(max_length=80), verbose_name=_("委托事项"))
    starts_on = models.DateField(_("委托开始"))
    ends_on = models.DateField(_("委托结束"))
    ground = models.CharField(_("委托原因"), max_length=200)
    reason = models.TextField(_("理由"), blank=True)
    granted_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    objects: ClassVar[DelegationQuerySet] = DelegationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["-starts_on", "-state_since", "id"]
        constraints = [
            models.CheckConstraint(
                name="delegation_dates_in_order",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("委托结束不得早于委托开始。"),
            ),
            models.CheckConstraint(
                name="delegated_to_another",
                condition=~models.Q(grantor=models.F("delegate")),
                violation_error_message=_("不能委托给本人。"),
            ),
            models.CheckConstraint(
                name="delegation_names_acts",
                condition=models.Q(acts__len__gte=1),
                violation_error_message=_("委托必须写明委托事项。"),
            ),
            models.CheckConstraint(
                name="revoked_iff_dated",
                condition=models.Q(state="revoked", revoked_at__isnull=False, revoked_by__isnull=False)
                | (~models.Q(state="revoked") & models.Q(revoked_at=None, revoked_by=None)),
                violation_error_message=_("已撤回的委托必须有撤回人和撤回时间。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grantor} → {self.delegate}"

    @classmethod
    def of(cls, user: User) -> "list[Delegation]":
        """Return the standing delegations that name a person, with both people, in one query."""
        mine = cls.objects.standing().filter(models.Q(delegate=user) | models.Q(grantor=user))
        return list(mine.select_related("grantor", "delegate").order_by("starts_on", "id"))

    def runs_on(self, day: date) -> bool:
        """Whether it stands on `day`; the leader's account must still be open."""
        in_time = self.starts_on <= day <= self.ends_on
        return self.state == DelegationState.GRANTED and in_time and self.grantor.is_active

    def covers(self, act: str, day: date) -> bool:
        """Whether it names `act` and stands on `day`."""
        return act in self.acts and self.runs_on(day)

    def as_data(self) -> Plain:
        """Return what stands in the chain beside every act done under it."""
        return {
            "kind": "delegation",
            "id": self.pk,
            "for": self.grantor.name,
            "for_id": self.grantor_id,
            "from": self.starts_on,
            "to": self.ends_on,
        }

    def printed(self) -> str:
        """Return what stands beside the name of whoever acts under it, in the language of the record."""
        words = {"name": self.grantor.name, "first": f"{self.starts_on:%Y-%m-%d}", "last": f"{self.ends_on:%Y-%m-%d}"}
        with override("zh-hans"):
            return gettext("（受%(name)s委托，%(first)s至%(last)s）") % words
