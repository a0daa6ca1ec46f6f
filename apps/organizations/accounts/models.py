"""The people inside one government: accounts, the units they speak for, and their tokens."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from apps.organizations.standing.models import StandingIn
from kernel import clock
from kernel.lifecycle.models import Lifecycled
from kernel.lifecycle.table import Actor
from kernel.schema import Content, SchemaBoundQuerySet
from kernel.text import identity
from vocabulary.roles import LEADING, Side, allowed_for


class AccountState(models.TextChoices):
    """An account is open or closed; it is never deleted, because acts bear its name.

    After somebody else replaced its password its rights rest until the security officer has asked the holder.
    """

    OPEN = "open", _("在用")
    RESET = "reset", _("待恢复权限")
    CLOSED = "closed", _("已停用")


class UserManager(BaseUserManager["User"].from_queryset(SchemaBoundQuerySet)):  # type: ignore[misc]
    """Finds accounts; they are opened through `services.open_account` only."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of that name, typed in full or half width, with its home unit, in one query."""
        found: User = self.select_related("unit").get(username=identity(username or ""))
        return found


class User(StandingIn, Lifecycled, AbstractBaseUser, PermissionsMixin):
    """One person's account. It belongs to one government and acts for one side only (R1.3).

    It is opened without any role; until it is given one, nothing behind the door is open to it.
    """

    UNRECORDED = frozenset({"password", "last_login"})
    #: Only on the very object that an act returns which set it: shown once, kept nowhere.
    one_time_password: str = ""

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    title = models.CharField(_("职务"), max_length=120, blank=True)
    side = models.CharField(_("所属方面"), max_length=10, choices=Side)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="people")
    roles = ArrayField(models.CharField(max_length=24), verbose_name=_("角色"), default=list, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    #: Set when the last post is handed over: from the day after, a leader's role lies still (R4.4).
    leads_until = models.DateField(_("领导角色止于"), null=True, blank=True, editable=False)
    #: The first password is handed over by somebody else, so it must be replaced before anything is done.
    password_is_initial = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    #: As in units.
    state = models.CharField(_("状态"), max_length=24, editable=False, db_default=AccountState.OPEN)
    state_since = models.DateTimeField(_("进入状态时间"), editable=False, db_default=Now())
    version = models.PositiveIntegerField(_("版本"), default=0, editable=False, db_default=0)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta(Lifecycled.Meta):
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="one_side_per_account",
                condition=models.Q(side="gov", roles__contained_by=allowed_for("gov"), unit__isnull=False)
                | models.Q(side="union", roles__contained_by=allowed_for("union"), unit__isnull=False)
                | models.Q(side="none", roles__contained_by=allowed_for("none"), roles__len__lte=1),
                violation_error_message=_("一个账号只能代表一方；三员账号只有一个角色，且不得兼任业务角色。"),
            ),
            models.CheckConstraint(
                name="closed_account_is_out_of_use",
                condition=models.Q(state="closed", is_active=False)
                | (~models.Q(state="closed") & models.Q(is_active=True)),
                violation_error_message=_("停用的账号不能登录，在用的账号可以登录。"),
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
        """The roles as the lifecycle engine asks for them: those of today, or of the day a paper was signed."""
        return frozenset() if self.rests else self.roles_on(self._as_of or clock.today())

    @classmethod
    def behind(cls, actor: Actor) -> "User":
        """Return who acts, where only a person with an account can: files, memberships and signatures are of people."""
        if not isinstance(actor, cls):
            raise TypeError(f"{actor.printed_name or actor} has no account")
        return actor

    def roles_on(self, day: date) -> frozenset[str]:
        """Return the roles held on a day: a leader's lies still once the last post was handed over (R4.4)."""
        held = frozenset(self.roles)
        return held if self.leads_until is None or day <= self.leads_until else held - LEADING

    @property
    def rests(self) -> bool:
        """Whether the rights rest: whoever reset the password knows the one it was replaced by (三员分立)."""
        return self.state == AccountState.RESET

    @property
    def is_without_rights(self) -> bool:
        """Whether nothing is open to this person today: rights rest, no role is in force and nobody lent an act."""
        return self.rests or not (self.role_names or self.reading_roles)

    @property
    def printed_post(self) -> str:
        """Unit and title as they stood when the act was done."""
        unit = self.unit.name if self.unit_id and self.unit else ""
        return f"{unit} {self.title}".strip()


class UnitMembershipQuerySet(SchemaBoundQuerySet["UnitMembership"]):
    """Who speaks for which unit."""

    def current(self) -> "UnitMembershipQuerySet":
        """Those that were not handed over."""
        return self.filter(ended_on=None)


class UnitMembership(Content):
    """A liaison officer speaks for a unit; one officer may hold several, and hands them over one by one."""

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="memberships")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="memberships")
    since = models.DateField()
    ended_on = models.DateField(_("移交日期"), null=True, blank=True)

    objects: ClassVar[UnitMembershipQuerySet] = UnitMembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        default_permissions = ()
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"],
                condition=models.Q(ended_on=None),
                name="one_membership_per_unit",
                violation_error_message=_("该人员已是这个单位的联络员。"),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("since")),
                violation_error_message=_("移交日期不得早于开始担任联络员的日期。"),
            ),
        ]


class TokenPurpose(models.TextChoices):
    """What a token opens: the interface as its person, or only that person's calendar, to be read."""

    INTERFACE = "interface", _("接口")
    CALENDAR = "calendar", _("日历订阅")


class ApiToken(Content):
    """An opaque token of this government only; the database keeps its SHA-256, never the token."""

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="tokens")
    purpose = models.CharField(
        max_length=12, choices=TokenPurpose, default=TokenPurpose.INTERFACE, db_default=TokenPurpose.INTERFACE
    )
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
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(purpose="calendar"),
                name="one_calendar_token_each",
                violation_error_message=_("每人只有一个日历订阅地址。"),
            ),
        ]
