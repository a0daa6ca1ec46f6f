"""Lifecycle of accounts: the system officer opens without rights, the security officer gives rights.

Neither does the other's part, and nobody does anything about himself or herself (三员分立). So a password that the
system officer replaced leaves the account without its rights until the security officer restores them.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts import admissible, guards
from apps.organizations.accounts.models import AccountState
from apps.organizations.accounts.refusals import ART_1
from apps.organizations.standing.guards import within_mandate
from kernel.lifecycle.table import Action, Lifecycle, Need, states
from kernel.refusals import Sentence
from vocabulary.roles import ROLES, SECURITY_OFFICER, SYSTEM_OFFICER, Side

A = AccountState
UNIT = "organizations.Unit"

RIGHTS = (within_mandate, guards.one_after_another, guards.not_oneself, guards.not_provided)


class _AllRoles:
    """Every role, as a choice."""

    @property
    def choices(self) -> Sequence[tuple[str, Sentence]]:
        """Value and label."""
        return [(role.name, role.label) for role in ROLES.values()]

    @property
    def values(self) -> Sequence[str]:
        """The names."""
        return list(ROLES)


ROLE = Need("role", _("角色"), "choice", choices=_AllRoles(), among=admissible.ROLE)
SPOKEN_FOR = Need("unit", _("单位"), "ref", to=UNIT, among=admissible.UNIT_OF_ACCOUNT)

ACCOUNT = Lifecycle(
    name="account",
    label=_("账号"),
    model="organizations.User",
    states=AccountState,
    actions=(
        Action(
            "open", _("开通账号"), states(), A.OPEN, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(
                Need("username", _("用户名"), longest=60, help=_("登录用，开通后不能更改。")),
                Need("name", _("姓名"), longest=60),
                Need("side", _("所属方面"), "choice", choices=Side, help=_("一个账号只代表一方；三员在双方之外。")),
                Need(
                    "unit", _("单位"), "ref", required=False, to=UNIT, help=_("政府和工会人员必填，三员不填。"),
                    among=admissible.UNIT_OF_ACCOUNT,
                ),
                Need("title", _("职务"), required=False, longest=120, help=_("文件上印出的职务。")),
            ),
            guards=(within_mandate, guards.username_is_free, guards.unit_fits),
        ),
        Action(
            "edit", _("更正姓名、职务和单位"), states(A.OPEN, A.RESET), None, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(
                Need("name", _("姓名"), longest=60),
                Need(
                    "unit", _("单位"), "ref", required=False, to=UNIT, help=_("权限不随之改变，由安全管理员调整。"),
                    among=admissible.UNIT_OF_ACCOUNT,
                ),
                Need("title", _("职务"), required=False, longest=120),
            ),
            guards=(within_mandate, guards.not_oneself, guards.not_provided, guards.unit_fits), awaited=False,
        ),
        Action(
            "reset_password", _("重置密码"), states(A.OPEN, A.RESET), A.RESET, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(Need("reason", _("理由"), "longtext", help=_("例如：忘记密码。权限随之暂停，由安全管理员恢复。")),),
            guards=(within_mandate, guards.not_oneself, guards.not_an_officer), awaited=False,
        ),
        Action(
            "restore", _("恢复权限"), states(A.RESET), A.OPEN, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(Need("basis", _("依据"), "longtext", help=_("例如：已当面核实，新密码由本人设定。")),),
            guards=(*RIGHTS, guards.first_password_replaced),
        ),
        Action(
            "close", _("停用账号"), states(A.OPEN, A.RESET), A.CLOSED, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(Need("reason", _("理由"), "longtext", help=_("例如：调离、退休。登录和令牌立即失效。")),),
            guards=(*RIGHTS, guards.holds_no_post, guards.no_delegation_runs, guards.units_keep_a_speaker,
                    guards.somebody_remains),
            awaited=False,
        ),
        Action(
            "reopen", _("重新启用"), states(A.CLOSED), A.OPEN, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(Need("reason", _("理由"), "longtext", help=_("启用后没有任何角色，由安全管理员另行授予。")),),
            guards=(*RIGHTS, guards.own_unit_stands), awaited=False,
        ),
        Action(
            "give_role", _("授予角色"), states(A.OPEN), None, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(ROLE, Need("basis", _("依据"), "longtext", help=_("任免文件或者审批单的名称和文号。"))),
            guards=(*RIGHTS, guards.role_fits, guards.role_is_new, guards.children_to_look_at,
                    guards.first_password_replaced),
        ),
        Action(
            "take_role", _("收回角色"), states(A.OPEN, A.RESET), None, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(ROLE, Need("reason", _("理由"), "longtext")),
            guards=(*RIGHTS, guards.role_is_held, guards.units_keep_a_speaker, guards.somebody_remains),
            awaited=False,
        ),
        Action(
            "bind", _("设为单位联络员"), states(A.OPEN), None, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(SPOKEN_FOR, Need("basis", _("依据"), "longtext")),
            guards=(*RIGHTS, guards.may_speak_for_it, guards.does_not_speak_yet), awaited=False,
        ),
        Action(
            "unbind", _("不再任单位联络员"), states(A.OPEN, A.RESET), None, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(SPOKEN_FOR, Need("reason", _("理由"), "longtext")),
            guards=(*RIGHTS, guards.speaks_for_it, guards.units_keep_a_speaker), awaited=False,
        ),
        Action(
            "end_sessions", _("结束登录和令牌"), states(A.OPEN, A.RESET), None, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(Need("reason", _("理由"), "longtext"),), guards=(within_mandate,), awaited=False,
        ),
    ),
)  # fmt: skip
