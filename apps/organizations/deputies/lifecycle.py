"""Lifecycle of delegations: a leader's acts lent to a person of the same side, and taken back."""

from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts import admissible
from apps.organizations.deputies import guards
from apps.organizations.deputies.leaders_acts import LEADERS_ACTS
from apps.organizations.deputies.models import DelegationState
from apps.organizations.standing.guards import within_mandate
from kernel.lifecycle.table import Action, Lifecycle, Need, Predicate, states
from vocabulary.roles import LEADERS, SECURITY_OFFICER

D = DelegationState
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
                Need(
                    "grantor", _("委托人"), "ref", required=False, to=PERSON, help=_("领导本人办理时不填。"),
                    among=admissible.LEADER,
                ),
                Need("delegate", _("受托人"), "ref", to=PERSON, among=admissible.PERSON),
                Need(
                    "acts", _("委托事项"), "rows",
                    fields=(Need("act", _("事项"), "choice", choices=LEADERS_ACTS),),
                ),
                Need("starts_on", _("委托开始"), "date"),
                Need("ends_on", _("委托结束"), "date"),
                Need("ground", _("委托原因"), longest=200),
            ),
            guards=(within_mandate, guards.delegate_fits, guards.delegation_dates, guards.grantor_holds_acts,
                    guards.not_delegated_already),
            stamp="granted",
        ),
        Action(
            "revoke", _("撤回委托"), states(D.GRANTED), D.REVOKED, (*LEADERS, SECURITY_OFFICER), ART_4, "R4.4",
            needs=(Need("reason", _("理由"), "longtext"),), whose=OWN_DELEGATION,
            guards=(within_mandate, guards.not_over), stamp="revoked", awaited=False,
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
