"""Lifecycle of a work rule, as published: draft, in force, repealed by its successor."""

from django.utils.translation import gettext_lazy as _

from apps.workrules import facts, guards
from apps.workrules.models import RuleIssuer, RuleStatus, WorkRuleState
from apps.workrules.parameters import ParameterName
from kernel.lifecycle.table import Action, Lifecycle, Need, Predicate, states
from kernel.refusals import WrongState
from vocabulary.disclosure import Disclosure
from vocabulary.numbers import number_fault
from vocabulary.roles import GOV_CLERK

S = WorkRuleState
ART_12, ART_13 = _("第十二条"), _("第十三条")
TEXT = (
    Need("title", _("名称"), longest=200),
    Need("status", _("性质"), "choice", required=False, choices=RuleStatus, help=_("不填为正式。")),
    Need("issuer", _("印发机关"), "choice", required=False, choices=RuleIssuer, help=_("不填为政府办公厅（室）。")),
    Need("addressees", _("主送"), "longtext", required=False),
    Need("disclosure", _("公开属性"), "choice", required=False, choices=Disclosure, help=_("不填为依申请公开。")),
    Need("openness_note", _("附注"), required=False, longest=200),
    Need(
        "legal_bases", _("依据"), "rows", required=False,
        fields=(Need("title", _("名称"), longest=200), Need("document_number", _("文号"), required=False, longest=60)),
    ),
    Need("base_title", _("参照的规则"), required=False, longest=200),
    Need("base_number", _("参照规则的文号"), required=False, longest=60),
    Need("preamble", _("总的要求"), "longtext", required=False),
    Need(
        "deviations", _("不同于自治区规则之处"), "rows", required=False,
        fields=(
            Need("parameter", _("事项"), "choice", choices=ParameterName),
            Need("value", _("本级的规定"), "longtext", required=False, help=_("多项用顿号分开。")),
            Need("reason", _("理由"), "longtext", required=False),
        ),
    ),
)  # fmt: skip

OWN = Predicate("own_rule", lambda by, rule: rule.common_rule_id is None, WrongState, _("共同规则由印发机关办理。"))
COMMON = Predicate(
    "common_rule", lambda by, rule: rule.common_rule_id is not None, WrongState, _("只有收到的共同规则可以采用。")
)

WORK_RULE = Lifecycle(
    name="work_rule",
    label=_("工作规则"),
    model="workrules.WorkRule",
    states=WorkRuleState,
    always_inside=(facts.publish,),
    actions=(
        Action(
            "draft", _("起草规则"), states(), S.DRAFT, (GOV_CLERK,), ART_12, "R12.1",
            needs=TEXT, guards=(guards.deviations_are_sound,),
        ),
        Action(
            "edit", _("修改规则"), states(S.DRAFT), None, (GOV_CLERK,), ART_12, "R12.1",
            needs=TEXT, when=OWN, guards=(guards.deviations_are_sound,), awaited=False,
        ),
        Action(
            "issue", _("印发规则"), states(S.DRAFT), S.ISSUED, (GOV_CLERK,), ART_13, "R13.1",
            inside=("apps.documents.file_services.keep_what_was_given",),
            needs=(
                Need("document_number", _("发文字号"), longest=60, form=number_fault),
                Need(
                    "rule_text_files", _("印发的文件"), "files", required=False, to="documents.StoredFile",
                    among="apps.documents.admissible.RULE_TEXT",
                ),
                Need("issued_on", _("印发日期"), "date"),
                Need("effective_on", _("施行日期"), "date", required=False, help=_("不填则自印发之日起施行。")),
            ),
            when=OWN, guards=(guards.dates_in_order, guards.follows_the_one_in_force), stamp="issued",
        ),
        Action(
            "issue_for_lower", _("为下级共同印发"), states(S.ISSUED), None, (GOV_CLERK,), ART_12, "R12.1",
            needs=(
                Need("governments", _("下级政府代码"), "longtext", help=_("多个代码用顿号分开。")),
            ),
            when=OWN, guards=(guards.only_for_those_below,), awaited=False,
        ),
        Action(
            "receive", _("收到共同规则"), states(), S.DRAFT, (GOV_CLERK,), ART_12, "R12.1", internal=True,
        ),
        Action(
            "adopt", _("采用共同规则"), states(S.DRAFT), S.ISSUED, (GOV_CLERK,), ART_12, "R12.1",
            needs=(Need("effective_on", _("施行日期"), "date", required=False, help=_("不填则随共同规则施行。")),),
            when=COMMON, guards=(guards.adopted_from_a_day_on,), stamp="issued",
        ),
        Action(
            "repeal", _("废止规则"), states(S.ISSUED), S.REPEALED, (GOV_CLERK,), ART_13, "R13.1",
            needs=(Need("repealed_on", _("废止日期"), "date"), Need("reason", _("理由"), "longtext")),
            guards=(guards.repealed_after_effect,), awaited=False,
        ),
        Action(
            "replace", _("由新规则取代"), states(S.ISSUED), S.REPEALED, (GOV_CLERK,), ART_13, "R13.1", internal=True,
        ),
    ),
)  # fmt: skip
