"""The parameters of a work rule, each declared once: type, regional value, bounds, label, article, and what it changes.

The regional values are those of the rule of 2024. Figures that it does not name are marked as our defaults. To add a
parameter: declare it here, read it where it takes effect, and translate its label and hint; forms, workbooks, the API,
the checks of what is typed and the snapshots of meetings derive from the declaration.

Whoever drafts a rule names only what deviates from the regional rule, with the reason (Arts. 1, 12). What is typed is
text; `values.read` turns it into the typed value or says why not, and `conflicts.contradictions` looks at the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from apps.workrules.declarations import choice, choices, declared, labels, number, text, texts, yes_no
from apps.workrules.values import Choices, Parameter
from kernel.canonical import Plain
from vocabulary.categories import PRIOR_FOLLOWUP, Category
from vocabulary.disclosure import Disclosure
from vocabulary.roles import BOTH_SIDES, GOV_CLERK, GOV_LEADER, LEADERS, UNION_CLERK, Side

ART_1_2, ART_3_8, ART_4, ART_5, ART_6 = _("第一条、第二条"), _("第三条、第八条"), _("第四条"), _("第五条"), _("第六条")
ART_7, ART_8, ART_9, ART_10, ART_11 = _("第七条"), _("第八条"), _("第九条"), _("第十条"), _("第十一条")
ART_0, ART_3, ART_12, ART_13 = _("印发通知"), _("第三条"), _("第十二条"), _("第十三条")

STRENGTHS: Choices = (("required", _("应当")), ("principle", _("原则上")))
SIDES: Choices = tuple((side.value, side.label) for side in BOTH_SIDES)
EITHER_SIDE: Choices = (*SIDES, ("either", _("任何一方")))
OFFICES: Choices = ((GOV_CLERK.name, _("政府办公室")), (UNION_CLERK.name, _("工会办公室")))
EITHER_OFFICE: Choices = (*OFFICES, ("either", _("任何一方办公室")))
MONTHS: Choices = tuple((str(month), str(month)) for month in range(1, 13))
#: Part one of the agenda, which is no topic, and the classes of Art. 3.
CATEGORIES: Choices = ((PRIOR_FOLLOWUP, _("上次会议议定事项落实情况")), *Category.choices)
LETTERS: Choices = (
    ("reminder", _("提醒函")), ("chase_up", _("催办单")), ("supervision_order", _("督办单")),
    ("escalation", _("呈总召集人报告")),
)  # fmt: skip
DISCLOSURES: Choices = tuple(Disclosure.choices)
CHECKERS: Choices = (*OFFICES, *((leader.name, leader.label) for leader in LEADERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleParameters:
    """The parameters by which one government holds its joint meetings. Days and months, no clock times."""

    title: str
    document_number: str
    issued_on: date
    effective_on: date
    # fmt: off
    # --- names (Arts. 1, 2) ------------------------------------------------------------------------------------------
    mechanism_name: str = text(
        "联席会议", "mechanism_name", _("机制名称"), ART_1_2,
        hint=_("会议标题、编次和文件中使用的名称。"), most=40,
    )
    gov_label: str = text(
        "人民政府", "sides[gov].label", _("政府方面的称谓"), ART_1_2,
        hint=_("接在本级名称之后，用于文件标题和页面上的方面名称。"), most=40,
    )
    #: The organ's whole name in documents; empty: as the directory of governments has it.
    gov_organ: str = text(
        "", "sides[gov].organ", _("政府方面的机关全称"), ART_1_2,
        hint=_("写明后文件直接使用这一全称，发文字号的机关代字不变。"), most=60, optional=True,
    )
    union_label: str = text(
        "总工会", "sides[union].label", _("工会方面的称谓"), ART_1_2,
        hint=_("接在本级名称之后，用于文件标题和页面上的方面名称。"), most=40,
    )
    union_organ: str = text(
        "", "sides[union].organ", _("工会方面的机关全称"), ART_1_2,
        hint=_("写明后文件直接使用这一全称，发文字号的机关代字不变。"), most=60, optional=True,
    )
    sides_count: int = number(
        2, "sides.count", _("参加会议的方面数"), ART_1_2,
        hint=_("只能是两方；三方机制不在本系统办理。"), least=1, most=9,
    )
    # --- convening (Art. 4) ------------------------------------------------------------------------------------------
    frequency_min: int = number(
        1, "frequency.min", _("每个周期至少召开次数"), ART_4,
        hint=_("达到这一次数即为按规则召开。"), least=1, most=52,
    )
    frequency_max: int | None = number(
        None, "frequency.max", _("每个周期至多召开次数"), ART_4,
        hint=_("超过时按强度拒绝或要求写明理由。"), least=1, most=52, optional=True,
    )
    period_years: int = number(
        1, "frequency.period_years", _("周期（年）"), ART_4,
        hint=_("例如两年一次填 2。"), least=1, most=5,
    )
    frequency_strength: str = choice(
        "principle", "frequency.strength", _("次数要求的强度"), ART_4, STRENGTHS,
        hint=_("应当：超过次数不能起草；原则上：写明理由即可。"),
    )
    #: Empty: the rule fixes no months.
    meeting_months: tuple[str, ...] = choices(
        (), "frequency.months", _("例会召开的月份"), ART_4, MONTHS,
        hint=_("规则规定例会在哪些月份召开的选上；不选即不限月份。"), optional=True,
    )
    meeting_months_strength: str = choice(
        "principle", "frequency.months_strength", _("召开月份要求的强度"), ART_4, STRENGTHS,
        hint=_("应当：例会不能定在其他月份；原则上：定在其他月份时提醒。"),
    )
    year_attribution: str = choice(
        "held_date", "year_attribution", _("会议计入的年度"), ART_4,
        (("held_date", _("召开之日所在年度")), ("titled_year", _("会议名称所写年度"))),
        hint=_("一月补开上一年度会议的，选会议名称所写年度。"),
    )
    #: Months on whose first day both offices are warned while nobody has asked to convene; our default (R4.9).
    plan_alert_months: tuple[str, ...] = choices(
        ("7", "9"), "alerts.no_plan", _("仍未提请时提醒的月份（每月一日）"), ART_4, MONTHS,
        hint=_("到这些月份的一日仍未提请，提醒双方办公室。"), optional=True,
    )
    #: From the first of which month on the year's plan is missed: work plans are issued in spring; our default (R12.4).
    work_plan_month: str = choice(
        "4", "alerts.no_work_plan", _("仍未登记年度计划时提醒的月份（一日起）"), ART_12, MONTHS,
        hint=_("从这个月一日起仍未登记本年度计划的，提醒双方办公室。"),
    )
    extraordinary_allowed: bool = yes_no(
        True, "extraordinary.allowed", _("可以临时召开"), ART_4,
        hint=_("选否则不能起草临时会议。"),
    )
    extraordinary_consent: str = choice(
        "both", "extraordinary.consent", _("临时召开须经谁同意"), ART_4,
        (("both", _("双方")), *SIDES, ("consulted", _("提前协商"))),
        hint=_("提前协商：提请方写明与对方协商的情况即可召开。"),
    )
    #: Whether an extraordinary meeting satisfies the ordinary obligation; our default (R4.8).
    extraordinary_counts: bool = yes_no(
        False, "extraordinary.counts", _("临时会议计入例会次数"), ART_4,
        hint=_("选是则临时会议也满足召开次数。"),
    )
    requested_by: str = choice(
        Side.UNION.value, "requested_by", _("由谁提请召开"), ART_4, EITHER_SIDE,
        hint=_("由这一方起草并提请，另一方答复。"),
    )
    slots: tuple[str, ...] = choices(
        ("chief_convener_gov", "chief_convener_union", "convener_gov", "convener_union"), "chief_conveners, conveners",
        _("召集人"), ART_4,
        (("chief_convener_gov", _("总召集人（政府）")), ("chief_convener_union", _("总召集人（工会）")),
         ("convener_gov", _("召集人（政府）")), ("convener_union", _("召集人（工会）"))),
        hint=_("每方可设可不设；所设的职责在提请前都须有人任职。"), optional=True,
    )
    #: How the holders of the slots are called in documents.
    chief_convener_title: str = text(
        "总召集人", "chief_conveners.title", _("总召集人的称谓"), ART_4,
        hint=_("提请函和页面使用的称谓，例如联席会议主席。"), most=40,
    )
    convener_title: str = text(
        "召集人", "conveners.title", _("召集人的称谓"), ART_4,
        hint=_("提请函和页面使用的称谓。"), most=40,
    )
    ordinal_style: str = choice(
        "nth", "ordinal.style", _("会议的编次"), ART_4,
        (("nth", _("第N次（汉字）")), ("nth_figures", _("第N次（数字）")), ("yearly", _("年度"))),
        hint=_("决定会议标题写第三次、第3次还是年度。"),
    )
    ordinal_start: int = number(
        1, "ordinal.start", _("首次会议的次序"), ART_4,
        hint=_("以前召开过的，从下一次开始编。"), least=1, most=999,
    )
    host_meeting: str = text(
        "", "host_meeting", _("并入哪个会议召开"), ART_4,
        hint=_("写明后，通知、议程和纪要注明并入该会议召开。"), most=40, optional=True,
    )
    # --- classes of topics (Art. 3) ----------------------------------------------------------------------------------
    #: The government's own words for some classes, each as "worker_interests=…" (R3.1).
    category_labels: tuple[str, ...] = labels(
        (), "topic.category.labels", _("议题类别的名称"), ART_3, CATEGORIES,
        hint=_("页面和表单按本级的名称显示类别。"), optional=True,
    )
    # --- attendance (Art. 5) -----------------------------------------------------------------------------------------
    attend_defaults: tuple[str, ...] = choices(
        ("conveners", "portfolios", "topic_units", "union_units"), "attend_defaults", _("拟定名单的来源"), ART_5,
        (("conveners", _("召集人")), ("portfolios", _("分管领导")), ("topic_units", _("议题涉及单位")),
         ("union_units", _("工会部门和产业工会"))),
        hint=_("商定议题后按这些来源自动拟定名单。"), optional=True,
    )
    fixed_members: tuple[str, ...] = texts(
        (), "attend_defaults.fixed", _("固定成员单位"), ART_5,
        hint=_("每次都列入名单的单位，名称须与单位名录一致。"), optional=True,
    )
    invite_categories: tuple[str, ...] = texts(
        ("基层党政干部", "职工代表", "劳模先进代表", "基层工会工作者"), "invite_categories", _("邀请人员类别"), ART_5,
        hint=_("邀请人员可以填写的类别，另有“其他”。"), optional=True,
    )
    observers: tuple[str, ...] = texts(
        (), "observers", _("旁听列席人员类别"), ART_5,
        hint=_("例如新闻记者；列席而不代表任何一方，没有办理权限。"), optional=True,
    )
    delegates_allowed: bool = yes_no(
        True, "delegates_allowed", _("可以委托他人替会"), ART_5,
        hint=_("选否则本人不能到会的只能请假。"),
    )
    reps_per_side: int | None = number(
        None, "reps_per_side", _("每方出席人数上限"), ART_5,
        hint=_("超过人数不能列入名单，也不能印发通知。"), least=1, most=200, optional=True,
    )
    # --- topics (Art. 6) ---------------------------------------------------------------------------------------------
    topic_origins: tuple[str, ...] = choices(
        (Side.GOV.value, Side.UNION.value, "joint"), "topic.origins", _("议题来源"), ART_6,
        (*SIDES, ("joint", _("联合提出"))),
        hint=_("未列出的来源不能提出议题。"),
    )
    topic_routes: tuple[str, ...] = choices(
        ("gov_department", "union_office"), "topic.routes", _("议题的提出途径"), ART_6,
        (("gov_department", _("部门经政府办公室")), ("union_office", _("经工会办公室")),
         ("gov_direct", _("政府直接确定"))),
        hint=_("政府直接确定：由政府办公室直接提出议题。"),
    )
    topic_settlement: str = choice(
        "both", "topic.settlement", _("议题由谁确定"), ART_6,
        (("both", _("双方商定")), (GOV_LEADER.name, _("政府领导确定")), ("chain", _("逐级审核"))),
        hint=_("决定由谁把议题清单定下来。"),
    )
    topic_settlement_chain: tuple[str, ...] = choices(
        (), "topic.settlement.chain", _("逐级审核的次序"), ART_6, CHECKERS,
        hint=_("按所列次序逐级审核，最后一级审核后确定。"), optional=True,
    )
    collection_lead: int = number(
        2, "topic.collection_lead", _("提前征集的时间"), ART_6,
        hint=_("从拟召开日期往前推算应当启动征集的日期。"), most=366,
    )
    collection_lead_unit: str = choice(
        "months", "topic.collection_lead.unit", _("提前征集的单位"), ART_6,
        (("months", _("个月")), ("weeks", _("周")), ("days", _("天")), ("none", _("不作要求"))),
        hint=_("不作要求时，上一项填 0。"),
    )
    late_topics: str = choice(
        "exception", "topic.late", _("逾期议题"), ART_6,
        (("allow", _("可以收入")), ("exception", _("双方同意后收入")), ("refuse", _("不再收入"))),
        hint=_("征集截止后报送的议题怎样处理。"),
    )
    research_phase: str = choice(
        "before_settlement", "topic.research_phase", _("调研论证的阶段"), ART_6,
        (("before_settlement", _("确定议题之前")), ("after_settlement", _("确定议题之后"))),
        hint=_("确定议题之后调研的，印发通知前须有调研报告。"),
    )
    #: Whether a topic without research report and decision text is refused; our default (R6.6).
    research_required: bool = yes_no(
        True, "topic.research_required", _("没有调研报告和建议内容的不得列入"), ART_6,
        hint=_("选否则没有调研报告也可以列入。"),
    )
    #: Days allowed for answering a consultation; our default.
    consultation_days: int = number(
        10, "consultation.days", _("答复征求意见的天数"), ART_6,
        hint=_("征求意见时预先填好答复期限。"), least=1, most=366,
    )
    # --- notice (Art. 7); no figure in the rule, our defaults (R7.6) -------------------------------------------------
    notice_issuer: str = choice(
        GOV_CLERK.name, "notice.issuer", _("会议通知由谁印发"), ART_7, EITHER_OFFICE,
        hint=_("由这一办公室印发通知，使用其发文字号。"),
    )
    notice_lead: int = number(
        5, "notice.lead_workdays", _("提前通知的时间"), ART_7,
        hint=_("晚于这一期限时按强度提醒或拒绝。"), most=366,
    )
    notice_lead_unit: str = choice(
        "workdays", "notice.lead_unit", _("提前通知的单位"), ART_7, (("workdays", _("个工作日")), ("days", _("天"))),
        hint=_("上一项按工作日还是按自然日计算。"),
    )
    #: In principle a short notice is said; 应当 means that it does not go out (R7.6).
    notice_lead_strength: str = choice(
        "principle", "notice.strength", _("提前通知要求的强度"), ART_7, STRENGTHS,
        hint=_("应当：时间不足不能印发；原则上：只提醒。"),
    )
    pack_lead_workdays: int = number(
        5, "pack.lead_workdays", _("提前送达材料的工作日"), ART_7,
        hint=_("会议材料应在会前这么多个工作日印发。"), most=366,
    )
    pack_lead_strength: str = choice(
        "principle", "pack.strength", _("提前送达材料要求的强度"), ART_7, STRENGTHS,
        hint=_("应当：材料未按时印发不能开会；原则上：只提醒。"),
    )
    #: The class of disclosure of notices and minutes unless another is chosen at issue; our default (R0.3).
    disclosure_default: str = choice(
        Disclosure.ON_REQUEST.value, "disclosure.default", _("通知和纪要的公开属性"), ART_0, DISCLOSURES,
        hint=_("印发时预先选好，仍可另选。"),
    )
    #: Hours in which a notice is signed for; our default (R7.5).
    notice_receipt_hours: int = number(
        24, "notice.receipt_hours", _("通知应在几小时内签收"), ART_7,
        hint=_("超过后列为未签收。"), least=1, most=240,
    )
    # --- session (Art. 8) --------------------------------------------------------------------------------------------
    presider_rule: str = choice(
        "gov_attending", "presider_rule", _("由谁主持"), ART_8,
        (("gov_attending", _("出席会议的政府领导")), ("principal_required", _("政府主要领导")),
         ("union_chair", _("工会主席")), ("alternating", _("双方轮流")), ("jointly", _("双方共同主持")),
         ("named_title", _("指定职务的人")),
         ("free", _("不作规定"))),
        hint=_("印发通知时核对主持人；轮流主持的，上次由一方主持，这次由另一方主持。"),
    )
    presider_title: str = text(
        "", "presider_rule.title", _("指定主持人的职务"), ART_8,
        hint=_("选择指定职务的人时填写，例如秘书长；几种职务均可的，写“市长或副市长”。"), optional=True,
    )
    presider_strength: str = choice(
        "principle", "presider_strength", _("主持要求的强度"), ART_8, STRENGTHS,
        hint=_("应当：其他人不能主持；原则上：写明理由即可。"),
    )
    presider_delegation: bool = yes_no(
        True, "presider_rule.delegation", _("可以委托他人主持"), ART_8,
        hint=_("选是则应当主持的人可以委托他人主持，须登记委托人、委托日期和依据；选否则须由本人主持。"),
    )
    #: Days after the noticed one on which a session may still be written up; our default (ADR 0014).
    opening_days: int = number(
        3, "session.opening_days", _("会后几天内可以补登记开会"), ART_8,
        hint=_("会议当日没有登记开会的，此后这么多天内仍可补登记，召开日期不变；再晚须重发通知或者延期。"), most=31,
    )
    agenda_parts: tuple[str, ...] = choices(
        ("prior_report", "topics_report", "deliberate", "deploy"), "agenda.parts", _("议程各部分"), ART_3_8,
        (("prior_report", _("上次议定事项落实情况")), ("topics_report", _("议题征集情况")),
         ("deliberate", _("研究议题")), ("deploy", _("部署落实"))),
        hint=_("自动拟定的议程只有所选部分，先后不变。"),
    )
    # --- minutes (Art. 9) --------------------------------------------------------------------------------------------
    minutes_drafter: str = choice(
        UNION_CLERK.name, "minutes.drafter", _("纪要由谁起草"), ART_9, EITHER_OFFICE,
        hint=_("由这一办公室起草和修改纪要。"),
    )
    #: Whether every lead unit countersigns before the leaders approve; optional in the region (R9.3).
    minutes_countersign: bool = yes_no(
        False, "minutes.countersign", _("纪要须经牵头单位会签"), ART_9,
        hint=_("选是则报审前所有牵头单位都须会签同一文本。"),
    )
    minutes_approval_chain: tuple[str, ...] = choices(
        (Side.UNION.value, Side.GOV.value), "minutes.approval_chain", _("纪要审定的次序"), ART_9, SIDES,
        hint=_("只选一方则由该方单独审定。"),
    )
    minutes_issuer: str = choice(
        UNION_CLERK.name, "minutes.issuer", _("纪要由谁印发"), ART_9, OFFICES,
        hint=_("由这一办公室印发，使用其名义；印发机关写在双方审定的文本中，因此只能选一方。"),
    )
    minutes_form: str = choice(
        "minutes", "minutes.form", _("纪要的形式"), ART_9, (("minutes", _("纪要")), ("notice", _("通知印发纪要"))),
        hint=_("以通知印发的，正文为通知，纪要作为附件，使用通知的发文字号。"),
    )
    #: How the paper is called in its head and title.
    minutes_name: str = text(
        "纪要", "minutes.name", _("纪要的名称"), ART_9,
        hint=_("用于纪要的版头和标题，例如会议备忘录；发文字号不随名称改变。"), most=20,
    )
    #: Working days from the meeting to the issue of the minutes; our default (R9.7).
    minutes_deadline_workdays: int = number(
        15, "minutes.deadline_workdays", _("纪要应在几个工作日内印发"), ART_9,
        hint=_("从会议次日起算，超过即提醒。"), least=1, most=366,
    )
    # --- publicity (Art. 10) -----------------------------------------------------------------------------------------
    publicity_approvers: str = choice(
        "both", "publicity.approvers", _("宣传报道由谁同意"), ART_10,
        (("both", _("双方")), *SIDES, ("none", _("不须另行同意"))),
        hint=_("不须另行同意的，任何一方办公室即可发布。"),
    )
    #: Days from the issue of the minutes to the press item; no figure in the rule (R10.3).
    publicity_days: int | None = number(
        None, "publicity.days", _("纪要印发后几天内宣传报道"), ART_10,
        hint=_("超过仍未发布时提醒双方办公室。"), least=1, most=366, optional=True,
    )
    # --- follow-up (Art. 11); no figure in the rule, our defaults (R11.4, R11.7) -------------------------------------
    followup_close_chain: tuple[str, ...] = choices(
        (UNION_CLERK.name, GOV_CLERK.name),
        "followup.owner, followup.close_chain", _("核验和销号的次序"), ART_11, OFFICES,
        hint=_("只选一个办公室则由其一次核验销号，并由其负责督查。"),
    )
    #: Days, or months, between two progress reports; None: nobody reports by the calendar.
    report_cycle_days: int | None = number(
        91, "followup.report_cycle", _("报送进展的间隔"), ART_11,
        hint=_("责任单位每隔这么长时间报送一次进展；填无则不要求定期报送。"), least=1, most=366, optional=True,
    )
    report_cycle_unit: str = choice(
        "days", "followup.report_cycle.unit", _("报送进展间隔的单位"), ART_11,
        (("days", _("天")), ("months", _("个月"))),
        hint=_("每月一次填 1 个月，每季度填 3 个月，每半年填 6 个月；从列入清单之日起算。"),
    )
    #: Days before the deadline of the reminder, and after it of the supervision order.
    ladder_reminder_days: int = number(
        15, "followup.ladder.reminder", _("到期前几天提醒"), ART_11,
        hint=_("到期前这么多天发提醒函。"), most=366,
    )
    ladder_supervision_days: int = number(
        15, "followup.ladder.supervision", _("逾期几天后督办"), ART_11,
        hint=_("每一步之间间隔的天数。"), most=366,
    )
    #: Which letters there are, in the order of their weight.
    ladder_steps: tuple[str, ...] = choices(
        ("reminder", "chase_up", "supervision_order", "escalation"), "followup.ladder.steps", _("催办督办的步骤"),
        ART_11, LETTERS,
        hint=_("未选的步骤不发；由轻到重，先后不变。"), optional=True,
    )
    # --- upwards and downwards (Art. 12) -----------------------------------------------------------------------------
    report_up_to: str = choice(
        "assessment", "report_up.to", _("向谁报告"), ART_12,
        (("assessment", _("通过考核")), ("higher_gov_office", _("上级政府办公室")),
         ("higher_union_office", _("上级工会办公室")), ("none", _("不作规定"))),
        hint=_("选上级办公室的，纪要印发时自动报送。"),
    )
    report_up_due_days: int | None = number(
        None, "report_up.due_days", _("会后几天内报告"), ART_12,
        hint=_("超过仍未报送时提醒双方办公室。"), least=1, optional=True,
    )
    report_up_content: str = text(
        "", "report_up.content", _("报告的内容"), ART_12,
        hint=_("写明报送哪些材料；写有纪要（或者纪要的名称）或不填的，自动报送纪要。"), optional=True,
    )
    extends_to: tuple[str, ...] = choices(
        ("league", "banner"), "extends_to", _("适用范围"), ART_12,
        (("league", _("盟市")), ("banner", _("旗县市区")), ("township", _("苏木乡镇街道")),
         ("zone", _("开发区和管理区")), ("industry", _("行业"))),
        hint=_("为下级共同印发规则时，只能选这些层级。"), optional=True,
    )
    # --- versions (Art. 13); our default (R13.2) ---------------------------------------------------------------------
    binds_on: str = choice(
        "request", "binds_on", _("会议按哪天施行的规则办理"), ART_13,
        (("request", _("提请之日")), ("notice", _("印发通知之日"))),
        hint=_("印发通知之日：通知及其后的步骤按当日施行的规则办理。"),
    )
    #: Whether items of meetings under an earlier rule go by this one's ladder from its first day (R13.3).
    ladder_for_earlier: bool = yes_no(
        False, "followup.ladder.earlier", _("以前会议的事项也按本规则催办督办"), ART_13,
        hint=_("选是则自本规则施行之日起，以前会议的未办结事项也按本规则的步骤催办。"),
    )
    # fmt: on


#: What names the rule itself and is no parameter.
IDENTITY = frozenset({"title", "document_number", "issued_on", "effective_on"})
PARAMETERS: dict[str, Parameter] = declared(RuleParameters)
REGIONAL_2024 = RuleParameters(
    title="内蒙古自治区人民政府与内蒙古自治区总工会联席会议工作规则",
    document_number="内政办字〔2024〕8号",
    issued_on=date(2024, 2, 8),
    effective_on=date(2024, 2, 8),
)
ParameterName = TextChoices(  # type: ignore[call-overload]
    "ParameterName", [(one.name.upper(), (one.name, one.label)) for one in PARAMETERS.values()]
)


def with_deviations(
    base: RuleParameters, deviations: Mapping[str, Mapping[str, object]], **identity: Any
) -> RuleParameters:
    """Return the base with the stored values of what deviates from it, and what names the rule itself."""
    values = {name: one["value"] for name, one in deviations.items() if name in PARAMETERS}
    typed: Plain = {name: tuple(it) if isinstance(it, list) else it for name, it in values.items()}
    return replace(base, **typed, **identity)
