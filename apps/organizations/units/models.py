"""The units of both sides, and the group to which a unit's object permissions are granted."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.models import Lifecycled
from kernel.schema import SchemaBoundQuerySet
from vocabulary.roles import Side


class UnitKind(models.TextChoices):
    """What a unit is on its side."""

    OFFICE = "office", _("办公厅（室）")
    DEPARTMENT = "department", _("政府部门")
    UNION_DEPARTMENT = "union_department", _("工会部门")
    INDUSTRIAL_UNION = "industrial_union", _("产业工会")
    LEADERSHIP = "leadership", _("领导班子")


class UnitState(models.TextChoices):
    """A unit stands until it is closed or merged; what it did stays under its name."""

    STANDING = "standing", _("在设")
    CLOSED = "closed", _("已撤并")


class UnitQuerySet(SchemaBoundQuerySet["Unit"]):
    """Units, as offices ask for them."""

    def current(self) -> "UnitQuerySet":
        """Those that still exist."""
        return self.filter(closed_on=None)

    def of_side(self, side: str) -> "UnitQuerySet":
        """Those of one side."""
        return self.filter(side=side)


class Unit(Lifecycled):
    """A department, an office or an industrial union. Its `group` is what object permissions are granted to."""

    name = models.CharField(_("名称"), max_length=120, unique=True)
    short_name = models.CharField(_("简称"), max_length=60)
    #: Pinyin of the name: the order of lists, without a Chinese collation in the database.
    sort_key = models.CharField(max_length=300, editable=False)
    side = models.CharField(_("所属方面"), max_length=10, choices=[c for c in Side.choices if c[0] != Side.NONE])
    kind = models.CharField(_("类别"), max_length=20, choices=UnitKind)
    functions = models.TextField(_("职能"), blank=True)
    closed_on = models.DateField(_("撤并日期"), null=True, blank=True)
    #: The defaults of the database stand for code of the release before, which knows nothing of these columns.
    state = models.CharField(_("状态"), max_length=24, editable=False, db_default=UnitState.STANDING)
    state_since = models.DateTimeField(_("进入状态时间"), editable=False, db_default=Now())
    version = models.PositiveIntegerField(_("版本"), default=0, editable=False, db_default=0)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="unit", editable=False)

    #: What nobody reads says nothing in a record.
    UNRECORDED = frozenset({"sort_key", "group_id"})
    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Lifecycled.Meta):
        ordering = ["side", "sort_key"]
        constraints = [
            models.CheckConstraint(
                name="unit_closed_iff_dated",
                condition=models.Q(state="closed", closed_on__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_on=None)),
                violation_error_message=_("已撤并的单位必须有撤并日期。"),
            ),
            models.UniqueConstraint(
                fields=["side"],
                condition=models.Q(kind="office", closed_on=None),
                name="one_office_per_side",
                violation_error_message=_("每一方只有一个办公厅（室）。"),
            ),
            models.CheckConstraint(
                name="unit_kind_fits_side",
                condition=models.Q(kind__in=["office", "leadership"])
                | models.Q(kind="department", side="gov")
                | models.Q(kind__in=["union_department", "industrial_union"], side="union"),
                violation_error_message=_("单位类别与所属方面不符。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
