"""Lifecycles of a meeting and of each person's attendance, as published: one row per action."""

from django.utils.translation import gettext_lazy as _

from apps.meetings import admissible, facts, messages
from apps.meetings.agenda import guards as agenda
from apps.meetings.attendance import guards as attendance
from apps.meetings.attendance import permissions as may_attendance
from apps.meetings.closing import consent_texts as closing_texts
from apps.meetings.closing import guards as closing
from apps.meetings.collection import guards as collection
from apps.meetings.convening import consent_texts as convening_texts
from apps.meetings.convening import guards as convening
from apps.meetings.convening import issuing_services as issuing
from apps.meetings.convening import permissions as may_convening
from apps.meetings.inputs import Adjourned, Noticed, NoticedAgain
from apps.meetings.models import AttendanceState, Capacity, Ground, InvitationAnswer
from apps.meetings.notice import guards as notice
from apps.meetings.notice import permissions as may_notice
from apps.meetings.notice import presiding as notice_presiding
from apps.meetings.session import guards as session
from apps.meetings.topic_list import consent_texts as topic_list_texts
from apps.meetings.topic_list import guards as topic_list
from apps.meetings.topic_list import permissions as may_topic_list
from kernel.lifecycle.table import Action, Lifecycle, Need, TwoSided, states
from vocabulary.meetings import MeetingKind, MeetingState
from vocabulary.roles import BOTH_SIDES, CLERKS, GOV_CLERK, GOV_LEADER, UNION_CLERK, UNION_LEADER, Side

S, A = MeetingState, AttendanceState
ART_3_11, ART_4, ART_5, ART_6, ART_8, ART_9 = (
    _("第三条、第十一条"), _("第四条"), _("第五条"), _("第六条"), _("第八条"), _("第九条"),
)  # fmt: skip
ART_NOTICE, ART_PACK = _("第三条、第七条、第八条"), _("第三条、第八条")
REASON = Need("reason", _("理由"), "longtext")
PLAN = (
    Need("kind", _("会议类型"), "choice", choices=MeetingKind),
    Need("planned_on", _("拟召开日期"), "date"),
    Need("ordinal", _("第几次"), "number", required=False, help=_("不填则接上一次。")),
    Need("ordinal_gap_reason", _("次序间断的原因"), "longtext", required=False),
    Need("request_text", _("提请事由"), "longtext"),
    Need("ground", _("临时召开的情形"), "choice", required=False, choices=Ground),
    Need("ground_text", _("情形说明"), "longtext", required=False),
    Need(
        "prior_consultation", _("提前协商情况"), "longtext", required=False,
        help=_("规则规定临时会议提前协商即可召开时填写：何时与谁协商，结果如何。"),
    ),
    Need("titled_year", _("会议名称所写年度"), "number", required=False, help=_("规则按名称年度计数时填写。")),
    Need("frequency_reason", _("超过规定次数的理由"), "longtext", required=False),
    Need("principal_leader", _("邀请的主要领导"), required=False, longest=60),
    Need("principal_leader_title", _("主要领导职务"), required=False, longest=120),
    Need(
        "principal_leader_ground",
        _("邀请主要领导出席的理由"),
        "longtext",
        required=False,
        help=_("邀请主要领导的，写明遇到什么特殊重大问题；规则规定由主要领导主持的，可以不写。"),
    ),
)  # fmt: skip
MEETING = Lifecycle(
    name="meeting",
    label=_("会议"),
    model="meetings.Meeting",
    states=MeetingState,
    always_inside=(facts.publish,),
    actions=(
        Action(
            "draft", _("拟提请"), states(), S.DRAFT, (UNION_CLERK,), ART_4, "R4.1",
            needs=PLAN, guards=convening.PLAN, by_rule=may_convening.DRAFTERS,
        ),
        Action(
            "edit", _("修改"), states(S.DRAFT), None, (UNION_CLERK,), ART_4, "R4.1",
            needs=PLAN, guards=convening.PLAN, by_rule=may_convening.DRAFTERS, awaited=False,
        ),
        Action(
            "request", _("提请召开"), states(S.DRAFT), S.REQUESTED, (UNION_LEADER,), ART_4, "R4.1",
            another=may_convening.NOT_WHO_DRAFTED,
            guards=(convening.still_ahead, convening.in_a_month_of_the_rule,
                    convening.fits_the_rule_of_today, convening.slots_are_filled,
                    convening.ordinal_still_fits),
            stamp="requested", by_rule=may_convening.REQUESTERS,
            target_by_rule=may_convening.after_request,
            inside=(issuing.issue_request_letter,),
            after=(messages.meeting_moved,),
        ),
        Action(
            "propose_other_date", _("另提日期"), states(S.REQUESTED), S.DRAFT, (GOV_CLERK, GOV_LEADER), ART_4, "R4.1",
            needs=(Need("date", _("建议日期"), "date"), REASON),
            guards=(convening.counter_date_is_ahead, convening.in_a_month_of_the_rule),
            by_rule=may_convening.PROPOSING_ANOTHER_DATE,
            inside=(issuing.issue_reply_letter,),
            after=(messages.meeting_moved,), awaited=False,
        ),
        Action(
            "accept", _("同意召开"), states(S.REQUESTED), S.ACCEPTED, (GOV_LEADER,), ART_4, "R4.7",
            guards=(convening.not_the_requester,), stamp="accepted", by_rule=may_convening.ANSWERING,
            inside=(issuing.issue_reply_letter,),
            after=(messages.meeting_moved,),
        ),
        Action(
            "decline", _("不同意召开"), states(S.REQUESTED), S.DECLINED, (GOV_LEADER,), ART_4, "R4.1",
            needs=(REASON,), by_rule=may_convening.ANSWERING, after=(messages.meeting_moved,),
            inside=(issuing.issue_reply_letter,),
            awaited=False,
        ),
        Action(
            "open_collection", _("启动议题征集"), states(S.ACCEPTED), S.COLLECTING, CLERKS, ART_6, "R6.4",
            needs=(
                Need("late_reason", _("迟启动原因"), "longtext", required=False),
                Need("closes_on", _("征集截止日期"), "date", required=False),
            ),
            guards=(collection.late_start_has_reason,), after=(messages.meeting_moved,),
        ),
        Action(
            "answer_invitation", _("登记主要领导的答复"), states(S.ACCEPTED, S.COLLECTING, S.SETTLED), None,
            (GOV_CLERK,), ART_4, "R4.5",
            needs=(
                Need("answer", _("答复"), "choice", choices=InvitationAnswer),
                Need("answered_on", _("答复日期"), "date"),
                Need("note", _("答复说明"), "longtext", required=False),
            ),
            when=may_convening.INVITED_AND_WAITED_FOR, guards=(convening.answered_by_now,),
            after=(messages.meeting_moved,),
        ),
        Action(
            "skip_collection", _("不经征集"), states(S.ACCEPTED), S.SETTLED, CLERKS, ART_6, "R6.12",
            needs=(
                REASON,
                Need(
                    "topics", _("列入会议的议题"), "refs", to="topics.Topic", among=admissible.WAITING_TOPICS,
                ),
            ),
            guards=(topic_list.is_extraordinary, topic_list.not_collected_yet, topic_list.named_topics_are_free),
            consent=TwoSided(topic_list_texts.named_topics, BOTH_SIDES), stamp="settled",
            after=(messages.meeting_moved,), awaited=False,
        ),
        Action(
            "settle", _("商定议题清单"), states(S.COLLECTING), S.SETTLED, CLERKS, ART_6, "R6.9",
            guards=topic_list.LIST, when=may_topic_list.BY_BOTH, stamp="settled",
            consent=TwoSided(topic_list_texts.topic_list, BOTH_SIDES),
            after=(messages.meeting_moved,),
        ),
        Action(
            "settle_by_leader", _("确定议题清单"), states(S.COLLECTING), S.SETTLED, (GOV_LEADER,), ART_6, "R6.9",
            guards=topic_list.LIST, when=may_topic_list.BY_LEADER, stamp="settled",
            after=(messages.meeting_moved,),
        ),
        Action(
            "check_list", _("审核议题清单"), states(S.COLLECTING), S.SETTLED, may_topic_list.CHECKERS, ART_6, "R6.9",
            guards=(*topic_list.LIST, topic_list.not_checked_by_oneself), when=may_topic_list.BY_CHAIN,
            by_rule=may_topic_list.NEXT_CHECKER, target_by_rule=may_topic_list.after_check,
            after=(messages.meeting_moved,),
        ),
        Action(
            "reopen_list", _("重开议题清单"), states(S.SETTLED), S.COLLECTING, CLERKS, ART_6, "R6.9",
            needs=(REASON,), guards=(topic_list.had_collection,), after=(messages.meeting_moved,),
            awaited=False,
        ),
        Action(
            "issue_notice", _("印发会议通知"), states(S.SETTLED), S.NOTICED, (GOV_CLERK,), ART_NOTICE, "R7.2",
            inputs=Noticed,
            guards=(topic_list.list_stands_still, topic_list.joint_are_confirmed, notice.session_is_ahead,
                    notice.the_day_was_agreed, convening.in_a_month_of_the_rule,
                    notice.conveners_of_the_day, notice.invitation_is_answered, notice_presiding.presider_is_listed,
                    notice_presiding.delegation_is_whole, notice_presiding.presider_as_the_rule_says,
                    notice.both_sides_invited, notice.not_more_than_allowed,
                    notice.agenda_is_complete, notice.researched_by_now, notice.asked_units_answered,
                    notice.notice_in_time,
                    "apps.followups.prior_reports.guards.prior_report_is_complete"),
            stamp="noticed", by_rule=may_notice.NOTICE_ISSUERS, after=(messages.meeting_moved,),
        ),
        Action(
            "reissue_notice", _("重发会议通知"), states(S.NOTICED), None, (GOV_CLERK,), ART_NOTICE, "R7.5",
            inputs=NoticedAgain,
            guards=(notice.session_is_ahead, notice.the_day_was_agreed, convening.in_a_month_of_the_rule,
                    notice.conveners_of_the_day,
                    notice_presiding.presider_is_listed, notice_presiding.delegation_is_whole,
                    notice_presiding.presider_as_the_rule_says,
                    notice.not_more_than_allowed, notice.researched_by_now, notice.notice_in_time,
                    "apps.followups.prior_reports.guards.prior_report_is_complete"),
            by_rule=may_notice.NOTICE_ISSUERS, after=(messages.meeting_moved,), awaited=False,
        ),
        Action(
            "amend_list", _("增减议题"), states(S.NOTICED), None, CLERKS, ART_6, "R6.9",
            needs=(
                Need(
                    "added", _("增列的议题"), "refs", required=False, to="topics.Topic",
                    among=admissible.WAITING_TOPICS,
                ),
                Need(
                    "removed", _("撤下的议题"), "refs", required=False, to="topics.Topic",
                    among=admissible.TABLED_TOPICS,
                ),
                REASON,
            ),
            guards=(topic_list.amends_something, topic_list.removed_are_on_the_list, topic_list.added_are_free,
                    topic_list.something_stays),
            consent=TwoSided(topic_list_texts.amended_list, BOTH_SIDES), after=(messages.meeting_moved,),
            awaited=False,
        ),
        Action(
            "arrange_agenda", _("安排议程"), states(S.SETTLED, S.NOTICED), None, CLERKS, ART_8, "R8.5",
            needs=(
                Need(
                    "items", _("议题的汇报单位和时长"), "rows", help=_("议题和次序以商定的清单为准，不能增减或调换。"),
                    fields=(
                        Need("topic", _("议题"), "ref", to="topics.Topic", among=admissible.AGENDA_TOPIC),
                        Need(
                            "reporter", _("汇报单位"), "ref", to="organizations.Unit", among=admissible.REPORTER,
                        ),
                        Need("duration", _("时长（分钟）"), "number", required=False),
                    ),
                ),
            ),
            guards=(agenda.order_is_settled, agenda.slots_are_possible), awaited=False,
        ),
        Action(
            "issue_pack", _("印发会议材料"), states(S.NOTICED), None, (UNION_CLERK,), ART_PACK, "R8.3",
            guards=(notice.notice_is_up_to_date, notice.not_yet_sent_with_this_notice),
            inside=("apps.followups.packs.issue",), after=(messages.meeting_moved,), awaited=False, only_moves=True,
        ),
        Action(
            "postpone", _("延期召开"), states(S.SETTLED, S.NOTICED), S.ACCEPTED, CLERKS, ART_4, "R6.5",
            needs=(Need("date", _("新日期"), "date"), REASON),
            guards=(convening.counter_date_is_ahead, convening.in_a_month_of_the_rule, closing.date_is_later),
            consent=TwoSided(convening_texts.plan, BOTH_SIDES),
            after=(messages.meeting_moved,), awaited=False,
        ),
        Action(
            "open_session", _("开会"), states(S.NOTICED), S.IN_SESSION, CLERKS, ART_8, "R8.8",
            guards=(session.the_day_has_come, notice.notice_is_up_to_date, session.pack_was_in_time),
            stamp="opened",
        ),
        Action(
            "adjourn", _("散会"), states(S.IN_SESSION), S.HELD, (UNION_CLERK,), ART_8, "R8.6",
            inputs=Adjourned,
            guards=(session.all_decided, session.all_checked, session.both_sides_present,
                    session.presider_was_there, notice_presiding.delegation_is_whole,
                    session.government_leader_was_there),
            stamp="held",
            after=(messages.meeting_moved,),
        ),
        Action(
            "issue_minutes", _("印发纪要"), states(S.HELD), S.FOLLOWING_UP, (UNION_CLERK,), ART_9, "R9.8",
            internal=True,
        ),
        Action(
            "conclude", _("会议办结"), states(S.FOLLOWING_UP), S.CLOSED, CLERKS, ART_3_11, "R9.1",
            guards=("apps.followups.items.guards.everything_is_settled",),
            consent=TwoSided(closing_texts.follow_up, BOTH_SIDES, proposer=Side.UNION), stamp="concluded",
            after=(messages.meeting_moved,), only_moves=True,
        ),
        Action(
            "cancel", _("撤销草稿"), states(S.DRAFT), S.CANCELLED, (UNION_CLERK,), ART_4, "R4.1", needs=(REASON,),
            by_rule=may_convening.DRAFTERS, awaited=False,
        ),
        Action(
            "cancel", _("取消会议"), states(S.REQUESTED, S.ACCEPTED, S.COLLECTING, S.SETTLED, S.NOTICED, S.IN_SESSION),
            S.CANCELLED, CLERKS, ART_4, "R7.5",
            needs=(REASON,), consent=TwoSided(convening_texts.plan, BOTH_SIDES),
            after=(messages.meeting_moved,),
            awaited=False,
        ),
    ),
)  # fmt: skip

PERSON = (
    Need("name", _("姓名"), longest=60),
    Need("unit_name", _("单位"), longest=120),
    Need("title", _("职务"), required=False, longest=120),
)
BEFORE_THE_SESSION = states(A.INVITED, A.CONFIRMED)
LISTED = states(A.INVITED, A.CONFIRMED, A.ON_LEAVE, A.SUBSTITUTED)

ATTENDANCE = Lifecycle(
    name="attendance",
    label=_("参会"),
    model="meetings.Attendance",
    states=AttendanceState,
    actions=(
        Action(
            "invite", _("列入名单"), states(), A.INVITED, CLERKS, ART_5, "R5.1",
            needs=(
                Need("meeting", _("会议"), "ref", to="meetings.Meeting", among=admissible.MEETING_WITH_LIST),
                *PERSON,
                Need("capacity", _("身份"), "choice", choices=Capacity),
                Need(
                    "category", _("人员类别"), required=False, longest=60,
                    help=_("邀请人员必填：基层党政干部、职工代表、劳模先进代表、基层工会工作者、其他，或规则所列类别；旁听列席人员填写规则所列类别。"),
                ),
                Need("reason", _("增加理由"), "longtext", required=False, help=_("名单拟定之后增加本方人员时填写。")),
            ),
            guards=(attendance.list_is_open, attendance.room_for_one_more, attendance.guest_has_category,
                    attendance.category_is_in_the_rule, attendance.addition_has_reason),
        ),
        Action(
            "propose", _("拟定名单"), states(), A.INVITED, (*CLERKS, GOV_LEADER, UNION_LEADER), ART_5, "R5.2",
            internal=True,
        ),
        Action(
            "succeed", _("改为当日在任人员"), LISTED, A.INVITED, CLERKS, ART_4, "R4.4", internal=True,
        ),
        Action(
            "ask_again", _("改期后重新确认"), states(A.CONFIRMED, A.ON_LEAVE, A.SUBSTITUTED), A.INVITED, CLERKS, ART_4,
            "R6.5", internal=True,
        ),
        Action(
            "remove", _("移出名单"), LISTED, A.REMOVED, CLERKS, ART_5, "R5.2",
            needs=(REASON,), whose=may_attendance.OWN_NAMES, when=may_attendance.NOTICE_NOT_SENT,
            guards=(attendance.chief_stays_on_the_list,), awaited=False,
        ),
        Action(
            "confirm", _("确认参会"), states(A.INVITED, A.ON_LEAVE, A.SUBSTITUTED), A.CONFIRMED, CLERKS, ART_5, "R7.3",
            whose=may_attendance.OWN_NAMES, when=may_attendance.LIST_IS_OPEN, awaited=False,
        ),
        Action(
            "take_leave", _("请假"), BEFORE_THE_SESSION, A.ON_LEAVE, CLERKS, ART_5, "R5.5",
            needs=(Need("reason", _("请假事由"), "longtext"), Need("approver", _("准假人"), longest=60)),
            whose=may_attendance.OWN_NAMES, when=may_attendance.LIST_IS_OPEN,
            guards=(attendance.somebody_else_approves,), awaited=False,
        ),
        Action(
            "substitute", _("替会"), BEFORE_THE_SESSION, A.SUBSTITUTED, CLERKS, ART_5, "R5.5",
            needs=(Need("name", _("替会人"), longest=60), Need("title", _("替会人职务"), longest=120)),
            whose=may_attendance.OWN_NAMES, when=may_attendance.LIST_IS_OPEN,
            guards=(attendance.delegates_may_come, attendance.chief_only_by_convener), awaited=False,
        ),
        Action(
            "check_in", _("签到"), states(A.INVITED, A.CONFIRMED, A.SUBSTITUTED, A.ON_LEAVE, A.ABSENT), A.CHECKED_IN,
            CLERKS, ART_5, "R5.6", whose=may_attendance.OWN_NAMES, when=may_attendance.IN_SESSION, awaited=False,
            only_moves=True,
        ),
        Action(
            "mark_absent", _("记为缺席"), states(A.INVITED, A.CONFIRMED, A.SUBSTITUTED, A.CHECKED_IN), A.ABSENT, CLERKS,
            ART_5, "R5.6", whose=may_attendance.OWN_NAMES, when=may_attendance.IN_SESSION, awaited=False,
            only_moves=True,
        ),
    ),
)  # fmt: skip
