"""The catalogue of parameters: what each is called, what values it takes, from which article it comes.

Whoever drafts a rule names only what deviates from the regional rule, with the reason (Arts. 1, 12). What is typed is
text; `values.read` turns it into the typed value or says why not, and `conflicts.contradictions` looks at the whole.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from apps.workrules.hints import HINTS
from apps.workrules.rules import RuleParameters
from apps.workrules.values import Choices, Parameter

ART_1_2, ART_3_8, ART_4, ART_5, ART_6 = _("第一条、第二条"), _("第三条、第八条"), _("第四条"), _("第五条"), _("第六条")
ART_7, ART_8, ART_9, ART_10, ART_11 = _("第七条"), _("第八条"), _("第九条"), _("第十条"), _("第十一条")
ART_0, ART_3, ART_12, ART_13 = _("印发通知"), _("第三条"), _("第十二条"), _("第十三条")

STRENGTHS: Choices = (("required", _("应当")), ("principle", _("原则上")))
SIDES: Choices = (("gov", _("政府方面")), ("union", _("工会方面")))
EITHER_SIDE: Choices = (*SIDES, ("either", _("任何一方")))
OFFICES: Choices = (("gov_clerk", _("政府办公室")), ("union_clerk", _("工会办公室")))
EITHER_OFFICE: Choices = (*OFFICES, ("either", _("任何一方办公室")))
MONTHS: Choices = tuple((str(month), str(month)) for month in range(1, 13))
#: The classes of Art. 3; the topics' own list of them stands a layer above and says the same.
CATEGORIES: Choices = (
    ("prior_followup", _("上次会议议定事项落实情况")), ("briefing_gov", _("政府工作通报")),
    ("briefing_union", _("工会工作通报")), ("mobilisation_and_harmony", _("建功立业与和谐劳动关系")),
    ("worker_interests", _("职工切身利益")), ("union_support", _("需政府支持的工会工作")), ("other", _("其他")),
)  # fmt: skip
LETTERS: Choices = (
    ("reminder", _("提醒函")), ("chase_up", _("催办单")), ("supervision_order", _("督办单")),
    ("escalation", _("呈总召集人报告")),
)  # fmt: skip
DISCLOSURES: Choices = (("public", _("主动公开")), ("on_request", _("依申请公开")), ("withheld", _("不予公开")))
CHECKERS: Choices = (*OFFICES, ("gov_leader", _("政府领导")), ("union_leader", _("工会领导")))

_P = Parameter
PARAMETERS: dict[str, Parameter] = {
    one.name: replace(one, help=HINTS[one.name])
    for one in (
        _P("mechanism_name", "mechanism_name", "text", _("机制名称"), ART_1_2, most=40),
        _P("gov_label", "sides[gov].label", "text", _("政府方面的称谓"), ART_1_2, most=40),
        _P("gov_organ", "sides[gov].organ", "text", _("政府方面的机关全称"), ART_1_2, most=60,
           optional=True),
        _P("union_label", "sides[union].label", "text", _("工会方面的称谓"), ART_1_2, most=40),
        _P("union_organ", "sides[union].organ", "text", _("工会方面的机关全称"), ART_1_2, most=60,
           optional=True),
        _P("sides_count", "sides.count", "number", _("参加会议的方面数"), ART_1_2, least=1, most=9),
        _P("frequency_min", "frequency.min", "number", _("每个周期至少召开次数"), ART_4, least=1, most=52),
        _P("frequency_max", "frequency.max", "number", _("每个周期至多召开次数"), ART_4, least=1, most=52,
           optional=True),
        _P("period_years", "frequency.period_years", "number", _("周期（年）"), ART_4, least=1, most=5),
        _P("frequency_strength", "frequency.strength", "choice", _("次数要求的强度"), ART_4, STRENGTHS),
        _P("year_attribution", "year_attribution", "choice", _("会议计入的年度"), ART_4,
           (("held_date", _("召开之日所在年度")), ("titled_year", _("会议名称所写年度")))),
        _P("plan_alert_months", "alerts.no_plan", "choices", _("仍未提请时提醒的月份（每月一日）"), ART_4, MONTHS,
           optional=True),
        _P("work_plan_month", "alerts.no_work_plan", "choice", _("仍未登记年度计划时提醒的月份（一日起）"), ART_12,
           MONTHS),
        _P("extraordinary_allowed", "extraordinary.allowed", "yes_no", _("可以临时召开"), ART_4),
        _P("extraordinary_consent", "extraordinary.consent", "choice", _("临时召开须经谁同意"), ART_4,
           (("both", _("双方")), *SIDES, ("consulted", _("提前协商")))),
        _P("extraordinary_counts", "extraordinary.counts", "yes_no", _("临时会议计入例会次数"), ART_4),
        _P("requested_by", "requested_by", "choice", _("由谁提请召开"), ART_4, EITHER_SIDE),
        _P("slots", "chief_conveners, conveners", "choices", _("召集人"), ART_4,
           (("chief_convener_gov", _("总召集人（政府）")), ("chief_convener_union", _("总召集人（工会）")),
            ("convener_gov", _("召集人（政府）")), ("convener_union", _("召集人（工会）"))), optional=True),
        _P("chief_convener_title", "chief_conveners.title", "text", _("总召集人的称谓"), ART_4, most=40),
        _P("convener_title", "conveners.title", "text", _("召集人的称谓"), ART_4, most=40),
        _P("ordinal_style", "ordinal.style", "choice", _("会议的编次"), ART_4,
           (("nth", _("第N次")), ("yearly", _("年度")))),
        _P("ordinal_start", "ordinal.start", "number", _("首次会议的次序"), ART_4, least=1, most=999),
        _P("host_meeting", "host_meeting", "text", _("并入哪个会议召开"), ART_4, most=40,
           optional=True),
        _P("category_labels", "topic.category.labels", "labels", _("议题类别的名称"), ART_3, CATEGORIES, optional=True),
        _P("attend_defaults", "attend_defaults", "choices", _("拟定名单的来源"), ART_5,
           (("conveners", _("召集人")), ("portfolios", _("分管领导")), ("topic_units", _("议题涉及单位")),
            ("union_units", _("工会部门和产业工会"))), optional=True),
        _P("fixed_members", "attend_defaults.fixed", "texts", _("固定成员单位"), ART_5, optional=True),
        _P("invite_categories", "invite_categories", "texts", _("邀请人员类别"), ART_5, optional=True),
        _P("observers", "observers", "texts", _("旁听列席人员类别"), ART_5, optional=True),
        _P("delegates_allowed", "delegates_allowed", "yes_no", _("可以委托他人替会"), ART_5),
        _P("reps_per_side", "reps_per_side", "number", _("每方出席人数上限"), ART_5, least=1, most=200, optional=True),
        _P("topic_origins", "topic.origins", "choices", _("议题来源"), ART_6, (*SIDES, ("joint", _("联合提出")))),
        _P("topic_routes", "topic.routes", "choices", _("议题的提出途径"), ART_6,
           (("gov_department", _("部门经政府办公室")), ("union_office", _("经工会办公室")),
            ("gov_direct", _("政府直接确定")))),
        _P("topic_settlement", "topic.settlement", "choice", _("议题由谁确定"), ART_6,
           (("both", _("双方商定")), ("gov_leader", _("政府领导确定")), ("chain", _("逐级审核")))),
        _P("topic_settlement_chain", "topic.settlement.chain", "choices", _("逐级审核的次序"), ART_6, CHECKERS,
           optional=True),
        _P("collection_lead", "topic.collection_lead", "number", _("提前征集的时间"), ART_6, most=366),
        _P("collection_lead_unit", "topic.collection_lead.unit", "choice", _("提前征集的单位"), ART_6,
           (("months", _("个月")), ("weeks", _("周")), ("days", _("天")), ("none", _("不作要求")))),
        _P("late_topics", "topic.late", "choice", _("逾期议题"), ART_6,
           (("allow", _("可以收入")), ("exception", _("双方同意后收入")), ("refuse", _("不再收入")))),
        _P("research_phase", "topic.research_phase", "choice", _("调研论证的阶段"), ART_6,
           (("before_settlement", _("确定议题之前")), ("after_settlement", _("确定议题之后")))),
        _P("research_required", "topic.research_required", "yes_no", _("没有调研报告和建议内容的不得列入"), ART_6),
        _P("consultation_days", "consultation.days", "number", _("答复征求意见的天数"), ART_6, least=1, most=366),
        _P("notice_issuer", "notice.issuer", "choice", _("会议通知由谁印发"), ART_7, EITHER_OFFICE),
        _P("notice_lead", "notice.lead_workdays", "number", _("提前通知的时间"), ART_7, most=366),
        _P("notice_lead_unit", "notice.lead_unit", "choice", _("提前通知的单位"), ART_7,
           (("workdays", _("个工作日")), ("days", _("天")))),
        _P("notice_lead_strength", "notice.strength", "choice", _("提前通知要求的强度"), ART_7, STRENGTHS),
        _P("pack_lead_workdays", "pack.lead_workdays", "number", _("提前送达材料的工作日"), ART_7, most=366),
        _P("pack_lead_strength", "pack.strength", "choice", _("提前送达材料要求的强度"), ART_7, STRENGTHS),
        _P("disclosure_default", "disclosure.default", "choice", _("通知和纪要的公开属性"), ART_0, DISCLOSURES),
        _P("notice_receipt_hours", "notice.receipt_hours", "number", _("通知应在几小时内签收"), ART_7, least=1,
           most=240),
        _P("presider_rule", "presider_rule", "choice", _("由谁主持"), ART_8,
           (("gov_attending", _("出席会议的政府领导")), ("principal_required", _("政府主要领导")),
            ("union_chair", _("工会主席")), ("alternating", _("双方轮流")), ("named_title", _("指定职务的人")),
            ("free", _("不作规定")))),
        _P("presider_title", "presider_rule.title", "text", _("指定主持人的职务"), ART_8, optional=True),
        _P("presider_strength", "presider_strength", "choice", _("主持要求的强度"), ART_8, STRENGTHS),
        _P("opening_days", "session.opening_days", "number", _("会后几天内可以补登记开会"), ART_8, most=31),
        _P("agenda_parts", "agenda.parts", "choices", _("议程各部分"), ART_3_8,
           (("prior_report", _("上次议定事项落实情况")), ("topics_report", _("议题征集情况")),
            ("deliberate", _("研究议题")), ("deploy", _("部署落实")))),
        _P("minutes_drafter", "minutes.drafter", "choice", _("纪要由谁起草"), ART_9, EITHER_OFFICE),
        _P("minutes_countersign", "minutes.countersign", "yes_no", _("纪要须经牵头单位会签"), ART_9),
        _P("minutes_approval_chain", "minutes.approval_chain", "choices", _("纪要审定的次序"), ART_9, SIDES),
        _P("minutes_issuer", "minutes.issuer", "choice", _("纪要由谁印发"), ART_9, OFFICES),
        _P("minutes_form", "minutes.form", "choice", _("纪要的形式"), ART_9,
           (("minutes", _("纪要")), ("notice", _("通知印发纪要")))),
        _P("minutes_name", "minutes.name", "text", _("纪要的名称"), ART_9, most=20),
        _P("minutes_deadline_workdays", "minutes.deadline_workdays", "number", _("纪要应在几个工作日内印发"), ART_9,
           least=1, most=366),
        _P("publicity_approvers", "publicity.approvers", "choice", _("宣传报道由谁同意"), ART_10,
           (("both", _("双方")), *SIDES, ("none", _("不须另行同意")))),
        _P("publicity_days", "publicity.days", "number", _("纪要印发后几天内宣传报道"), ART_10, least=1, most=366,
           optional=True),
        _P("followup_close_chain", "followup.owner, followup.close_chain", "choices", _("核验和销号的次序"), ART_11,
           OFFICES),
        _P("report_cycle_days", "followup.report_cycle", "number", _("报送进展的间隔"), ART_11, least=1, most=366,
           optional=True),
        _P("report_cycle_unit", "followup.report_cycle.unit", "choice", _("报送进展间隔的单位"), ART_11,
           (("days", _("天")), ("months", _("个月")))),
        _P("ladder_reminder_days", "followup.ladder.reminder", "number", _("到期前几天提醒"), ART_11, most=366),
        _P("ladder_supervision_days", "followup.ladder.supervision", "number", _("逾期几天后督办"), ART_11, most=366),
        _P("ladder_steps", "followup.ladder.steps", "choices", _("催办督办的步骤"), ART_11, LETTERS, optional=True),
        _P("report_up_to", "report_up.to", "choice", _("向谁报告"), ART_12,
           (("assessment", _("通过考核")), ("higher_gov_office", _("上级政府办公室")),
            ("higher_union_office", _("上级工会办公室")), ("none", _("不作规定")))),
        _P("report_up_due_days", "report_up.due_days", "number", _("会后几天内报告"), ART_12, least=1, optional=True),
        _P("report_up_content", "report_up.content", "text", _("报告的内容"), ART_12, optional=True),
        _P("extends_to", "extends_to", "choices", _("适用范围"), ART_12,
           (("league", _("盟市")), ("banner", _("旗县市区")), ("township", _("苏木乡镇街道")),
            ("zone", _("开发区和管理区")), ("industry", _("行业"))), optional=True),
        _P("binds_on", "binds_on", "choice", _("会议按哪天施行的规则办理"), ART_13,
           (("request", _("提请之日")), ("notice", _("印发通知之日")))),
        _P("ladder_for_earlier", "followup.ladder.earlier", "yes_no", _("以前会议的事项也按本规则催办督办"), ART_13),
    )
}  # fmt: skip
ParameterName = TextChoices(  # type: ignore[call-overload]
    "ParameterName", [(one.name.upper(), (one.name, one.label)) for one in PARAMETERS.values()]
)


def with_deviations(
    base: RuleParameters, deviations: Mapping[str, Mapping[str, Any]], **identity: Any
) -> RuleParameters:
    """Return the base with the stored values of what deviates from it, and what names the rule itself."""
    values = {name: one["value"] for name, one in deviations.items() if name in PARAMETERS}
    typed: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in values.items()}
    return replace(base, **typed, **identity)
