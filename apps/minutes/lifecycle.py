"""Lifecycles of minutes and of what is published about them: one row per action."""

from django.utils.translation import gettext_lazy as _

from apps.documents.admissible import of_purpose
from apps.documents.inputs import NUMBER
from apps.documents.models import DISCLOSED, Purpose
from apps.meetings.closing import services as closing
from apps.minutes import admissible, approval_services, guards, messages, refusals
from apps.minutes import permissions as may
from apps.minutes.countersigning import guards as countersigning
from apps.minutes.countersigning import permissions as may_countersign
from apps.minutes.models import AgendaPart, MinutesState, PublicityState
from apps.minutes.publicity import consent_texts as publicity_texts
from apps.minutes.publicity import guards as publicity
from apps.minutes.publicity import permissions as may_publish
from apps.minutes.record import guards as record
from kernel.lifecycle.table import Action, AnotherPerson, Lifecycle, Need, Predicate, TwoSided, states
from kernel.refusals import WrongSide
from vocabulary.disclosure import Disclosure
from vocabulary.roles import BOTH_SIDES, CLERKS, GOV_LEADER, LEADERS, UNION_CLERK, UNION_LEADER, UNITS, Side

S = MinutesState
ART_9 = _("第九条")
TEXT = (
    Need("opening", _("开头"), "longtext"),
    Need(
        "sections",
        _("分议题内容"),
        "rows",
        fields=(
            Need("topic", _("议题"), "ref", to="topics.Topic", among=admissible.TABLED_TOPIC),
            Need("text", _("内容"), "longtext"),
        ),
    ),
    Need(
        "parts",
        _("议程其他部分"),
        "rows",
        required=False,
        fields=(Need("part", _("议程部分"), "choice", choices=AgendaPart), Need("text", _("内容"), "longtext")),
        help=_("只写要改动的部分，其余不变。"),
    ),
    Need("closing", _("结尾"), "longtext", required=False),
)
REVIEWING_SIDE = Predicate(
    "side_whose_turn_it_is",
    lambda by, minutes: by.side == (Side.UNION if minutes.state == S.UNION_REVIEW else Side.GOV),
    WrongSide,
    _("由正在审定的一方退回。"),
)
#: The row is locked when this is asked, so that two corrections of one text cannot begin at once.
NOT_CORRECTED_YET = Predicate(
    "latest_text", lambda by, minutes: not hasattr(minutes, "corrected_by"), refusals.CorrectionExists
)

#: The record behind an approved text may have changed since: the approvals name another text and it cannot be issued.
APPROVALS_ARE_VOID = Predicate(
    "approvals_are_void", lambda by, minutes: not guards.approved_as_it_stands(minutes), refusals.StillApproved
)
#: Drafting and approving are two people's work, whoever stands in for whom.
NOT_WHO_SUBMITTED = AnotherPerson(("submit_to_union",), refusals.OwnText)

MINUTES = Lifecycle(
    name="minutes",
    label=_("会议纪要"),
    model="minutes.Minutes",
    states=MinutesState,
    actions=(
        Action(
            "draft", _("起草纪要"), states(), S.DRAFTING, (UNION_CLERK,), ART_9, "R9.2",
            needs=(Need("meeting", _("会议"), "ref", to="meetings.Meeting", among=admissible.HELD_MEETING),),
            guards=(guards.meeting_was_held, guards.drafter_is_named), by_rule=may.DRAFTERS,
        ),
        Action(
            "edit", _("修改纪要"), states(S.DRAFTING, S.RETURNED), None, (UNION_CLERK,), ART_9, "R9.3", needs=TEXT,
            by_rule=may.DRAFTERS, awaited=False,
        ),
        Action(
            "ask_countersign", _("请会签"), states(S.DRAFTING, S.RETURNED), None, (UNION_CLERK,), ART_9, "R9.3",
            needs=(
                Need(
                    "units", _("会签单位"), "refs", required=False, to="organizations.Unit",
                    help=_("从牵头单位中选；都不选就不再请会签。"), among=admissible.COUNTERSIGNING_UNITS,
                ),
            ),
            guards=(countersigning.only_lead_units,), by_rule=may.DRAFTERS, awaited=False,
        ),
        Action(
            "countersign", _("会签"), states(S.DRAFTING, S.RETURNED), None, UNITS, ART_9, "R9.3",
            whose=may_countersign.ASKED_UNIT,
        ),
        Action(
            "submit_to_union", _("报送审定"), states(S.DRAFTING, S.RETURNED), S.UNION_REVIEW, (UNION_CLERK,), ART_9,
            "R9.5",
            guards=(*record.CONTENT, countersigning.signed_by_all_asked),
            by_rule=may.DRAFTERS,
            target_by_rule=may.first_review, label_by_rule=may.label_of_submission,
            after=(messages.minutes_moved,), only_moves=True,
        ),
        Action(
            "approve_for_union", _("工会审定"), states(S.UNION_REVIEW), S.GOV_REVIEW, (UNION_LEADER,), ART_9, "R9.3",
            another=NOT_WHO_SUBMITTED, guards=(*record.CONTENT, guards.approved_in_order),
            target_by_rule=may.after_approval,
            inside=(approval_services.record_approval,), after=(messages.minutes_moved,), only_moves=True,
        ),
        Action(
            "approve_for_government", _("政府审定"), states(S.GOV_REVIEW), S.APPROVED, (GOV_LEADER,), ART_9, "R9.3",
            another=NOT_WHO_SUBMITTED, guards=(*record.CONTENT, guards.approved_in_order),
            target_by_rule=may.after_approval,
            inside=(approval_services.record_approval,), after=(messages.minutes_moved,), only_moves=True,
        ),
        Action(
            "return", _("退回修改"), states(S.UNION_REVIEW, S.GOV_REVIEW), S.RETURNED, (*LEADERS, *CLERKS), ART_9,
            "R9.3",
            needs=(Need("reason", _("理由"), "longtext"),), whose=REVIEWING_SIDE,
            after=(messages.minutes_moved,), awaited=False,
        ),
        Action(
            "return", _("退回修改"), states(S.APPROVED), S.RETURNED, (*LEADERS, *CLERKS), ART_9, "R9.3",
            needs=(Need("reason", _("理由"), "longtext"),), when=APPROVALS_ARE_VOID,
            after=(messages.minutes_moved,), awaited=False,
        ),
        Action(
            "issue", _("印发纪要"), states(S.APPROVED), S.ISSUED, (UNION_CLERK,), ART_9, "R9.8",
            needs=(
                Need("disclosure", _("公开属性"), "choice", required=False, choices=Disclosure, help=DISCLOSED),
                NUMBER,
            ),
            guards=(*record.CONTENT, guards.all_approved_this_text),
            stamp="issued", by_rule=may.ISSUERS,
            inside=(
                closing.minutes_were_issued,
                "apps.followups.items.listing_services.activate_list",
                "apps.levels.filings.services.file_on_issue",
            ),
            after=(messages.minutes_moved, messages.minutes_distributed),
        ),
        Action(
            "correct", _("更正"), states(S.ISSUED), None, (UNION_CLERK,), ART_9, "R9.6",
            needs=(Need("reason", _("更正的内容和理由"), "longtext"),), when=NOT_CORRECTED_YET,
            guards=(guards.issued_here,), by_rule=may.DRAFTERS, after=(messages.minutes_moved,),
            awaited=False,
        ),
        Action(
            "begin_correction", _("起草更正"), states(), S.DRAFTING, CLERKS, ART_9, "R9.6", internal=True,
        ),
    ),
)  # fmt: skip

P = PublicityState
ART_10 = _("第十条")
RELEASE = (
    Need("title", _("标题"), longest=200),
    Need("channel", _("发布渠道"), longest=100),
    Need("text", _("正文"), "longtext"),
    Need("photo_files", _("照片"), "files", required=False, to="documents.StoredFile", among=of_purpose(Purpose.PHOTO)),
    Need("link", _("链接"), required=False),
    Need("planned_on", _("计划发布日期"), "date"),
    Need("disclosure", _("公开属性"), "choice", choices=Disclosure),
)

PUBLICITY = Lifecycle(
    name="publicity_item",
    label=_("宣传报道"),
    model="minutes.PublicityItem",
    states=PublicityState,
    actions=(
        Action(
            "draft", _("起草宣传报道"), states(), P.DRAFT, CLERKS, ART_10, "R10.2",
            needs=(
                Need("meeting", _("会议"), "ref", to="meetings.Meeting", among=admissible.MEETING_WITH_MINUTES),
                *RELEASE,
            ),
            guards=(publicity.minutes_are_issued, publicity.tells_no_personal_data),
        ),
        Action(
            "edit", _("修改宣传报道"), states(P.DRAFT), None, CLERKS, ART_10, "R10.2", needs=RELEASE,
            guards=(publicity.tells_no_personal_data,), awaited=False,
        ),
        Action(
            "publish", _("发布"), states(P.DRAFT), P.PUBLISHED, CLERKS, ART_10, "R10.1",
            guards=(publicity.may_be_public, publicity.tells_no_personal_data),
            when=may_publish.BY_BOTH, consent=TwoSided(publicity_texts.release, BOTH_SIDES), stamp="published",
            after=(messages.publicity_released,), only_moves=True,
        ),
        Action(
            "publish_alone", _("按规则发布"), states(P.DRAFT), P.PUBLISHED, CLERKS, ART_10, "R10.1",
            guards=(publicity.may_be_public, publicity.tells_no_personal_data), when=may_publish.BY_ONE,
            by_rule=may_publish.PUBLISHERS,
            stamp="published", after=(messages.publicity_released,), only_moves=True,
        ),
    ),
)  # fmt: skip
