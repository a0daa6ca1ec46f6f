"""Lifecycle of the mandates under which the parent provides officers."""

from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.guards import one_after_another, somebody_stays_behind
from apps.organizations.officers import guards
from apps.organizations.officers.models import MandateState
from apps.organizations.standing.guards import within_mandate
from kernel.lifecycle.table import Action, Lifecycle, Need, states
from vocabulary.roles import SECURITY_OFFICER, OfficerRole

M = MandateState
ART_1 = _("第一条")

MANDATE = Lifecycle(
    name="officer_mandate",
    label=_("派驻三员"),
    model="organizations.OfficerMandate",
    states=MandateState,
    actions=(
        Action(
            "provide", _("登记派驻"), states(), M.STANDING, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(
                Need("username", _("用户名"), longest=60, help=_("为派驻人员开立的账号；一次性密码由运维人员交付。")),
                Need("role", _("角色"), "choice", choices=OfficerRole),
                Need("person_name", _("姓名"), longest=60),
                Need("person_post", _("职务"), longest=50, help=_("在派出单位的职务。")),
                Need("document_number", _("文号"), longest=60, help=_("上级派驻文件的文号。")),
                Need("starts_on", _("派驻开始"), "date"),
                Need("ends_on", _("派驻结束"), "date"),
            ),
            guards=(within_mandate, guards.officers_only, guards.mandate_dates), stamp="provided",
        ),
        Action(
            "revoke", _("撤回派驻"), states(M.STANDING), M.REVOKED, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(Need("reason", _("理由"), "longtext"),),
            guards=(within_mandate, one_after_another, guards.not_ones_own_mandate,
                    somebody_stays_behind),
            stamp="revoked", awaited=False,
        ),
    ),
)  # fmt: skip
