"""The people inside one government: units of both sides, posts and who holds them when, accounts and their tokens."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.organizations.roles import Side, allowed_for
from kernel.schema import Content, SchemaBoundQuerySet

if TYPE_CHECKING:
    from datetime import date


class UnitKind(models.TextChoices):
    """What a unit is on its side."""

    OFFICE = "office", _("办公厅（室）")
    DEPARTMENT = "department", _("政府部门")
    UNION_DEPARTMENT = "union_department", _("工会部门")
    INDUSTRIAL_UNION = "industrial_union", _("产业工会")
    LEADERSHIP = "leadership", _("领导班子")


class Slot(models.TextChoices):
    """The four office-holders of a joint meeting (Art. 4)."""

    CHIEF_CONVENER_GOV = "chief_convener_gov", _("总召集人（政府）")
    CHIEF_CONVENER_UNION = "chief_convener_union", _("总召集人（工会）")
    CONVENER_GOV = "convener_gov", _("召集人（政府）")
    CONVENER_UNION = "convener_union", _("召集人（工会）")

    @property
    def side(self) -> str:
        """The side the slot belongs to."""
        return "gov" if self.value.endswith("_gov") else "union"

    @property
    def is_chief(self) -> bool:
        """Whether it is one of the two chief conveners."""
        return self.value.startswith("chief_")


class UnitQuerySet(SchemaBoundQuerySet["Unit"]):
    """Units, as offices ask for them."""

    def current(self) -> "UnitQuerySet":
        """Those that still exist."""
        return self.filter(closed_on=None)

    def of_side(self, side: str) -> "UnitQuerySet":
        """Those of one side."""
        return self.filter(side=side)


class Unit(Content):
    """A department, an office or an industrial union. Its `group` is what object permissions are granted to."""

    name = models.CharField(_("名称"), max_length=120, unique=True)
    short_name = models.CharField(_("简称"), max_length=60)
    #: Pinyin of the name: the order of lists, without a Chinese collation in the database.
    sort_key = models.CharField(max_length=300, editable=False)
    side = models.CharField(_("所属方面"), max_length=10, choices=[c for c in Side.choices if c[0] != Side.NONE])
    kind = models.CharField(_("类别"), max_length=20, choices=UnitKind)
    functions = models.TextField(_("职能"), blank=True)
    closed_on = models.DateField(_("撤并日期"), null=True, blank=True)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="unit", editable=False)

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        default_permissions = ()
        ordering = ["side", "sort_key"]
        constraints = [
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


class UserManager(BaseUserManager["User"].from_queryset(SchemaBoundQuerySet)):  # type: ignore[misc]
    """Finds accounts; they are opened through `services.open_account` only."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of that name, with its home unit, in one query."""
        found: User = self.select_related("unit").get(username=username)
        return found


class User(Content, AbstractBaseUser, PermissionsMixin):
    """One person's account. It belongs to one government and acts for one side only (R1.3)."""

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    title = models.CharField(_("职务"), max_length=120, blank=True)
    side = models.CharField(_("所属方面"), max_length=10, choices=Side)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="people")
    roles = ArrayField(models.CharField(max_length=24), verbose_name=_("角色"))
    is_active = models.BooleanField(_("启用"), default=True)
    #: The first password is handed over by somebody else, so it must be replaced before anything is done.
    password_is_initial = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        default_permissions = ()
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="one_side_per_account",
                condition=models.Q(side="gov", roles__contained_by=allowed_for("gov"), unit__isnull=False)
                | models.Q(side="union", roles__contained_by=allowed_for("union"), unit__isnull=False)
                | models.Q(side="none", roles__contained_by=allowed_for("none"), roles__len=1),
                violation_error_message=_("一个账号只能代表一方；三员账号只有一个角色，且不得兼任业务角色。"),
            ),
            models.CheckConstraint(
                name="at_least_one_role",
                condition=models.Q(roles__len__gte=1),
                violation_error_message=_("账号至少要有一个角色。"),
            ),
            models.CheckConstraint(
                name="nobody_is_superuser",
                condition=models.Q(is_superuser=False),
                violation_error_message=_("系统中没有超级用户。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_names(self) -> frozenset[str]:
        """The roles as the lifecycle engine asks for them."""
        return frozenset(self.roles)

    @property
    def printed_name(self) -> str:
        """The name as it stands beside an act for ever."""
        return self.name

    @property
    def printed_post(self) -> str:
        """Unit and title as they stood when the act was done."""
        unit = self.unit.name if self.unit_id and self.unit else ""
        return f"{unit} {self.title}".strip()


class UnitMembership(Content):
    """A liaison officer speaks for a unit; one officer may hold several."""

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="memberships")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="memberships")
    since = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"],
                name="one_membership_per_unit",
                violation_error_message=_("该人员已是这个单位的联络员。"),
            )
        ]


class Post(Content):
    """A post such as 旗人民政府副旗长; where it fills one of the four slots, it says which."""

    title = models.CharField(_("职务"), max_length=120)
    side = models.CharField(_("所属方面"), max_length=10, choices=Side)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="posts")
    slot = models.CharField(_("联席会议职责"), max_length=24, choices=Slot, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("排序"), default=50)

    class Meta:
        default_permissions = ()
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

    def on(self, day: "date") -> "OfficeTermQuerySet":
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


class ApiToken(Content):
    """An opaque token of this government only; the database keeps its SHA-256, never the token."""

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="token_expires_later",
                condition=models.Q(expires_at__gt=models.F("created_at")),
                violation_error_message=_("令牌的失效时间必须晚于签发时间。"),
            )
        ]
