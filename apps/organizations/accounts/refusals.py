"""What is refused about accounts, rights and speaking for units, each with its requirement and one sentence.

Both sides act by their own people only (R1.3); that the three officers share this work, and none does it for himself
or herself, is what makes it so.
"""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken, SelfApproval

ART_1, ART_4 = _("第一条"), _("第四条")


class RolesDoNotFit(RuleBroken):
    """Roles of both sides, or an officer's role beside another (R1.3)."""

    rule, article = "R1.3", ART_1
    sentence = _("一个账号只能代表一方；三员账号只有一个角色，且不得兼任业务角色。")


class UsernameTaken(RuleBroken):
    """An account keeps its name for ever, also after it was closed: acts bear it."""

    rule, article = "R1.3", ART_1
    sentence = _("这个用户名已经有人用过，请另选一个。")


class UnitDoesNotFit(RuleBroken):
    """A person of a side belongs to a standing unit of that side; an officer of the system to none."""

    rule, article = "R1.3", ART_1
    sentence = _("单位须是本方在设的单位；三员账号不填单位。")


class OwnAccount(SelfApproval):
    """Nobody changes his or her own rights, or closes the account from which it is done."""

    rule, article = "R1.3", ART_1
    sentence = _("不能办理本人账号的权限和启停，请由另一名管理员办理。")


class ProvidedByTheParent(RuleBroken):
    """What a mandate gave, the mandate takes away."""

    rule, article = "R1.3", ART_1
    sentence = _("这是上级派驻人员的账号，随派驻开通和停用，请在派驻三员中办理。")


class OfficersPassword(RuleBroken):
    """Whoever could reset another officer's password could sign in as that officer."""

    rule, article = "R1.3", ART_1
    sentence = _("三员的密码只能由本人修改；忘记密码的，由运维人员交付一次性密码。")


class HoldsPost(RuleBroken):
    """A post is handed over before its holder goes (R4.4)."""

    rule, article = "R4.4", ART_4
    sentence = _("该人员还担任职务，请先由安全管理员办理移交。")


class DelegationRuns(RuleBroken):
    """What was lent to somebody, or by somebody, is taken back before the person goes."""

    rule, article = "R4.4", ART_4
    sentence = _("该人员还有未到期的委托，请先撤回。")


class LastSpeaker(RuleBroken):
    """A unit with open business is not left without anybody who may act for it."""

    rule, article = "R1.3", ART_1
    sentence = _("该人员是某单位唯一的联络员，而这个单位还有未办结的事项，请先移交单位联络工作。")


class LastOfItsRole(RuleBroken):
    """The three officers and both offices are never left without anybody."""

    rule, article = "R1.3", ART_1
    sentence = _("担任这一角色的只有这一个账号，请先为接替人员授予同一角色。")


class RoleHeldAlready(RuleBroken):
    """A role is given once."""

    rule, article = "R1.3", ART_1
    sentence = _("该账号已有这一角色。")


class RoleNotHeld(RuleBroken):
    """Only what somebody has is taken away."""

    rule, article = "R1.3", ART_1
    sentence = _("该账号没有这一角色。")


class NobodyBelow(RuleBroken):
    """Assessors and reviewers look at governments below; where there are none, there is nothing for them."""

    rule, article = "R1.3", ART_1
    sentence = _("本级没有下级政府，不设考核人员和复核人员。")


class FirstPasswordStands(RuleBroken):
    """Whoever opened the account knows its one-time password: no rights until the holder replaced it."""

    rule, article = "R1.3", ART_1
    sentence = _("该账号的一次性密码还没有更换，请本人登录更换，核实后再授予或者恢复权限。")


class SpeaksAlready(RuleBroken):
    """One liaison, one row."""

    rule, article = "R1.3", ART_1
    sentence = _("该人员已是这个单位的联络员。")


class DoesNotSpeak(RuleBroken):
    """Only who is a liaison officer stops being one."""

    rule, article = "R1.3", ART_1
    sentence = _("该人员不是这个单位的联络员。")
