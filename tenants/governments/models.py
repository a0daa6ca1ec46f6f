"""The tree of governments: a region, its leagues and cities, their banners, counties and districts.

Each government is one schema. Rows of the tree are written by the owner role (import, creation, closing); governments
themselves only read it.
"""

from datetime import date
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from kernel.database.names import code_of, schema_of
from kernel.keys import uuid7

CODE = r"[0-9][0-9a-z_]{0,39}"
#: The character after the separator in the order of bytes: `path >= p AND path < p + AFTER` is p's subtree.
SEPARATOR, AFTER = ".", "/"


class Level(models.TextChoices):
    """Where in the tree a government stands."""

    REGION = "region", _("自治区")
    LEAGUE = "league", _("盟市")
    BANNER = "banner", _("旗县（市、区）")
    TOWNSHIP = "township", _("苏木乡镇（街道）")


class GovernmentQuerySet(models.QuerySet["Government"]):
    """Governments, as the level above asks for them."""

    def standing(self, on: date | None = None) -> Self:
        """Those that are not closed; a government closed on a day still stands on the days before."""
        open_then = Q(closed_on=None) if on is None else Q(closed_on=None) | Q(closed_on__gt=on)
        return self.filter(open_then)

    def on_top(self) -> "Government | None":
        """Return the first that answers to none, in whose chain operators are recorded; None where there is none."""
        return self.exclude(path__contains=SEPARATOR).order_by("code").first()

    def below(self, government: "Government") -> Self:
        """All that report to it directly or through others, without itself."""
        return self.under(government.path).exclude(path=government.path)

    def under(self, path: str) -> Self:
        """The whole subtree with its root."""
        return self.filter(path__gte=path, path__lt=path + AFTER)


class Government(TenantMixin):
    """One government and its union, with a schema of their own. `code` may change; schema and role never do."""

    auto_create_schema = False
    auto_drop_schema = False

    #: Unique over all databases, should provinces be kept apart and reported on together.
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    code = models.CharField(_("代码"), max_length=40, unique=True, validators=[RegexValidator(rf"^{CODE}\Z")])
    #: Founding codes from the root down, following `reporting_parent`: the order of bytes makes a subtree a range, and
    #: what the ledger holds under it stays where it is when a code changes.
    path = models.CharField(max_length=400, unique=True, editable=False, db_collation="C")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级（按代码）")
    )
    #: To whom it answers; differs from `parent` where a city is run directly by the region.
    reporting_parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reporting_children", verbose_name=_("上级")
    )
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    kind = models.CharField(_("类别"), max_length=20)
    name = models.CharField(_("名称"), max_length=60)
    name_pinyin = models.CharField(_("拼音"), max_length=120)
    #: First letters of the pinyin, for search: tmtzq.
    initials = models.CharField(_("拼音首字母"), max_length=60, editable=False)
    name_en = models.CharField(_("英文名称"), max_length=120)
    #: The organ: a people's government; for a league its administrative office (行政公署).
    gov_name = models.CharField(_("政府机关"), max_length=100)
    gov_name_full = models.CharField(_("政府机关全称"), max_length=120)
    gov_office_name = models.CharField(_("政府办公厅（室）"), max_length=120)
    union_name = models.CharField(_("工会"), max_length=100)
    #: Whether it is one of the governments that rates are taken of; development zones may join without being counted.
    counted = models.BooleanField(_("计入统计"), default=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)
    #: Who carries on what a closed government did.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", verbose_name=_("并入")
    )
    #: Since when it bears its present name and code; None: since it was founded. Former ones are rows of FormerName.
    named_on = models.DateField(_("更名日期"), null=True, blank=True)
    #: Since when it answers to its present parent; None: since it was founded. Former ones are rows of FormerParent.
    placed_on = models.DateField(_("改隶日期"), null=True, blank=True)
    #: Since when its path is the present one, by a move of its own or one above; former ones are rows of FormerPlace.
    path_since = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[GovernmentQuerySet] = GovernmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        default_permissions = ()
        ordering = ["path"]
        verbose_name = _("政府")
        constraints = [
            models.CheckConstraint(
                name="government_schema_named",
                condition=Q(schema_name__regex=rf"^{schema_of(CODE)}$"),
                violation_error_message=_("模式名由 g 和代码组成。"),
            ),
            models.CheckConstraint(
                name="government_level_known",
                condition=Q(level__in=Level.values),
                violation_error_message=_("层级不存在。"),
            ),
            models.CheckConstraint(
                name="government_region_is_root",
                condition=Q(level=Level.REGION, parent=None, reporting_parent=None)
                | (~Q(level=Level.REGION) & Q(parent__isnull=False, reporting_parent__isnull=False)),
                violation_error_message=_("只有自治区没有上级。"),
            ),
            models.CheckConstraint(
                name="government_not_its_own_parent",
                condition=~Q(parent=F("id")) & ~Q(reporting_parent=F("id")),
                violation_error_message=_("政府不能是自己的上级。"),
            ),
            models.CheckConstraint(
                name="government_merges_when_closed",
                condition=Q(merged_into=None) | (Q(closed_on__isnull=False) & ~Q(merged_into=F("id"))),
                violation_error_message=_("只有已撤销的政府可以并入另一政府。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def __enter__(self) -> NoReturn:
        raise TypeError("Use `kernel.schema.inside(government)`: the library's own context is shared between threads.")

    def save(self, *args: object, **kwargs: Any) -> None:
        """The path follows the parent one answers to; the schema's name, with the founding code, is given once."""
        self.schema_name: str = self.schema_name or schema_of(self.code)
        above = f"{self.reporting_parent.path}{SEPARATOR}" if self.reporting_parent else ""
        self.path = above + self.founding_code
        super().save(*args, **kwargs)

    @property
    def founding_code(self) -> str:
        """The code it was founded with: its schema, its role and its place in every path bear it for ever."""
        return code_of(self.schema_name)

    @property
    def host(self) -> str:
        """Its own name on the network, without a port."""
        return f"{self.code}.{settings.BASE_DOMAIN}"

    @property
    def depth(self) -> int:
        """0 for the root."""
        return self.path.count(SEPARATOR)

    def is_above(self, other: "Government") -> bool:
        """Whether the other answers to this one, directly or through others."""
        return other.path.startswith(self.path + SEPARATOR)


#: What a government is called; kept together when it changes.
NAMES = (
    "code", "name", "name_pinyin", "initials", "name_en", "gov_name", "gov_name_full", "gov_office_name", "union_name",
)  # fmt: skip


class FormerName(models.Model):
    """What a government was called up to the day before `valid_to` (R12.9). Its documents of that time say so too."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    government = models.ForeignKey(Government, models.PROTECT, related_name="former_names")
    #: None: since it was founded.
    valid_from = models.DateField(_("启用日期"), null=True)
    valid_to = models.DateField(_("停用日期"))
    code = models.CharField(_("代码"), max_length=40)
    name = models.CharField(_("名称"), max_length=60)
    name_pinyin = models.CharField(_("拼音"), max_length=120)
    initials = models.CharField(_("拼音首字母"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=120)
    gov_name = models.CharField(_("政府机关"), max_length=100)
    gov_name_full = models.CharField(_("政府机关全称"), max_length=120)
    gov_office_name = models.CharField(_("政府办公厅（室）"), max_length=120)
    union_name = models.CharField(_("工会"), max_length=100)

    class Meta:
        default_permissions = ()
        ordering = ["government", "valid_to"]
        verbose_name = _("曾用名")
        constraints = [
            models.UniqueConstraint(
                fields=["government", "valid_to"],
                name="one_name_until_a_day",
                violation_error_message=_("同一天只能停用一个名称。"),
            ),
            models.CheckConstraint(
                name="name_valid_for_a_day",
                condition=Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("名称的停用日期必须晚于启用日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormerParent(models.Model):
    """To whom a government answered up to the day before `valid_to`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    government = models.ForeignKey(Government, models.PROTECT, related_name="former_parents")
    #: None: since it was founded.
    valid_from = models.DateField(_("启用日期"), null=True)
    valid_to = models.DateField(_("停用日期"))
    reporting_parent = models.ForeignKey(Government, models.PROTECT, related_name="+", verbose_name=_("上级"))

    class Meta:
        default_permissions = ()
        ordering = ["government", "valid_to"]
        verbose_name = _("原上级")
        constraints = [
            models.UniqueConstraint(
                fields=["government", "valid_to"],
                name="one_parent_until_a_day",
                violation_error_message=_("同一天只能改变一次上级。"),
            ),
            models.CheckConstraint(
                name="parent_valid_for_a_day",
                condition=Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("原上级的停用日期必须晚于启用日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.government} below {self.reporting_parent} until {self.valid_to}"


class FormerPlace(models.Model):
    """Where in the tree a government stood up to the day before `valid_to`, by its own move or one's above it.

    Years that ended before that day are counted there (R12.9); the ledger's row policies and the roll-up read this.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    government = models.ForeignKey(Government, models.PROTECT, related_name="former_places")
    path = models.CharField(max_length=400, db_collation="C")
    valid_to = models.DateField(_("停用日期"))

    class Meta:
        default_permissions = ()
        ordering = ["government", "valid_to"]
        verbose_name = _("原隶属位置")
        indexes = [models.Index(fields=["path"], name="government_former_subtree")]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "valid_to"],
                name="one_place_until_a_day",
                violation_error_message=_("同一天只能改变一次隶属位置。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} until {self.valid_to}"


class Domain(DomainMixin):
    """A further host name of a government (lower case, exact). Its own `<code>.<base domain>` needs no row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("域名")
        constraints = [
            models.CheckConstraint(
                name="domain_is_a_plain_host",
                condition=Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"),
                violation_error_message=_("域名只能是小写主机名，不带端口。"),
            )
        ]
