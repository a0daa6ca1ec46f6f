"""Lifecycles of topics, consultations and collection rounds, as published: one row per action."""

from django.utils.translation import gettext_lazy as _

from apps.documents.admissible import of_purpose
from apps.documents.models import Purpose
from apps.organizations.units.admissible import LEAD_UNIT, STANDING_UNIT, STANDING_UNITS
from apps.topics import admissible, consent_texts, messages
from apps.topics import permissions as may
from apps.topics.consultations import guards as consultations
from apps.topics.models import ConsultationState, MainSide, Origin, Reply, RoundState, Source, TopicOutcome, TopicState
from apps.topics.proposing import guards as proposing
from apps.topics.rounds import entry_services as entries
from apps.topics.screening import guards as screening
from kernel.lifecycle.table import Action, Lifecycle, Need, TwoSided, states
from vocabulary.categories import Category
from vocabulary.roles import BOTH_SIDES, CLERKS, GOV_CLERK, GOV_UNIT, UNION_CLERK, UNION_UNIT

S, C, R = TopicState, ConsultationState, RoundState
ART_3_6, ART_6, ART_8 = _("第三条、第六条"), _("第六条"), _("第八条")
PROPOSERS = (GOV_UNIT, UNION_UNIT, UNION_CLERK)
UNIT, STORED_FILE = "organizations.Unit", "documents.StoredFile"

REASON = Need("reason", _("理由"), "longtext")
#: Files stand beside the words, each kind for itself; any change of them voids a consent to the list.
FILES = (
    Need(
        "research_files", _("调研报告（附件）"), "files", required=False, to=STORED_FILE,
        among=of_purpose(Purpose.RESEARCH),
    ),
    Need(
        "argumentation_files", _("论证材料（附件）"), "files", required=False, to=STORED_FILE,
        among=of_purpose(Purpose.ARGUMENTATION),
    ),
    Need(
        "basis_files", _("依据文件（附件）"), "files", required=False, to=STORED_FILE, among=of_purpose(Purpose.BASIS),
    ),
)  # fmt: skip
FILE = (
    Need("title", _("标题"), longest=200),
    Need("category", _("类别"), "choice", choices=Category, among=admissible.CATEGORIES),
    Need("category_reason", _("归入“其他”的理由"), "longtext", required=False),
    Need("background", _("背景"), "longtext"),
    Need("research", _("调研报告"), "longtext", required=False),
    Need("argumentation", _("论证记录"), "longtext", required=False),
    Need("proposed_decision", _("建议议定内容"), "longtext", required=False),
    Need("basis", _("依据文件"), "longtext", required=False),
    *FILES,
    Need("suggested_lead", _("建议牵头单位"), "ref", required=False, to=UNIT, among=admissible.SUGGESTED_LEAD),
    Need(
        "suggested_supporting", _("建议配合单位"), "refs", required=False, to=UNIT,
        among=admissible.SUGGESTED_SUPPORTING,
    ),
    Need("suggested_due_on", _("建议完成时限"), "date", required=False),
)  # fmt: skip
RESOLUTIONS = Need(
    "resolutions",
    _("议定事项"),
    "rows",
    required=False,
    fields=(
        Need("text", _("议定事项"), "longtext"),
        Need("lead_unit", _("牵头单位"), "ref", to=UNIT, among=LEAD_UNIT),
        Need("supporting_units", _("配合单位"), "refs", required=False, to=UNIT, among=STANDING_UNITS),
        Need(
            "parts",
            _("配合任务"),
            "rows",
            required=False,
            fields=(
                Need("unit", _("配合单位"), "ref", to=UNIT, among=STANDING_UNIT),
                Need("text", _("配合内容"), "longtext"),
                Need("due_on", _("完成时限"), "date"),
            ),
            help=_("配合单位有单独的任务和时限时填写；不填的，以本事项的完成时限为准。"),
        ),
        Need("responsible_person", _("责任人"), required=False, longest=60),
        Need("due_on", _("完成时限"), "date"),
        Need(
            "milestones",
            _("时间节点"),
            "rows",
            required=False,
            fields=(Need("text", _("阶段目标")), Need("due_on", _("时间"), "date")),
        ),
    ),
    help=_("通过或原则通过的议题至少有一项；不填时间节点时，以完成时限为唯一节点。"),
)
OUTCOME = (
    Need("outcome", _("议定结果"), "choice", choices=TopicOutcome),
    Need("note", _("议定说明"), "longtext", required=False),
    RESOLUTIONS,
)

TOPIC = Lifecycle(
    name="topic",
    label=_("议题"),
    model="topics.Topic",
    states=TopicState,
    always_inside=("apps.meetings.facts.publish_lists_of", may.follow_rights),
    actions=(
        Action(
            "draft", _("提出议题"), states(), S.DRAFT, PROPOSERS, ART_3_6, "R6.1",
            needs=(
                Need("origin", _("提出方面"), "choice", choices=Origin),
                Need("main_side", _("承担主要工作的一方"), "choice", required=False, choices=MainSide),
                Need("proposer", _("提出单位"), "ref", required=False, to=UNIT, among=admissible.PROPOSER),
                Need("co_proposer", _("联合提出单位"), "ref", required=False, to=UNIT, among=admissible.PARTNER),
                Need(
                    "source", _("来源"), "choice", required=False, choices=Source,
                    help=_("工会方面的议题填写；不填则按提出单位的类别。"),
                ),
                *FILE,
            ),
            guards=(proposing.proposer_is_own_unit, proposing.origin_fits_side, proposing.joint_has_partner,
                    proposing.source_is_the_unions, proposing.other_has_reason),
            when=may.RULE_KNOWS_A_ROUTE, by_rule=may.PROPOSERS_BY_RULE,
        ),
        Action(
            "edit", _("修改议题"), states(S.DRAFT, S.RETURNED, S.AGGREGATED, S.CONSULTING, S.PREPARED), None,
            (*PROPOSERS, GOV_CLERK), ART_6, "R6.6",
            needs=FILE, whose=may.PROPOSER_OR_LEADING_CLERK,
            guards=(proposing.other_has_reason, consultations.responsible_stay_asked),
            inside=("apps.topics.consultations.services.ask_again",), awaited=False,
        ),
        Action(
            "confirm_joint", _("确认联合提出"),
            states(S.DRAFT, S.RETURNED, S.AGGREGATED, S.CONSULTING, S.PREPARED, S.TABLED), None, PROPOSERS, ART_6,
            "R6.3", whose=may.CO_PROPOSING_UNIT, when=may.NOT_CONFIRMED_YET, stamp="confirmed",
            about=consent_texts.consulted_text, only_moves=True,
        ),
        Action(
            "submit", _("报送"), states(S.DRAFT, S.RETURNED), S.SUBMITTED, PROPOSERS, ART_6, "R6.6",
            whose=may.PROPOSING_UNIT, guards=(proposing.file_is_complete, proposing.joint_is_confirmed),
            by_rule=may.PROPOSERS_BY_RULE,
            after=(messages.topic_submitted,), only_moves=True,
        ),
        Action(
            "return", _("退回"), states(S.SUBMITTED), S.RETURNED, CLERKS, ART_6, "R6.1",
            needs=(REASON,), whose=may.LEADING_SIDE, after=(messages.topic_answered,),
            awaited=False,
        ),
        Action(
            "aggregate", _("汇总"), states(S.SUBMITTED), S.AGGREGATED, CLERKS, ART_6, "R6.1",
            whose=may.LEADING_SIDE,
            guards=("apps.meetings.collection.guards.topics_are_gathered",
                    "apps.meetings.collection.guards.collected_in_time",
                    "apps.meetings.collection.guards.comes_on_a_known_way"),
            inside=(entries.enter_round,), only_moves=True,
        ),
        Action(
            "change_round", _("改列另一次会议"), states(S.AGGREGATED, S.CONSULTING, S.PREPARED), None, CLERKS, ART_6,
            "R6.4",
            needs=(
                Need(
                    "round", _("列入哪一轮征集"), "ref", to="topics.CollectionRound",
                    among="apps.meetings.admissible.OTHER_ROUND",
                ),
            ),
            whose=may.LEADING_SIDE,
            guards=(screening.goes_into_another_round, "apps.meetings.collection.guards.comes_on_a_known_way"),
            awaited=False,
        ),
        Action(
            "admit_late", _("同意逾期收入"), states(S.SUBMITTED), None, CLERKS, ART_6, "R6.4",
            needs=(REASON,), guards=("apps.meetings.collection.guards.is_an_exception",),
            consent=TwoSided(consent_texts.late_text, BOTH_SIDES),
            stamp="late_admitted", awaited=False,
        ),
        Action(
            "consult", _("征求意见"), states(S.AGGREGATED), S.CONSULTING, CLERKS, ART_6, "R6.7",
            needs=(
                Need("units", _("征求意见的单位"), "refs", to=UNIT, among=STANDING_UNITS),
                Need("reply_by", _("回复期限"), "date"),
            ),
            whose=may.LEADING_SIDE, guards=(consultations.reply_by_is_ahead, consultations.responsible_are_asked),
            after=(messages.units_asked,),
        ),
        Action(
            "consult_more", _("增加征求意见单位"), states(S.CONSULTING, S.PREPARED), S.CONSULTING, CLERKS, ART_6,
            "R6.7",
            needs=(
                Need("units", _("征求意见的单位"), "refs", to=UNIT, among=STANDING_UNITS),
                Need("reply_by", _("回复期限"), "date"),
            ),
            whose=may.LEADING_SIDE, guards=(consultations.reply_by_is_ahead, consultations.not_asked_before),
            after=(messages.units_asked,), awaited=False,
        ),
        Action(
            "consult_again", _("重新征求意见"), states(S.PREPARED), S.CONSULTING, CLERKS, ART_6, "R6.7", internal=True,
        ),
        Action(
            "finish_consultation", _("结束征求意见"), states(S.CONSULTING), S.PREPARED, CLERKS, ART_6, "R6.7",
            whose=may.LEADING_SIDE, guards=(consultations.replies_are_in, consultations.disagreements_are_settled),
            inside=("apps.topics.consultations.services.close_consultations",), only_moves=True,
        ),
        Action(
            "table", _("列入"), states(S.PREPARED, S.AGGREGATED), S.TABLED, CLERKS, ART_6, "R6.10",
            guards=(screening.in_open_round, "apps.meetings.topic_list.guards.topic_is_ready"),
            carried_out_by="meeting.settle",
            after=(messages.topic_screened,),
        ),
        Action(
            "defer", _("暂缓"), states(S.PREPARED, S.AGGREGATED), S.DEFERRED, CLERKS, ART_6, "R6.10",
            needs=(REASON,), guards=(screening.in_open_round,), carried_out_by="meeting.settle",
            after=(messages.topic_screened,), awaited=False,
        ),
        Action(
            "reject", _("不列入"), states(S.PREPARED, S.AGGREGATED), S.REJECTED, CLERKS, ART_6, "R6.10",
            needs=(REASON,), guards=(screening.in_open_round,), carried_out_by="meeting.settle",
            after=(messages.topic_screened,), awaited=False,
        ),
        Action(
            "transfer", _("转办"), states(S.PREPARED, S.AGGREGATED), S.TRANSFERRED, CLERKS, ART_6, "R6.10",
            needs=(REASON,), guards=(screening.in_open_round,), carried_out_by="meeting.settle",
            after=(messages.topic_screened,), awaited=False,
        ),
        Action(
            "decide", _("记录议定结果"), states(S.TABLED), S.DECIDED, (UNION_CLERK,), ART_8, "R8.6",
            needs=OUTCOME, when=may.BEFORE_A_MEETING,
            guards=(screening.outcome_fits_category, "apps.meetings.session.guards.resolutions_fit_outcome"),
            stamp="decided",
        ),
        Action(
            "complete", _("补充调研论证"), states(S.TABLED), None, (*PROPOSERS, GOV_CLERK), ART_6, "R6.6",
            needs=(
                Need("research", _("调研报告"), "longtext"),
                Need("argumentation", _("论证记录"), "longtext", required=False),
                Need("proposed_decision", _("建议议定内容"), "longtext"),
            ),
            whose=may.PROPOSING_UNIT, when=may.RESEARCH_FOLLOWS, guards=(proposing.decision_stays_as_settled,),
            inside=("apps.topics.consultations.services.ask_again",), awaited=False,
        ),
        Action(
            "untable", _("退出已开启的清单"), states(S.TABLED, S.DEFERRED, S.REJECTED, S.TRANSFERRED), S.PREPARED,
            CLERKS, ART_6, "R6.9", internal=True,
        ),
        Action(
            "untable_unasked", _("退出已开启的清单（未征求意见）"),
            states(S.TABLED, S.DEFERRED, S.REJECTED, S.TRANSFERRED), S.AGGREGATED, CLERKS, ART_6, "R6.9", internal=True,
        ),
        Action(
            "carry_over", _("转入下一轮"), states(S.DEFERRED, S.DECIDED), S.PREPARED, CLERKS, ART_6, "R6.11",
            internal=True,
        ),
        Action(
            "carry_over_unasked", _("转入下一轮（未征求意见）"), states(S.DEFERRED), S.AGGREGATED, CLERKS,
            ART_6, "R6.11", internal=True,
        ),
        Action(
            "withdraw", _("撤回"),
            states(S.DRAFT, S.RETURNED, S.SUBMITTED, S.AGGREGATED, S.CONSULTING, S.PREPARED, S.TABLED), S.WITHDRAWN,
            PROPOSERS, ART_6, "R6.9",
            needs=(REASON,), whose=may.PROPOSING_UNIT, guards=(screening.list_is_not_locked,),
            by_rule=may.WITHDRAWERS_BY_RULE,
            inside=(entries.leave_round,
                    "apps.meetings.agenda.drawing_services.take_off_agenda"),
            awaited=False,
        ),
    ),
)  # fmt: skip

CONSULTATION = Lifecycle(
    name="consultation",
    label=_("征求意见"),
    model="topics.Consultation",
    states=ConsultationState,
    actions=(
        Action("send", _("发出征求意见"), states(), C.SENT, CLERKS, ART_6, "R6.7", internal=True),
        Action(
            "reply", _("回复意见"), states(C.SENT), C.REPLIED, PROPOSERS, ART_6, "R6.7",
            needs=(
                Need("reply", _("意见"), "choice", choices=Reply),
                Need("text", _("意见内容"), "longtext", required=False),
            ),
            whose=may.ASKED_UNIT, when=may.IS_CONSULTED_ON, guards=(consultations.answer_has_text,), stamp="replied",
        ),
        Action(
            "chase", _("催复"), states(C.SENT), None, CLERKS, ART_6, "R6.7", whose=may.LEADING_SIDE_OF_CONSULTATION,
            guards=(consultations.not_chased_today,), after=(messages.unit_chased,), awaited=False,
        ),
        Action(
            "ask_again", _("文稿修改，重新征求意见"),
            states(C.SENT, C.REPLIED, C.NO_REPLY, C.COORDINATED, C.DISSENT_PRINTED), C.SENT, CLERKS, ART_6, "R6.7",
            internal=True, after=(messages.unit_asked_again,),
        ),
        Action("lapse", _("逾期未复"), states(C.SENT), C.NO_REPLY, CLERKS, ART_6, "R6.7", internal=True),
        Action(
            "coordinate", _("记录协调"), states(C.REPLIED), C.COORDINATED, CLERKS, ART_6, "R6.8",
            needs=(Need("coordination", _("协调记录"), "longtext"),),
            whose=may.LEADING_SIDE_OF_CONSULTATION, when=may.IS_A_DISAGREEMENT,
        ),
        Action(
            "print_dissent", _("列明不同意见"), states(C.REPLIED), C.DISSENT_PRINTED, CLERKS, ART_6, "R6.8",
            whose=may.LEADING_SIDE_OF_CONSULTATION, when=may.IS_A_DISAGREEMENT, awaited=False, only_moves=True,
        ),
    ),
)  # fmt: skip

ROUND = Lifecycle(
    name="collection_round",
    label=_("议题征集"),
    model="topics.CollectionRound",
    states=RoundState,
    actions=(
        Action("open", _("启动征集"), states(), R.OPEN, CLERKS, ART_6, "R6.4", internal=True),
        Action("close", _("结束征集"), states(R.OPEN), R.CLOSED, CLERKS, ART_6, "R6.10", internal=True),
        Action("reopen", _("重新征集"), states(R.CLOSED), R.OPEN, CLERKS, ART_6, "R6.9", internal=True),
    ),
)
