"""Lifecycle of a work rule, as published: draft, in force, repealed by its successor."""

from django.utils.translation import gettext_lazy as _

from apps.organizations.roles import GOV_CLERK
from apps.workrules import guards
from apps.workrules.models import WorkRuleState
from kernel.lifecycle.table import Action, Lifecycle, Need, states

S = WorkRuleState
ART_12, ART_13 = _("第十二条"), _("第十三条")

WORK_RULE = Lifecycle(
    name="work_rule",
    label=_("工作规则"),
    model="workrules.WorkRule",
    states=WorkRuleState,
    always_inside=("apps.workrules.facts.publish",),
    actions=(
        Action(
            "draft", _("起草规则"), states(), S.DRAFT, (GOV_CLERK,), ART_12, "R12.1",
            needs=(Need("title", _("名称"), longest=200),),
        ),
        Action(
            "issue", _("印发规则"), states(S.DRAFT), S.ISSUED, (GOV_CLERK,), ART_13, "R13.1",
            needs=(
                Need("document_number", _("发文字号"), longest=60),
                Need("issued_on", _("印发日期"), "date"),
                Need("effective_on", _("施行日期"), "date", required=False, help=_("不填则自印发之日起施行。")),
            ),
            guards=(guards.dates_in_order, guards.follows_the_one_in_force), stamp="issued",
        ),
        Action("repeal", _("废止规则"), states(S.ISSUED), S.REPEALED, (GOV_CLERK,), ART_13, "R13.1", internal=True),
    ),
)  # fmt: skip
