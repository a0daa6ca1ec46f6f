"""Posts, who holds them from when to when, and how they are handed over (R4.4)."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled
from kernel.schema import Content, SchemaBoundQuerySet
from vocabulary.roles import Side


class Slot(models.TextChoices):
    """The four office-holders of a joint meeting (Art. 4)."""

    CHIEF_CONVENER_GOV = "chief_convener_gov", _("总召集人（政府）")
    CHIEF_CONVENER_UNION = "chief_convener_union", _("总召集人（工会）")
    CONVENER_GOV = "convener_gov", _("召集人（政府）")
    CONVENER_UNION = "convener_union", _("召集人（工会）")

    @property
    def side(self) -> str:
        """The side the slot belongs to."""
        return Side.GOV if self.value.endswith("_gov") else Side.UNION

    @property
    def is_chief(self) -> bool:
        """Whether it is one of the two chief conveners."""
        return self.value.startswith("chief_")


class PostState(models.TextChoices):
    """A post stands; who holds it on a day is a term of its own."""

    STANDING = "standing", _("在设")


class Post(Lifecycled):
    """A post such as 旗人民政府副旗长; where it fills one of the four slots, it says which."""

    title = models.CharField(_("职务"), max_length=120)
    side = models.CharField(_("所属方面"), max_length=10, choices=Side)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="posts")
    slot = models.CharField(_("联席会议职责"), max_length=24, choices=Slot, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("排序"), default=50)
    #: Categories of topics that fall to the post: 分管. Its holder is proposed where one of them is tabled (R5.2).
    portfolio = ArrayField(models.CharField(max_length=40), verbose_name=_("分管事项"), default=list, blank=True)

    #: Units that fall to the post, by key; proposed where a topic names one of them.
    portfolio_units = ArrayField(models.UUIDField(), verbose_name=_("分管单位"), default=list, blank=True)

    class Meta(Lifecycled.Meta):
        ordering = ["rank", "id"]
        constraints = [
            models.CheckConstraint(
                name="slot_of_own_side",
                condition=models.Q(slot=None)
                | models.Q(slot__in=["chief_convener_gov", "convener_gov"], side="gov")
                | models.Q(slot__in=["chief_convener_union", "convener_union"], side="union"),
                violation_error_message=_("召集人职责与所属方面不符。"),
            )
        ]

    def __str__(self) -> str:
        return self.title


class OfficeTermQuerySet(SchemaBoundQuerySet["OfficeTerm"]):
    """Terms of office by day."""

    def on(self, day: date) -> "OfficeTermQuerySet":
        """Those that run on `day`."""
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


class OfficeTerm(Content):
    """Who holds a post from when to when; documents show the holder of their own day (R4.4)."""

    post = models.ForeignKey("organizations.Post", models.PROTECT, related_name="terms")
    holder = models.ForeignKey("organizations.User", models.PROTECT, related_name="terms")
    starts_on = models.DateField(_("任职开始"))
    ends_on = models.DateField(_("任职结束"), null=True, blank=True)

    objects: ClassVar[OfficeTermQuerySet] = OfficeTermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        default_permissions = ()
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_start",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("任职结束不得早于任职开始。"),
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=models.Q(ends_on=None),
                name="one_holder_per_post",
                violation_error_message=_("该职务已有在任人员。"),
            ),
        ]


class HandoverState(models.TextChoices):
    """A handover is done in one act, and stays on record."""

    DONE = "done", _("已移交")


class Handover(Lifecycled):
    """One post, or one unit's liaison, given over from one person to another on a day, and on what document."""

    post = models.ForeignKey(
        "organizations.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("职务")
    )
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位")
    )
    from_user = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("移交人")
    )
    to_user = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name=_("接任人"))
    on_day = models.DateField(_("移交日期"))
    basis = models.CharField(_("依据"), max_length=200)
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["-on_day", "-state_since", "id"]
        constraints = [
            models.CheckConstraint(
                name="handover_of_post_or_unit",
                condition=models.Q(post__isnull=False, unit=None) | models.Q(post=None, unit__isnull=False),
                violation_error_message=_("一次移交只涉及一个职务，或者一个单位的联络工作。"),
            )
        ]

    def __str__(self) -> str:
        return str(self.post or self.unit)
