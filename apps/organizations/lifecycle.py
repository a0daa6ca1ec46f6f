"""Lifecycles of delegations and handovers: one row per action."""

from django.utils.translation import gettext_lazy as _

from apps.organizations import guards
from apps.organizations.leaders_acts import LEADERS_ACTS
from apps.organizations.models import DelegationState, HandoverState
from apps.organizations.roles import LEADERS, SECURITY_OFFICER
from kernel.lifecycle.table import Action, Lifecycle, Need, Predicate, states

D, H = DelegationState, HandoverState
ART_4 = _("第四条")
PERSON = "organizations.User"
OWN_DELEGATION = Predicate(
    "grantor_or_security_officer",
    lambda by, one: by.pk == one.grantor_id or SECURITY_OFFICER.name in by.role_names,
    sentence=_("由委托人本人或者安全管理员撤回。"),
)

DELEGATION = Lifecycle(
    name="delegation",
    label=_("委托"),
    model="organizations.Delegation",
    states=DelegationState,
    actions=(
        Action(
            "grant", _("委托代理"), states(), D.GRANTED, (*LEADERS, SECURITY_OFFICER), ART_4, "R4.4",
            needs=(
                Need("grantor", _("委托人"), "ref", required=False, to=PERSON, help=_("领导本人办理时不填。")),
                Need("delegate", _("受托人"), "ref", to=PERSON),
                Need(
                    "acts", _("委托事项"), "rows",
                    fields=(Need("act", _("事项"), "choice", choices=LEADERS_ACTS),),
                ),
                Need("starts_on", _("委托开始"), "date"),
                Need("ends_on", _("委托结束"), "date"),
                Need("ground", _("委托原因"), longest=200),
            ),
            guards=(guards.within_mandate, guards.delegate_fits, guards.delegation_dates, guards.grantor_holds_acts,
                    guards.not_delegated_already),
            stamp="granted",
        ),
        Action(
            "revoke", _("撤回委托"), states(D.GRANTED), D.REVOKED, (*LEADERS, SECURITY_OFFICER), ART_4, "R4.4",
            needs=(Need("reason", _("理由"), "longtext"),), whose=OWN_DELEGATION,
            guards=(guards.within_mandate, guards.not_over), stamp="revoked", awaited=False,
        ),
        Action(
            "end_with_post", _("随移交终止"), states(D.GRANTED), D.REVOKED, (SECURITY_OFFICER,), ART_4, "R4.4",
            stamp="revoked", internal=True,
        ),
        Action(
            "shorten", _("随移交缩短"), states(D.GRANTED), None, (SECURITY_OFFICER,), ART_4, "R4.4", internal=True,
        ),
    ),
)  # fmt: skip

HANDOVER = Lifecycle(
    name="handover",
    label=_("移交"),
    model="organizations.Handover",
    states=HandoverState,
    actions=(
        Action(
            "hand_over", _("办理移交"), states(), H.DONE, (SECURITY_OFFICER,), ART_4, "R4.4",
            needs=(
                Need("post", _("职务"), "ref", required=False, to="organizations.Post"),
                Need(
                    "unit", _("单位联络工作"), "ref", required=False, to="organizations.Unit",
                    help=_("职务和单位只填一项。"),
                ),
                Need("from_user", _("移交人"), "ref", required=False, to=PERSON, help=_("移交单位联络工作时必填。")),
                Need("to_user", _("接任人"), "ref", to=PERSON),
                Need(
                    "on_day", _("移交日期"), "date",
                    help=_("接任人自这一天起任职；移交人的委托随之终止，不再任职的，领导角色随之停用。"),
                ),
                Need("basis", _("依据"), longest=200, help=_("任免文件的名称和文号。")),
            ),
            guards=(guards.within_mandate, guards.post_or_unit, guards.successor_fits, guards.post_is_held,
                    guards.slots_stay_four_people, guards.unit_is_spoken_for),
            stamp="handed_over",
        ),
    ),
)  # fmt: skip
