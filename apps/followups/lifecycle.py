"""Lifecycles of agreed items, supporting units' parts, extensions and letters, as published: one row per action."""

from django.utils.translation import gettext_lazy as _

from apps.documents.admissible import FILES as DOCUMENT_FILES
from apps.documents.inputs import NUMBER
from apps.followups import facts, messages
from apps.followups import permissions as may
from apps.followups.admissible import LATER_MEETING
from apps.followups.extensions import consent_texts as extension_texts
from apps.followups.extensions import guards as extensions
from apps.followups.extensions import refusals as extensions_refusals
from apps.followups.items import consent_texts as item_texts
from apps.followups.items import guards as items
from apps.followups.items import refusals as items_refusals
from apps.followups.letters import guards as letters
from apps.followups.models import UNFINISHED_PARTS, ExtensionState, LetterKind, LetterState, PartLetterKind, PartState
from apps.followups.prior_reports import guards as prior_reports
from kernel.lifecycle.table import Action, AnotherPerson, Lifecycle, Need, TwoSided, states
from vocabulary.items import OPEN_STATES, ItemState
from vocabulary.roles import BOTH_SIDES, CLERKS, GOV_CLERK, LEADERS, UNION_CLERK, UNITS

S, P, E, L = ItemState, PartState, ExtensionState, LetterState
ART_3, ART_9, ART_11 = _("第三条"), _("第九条"), _("第十一条")
REASON = Need("reason", _("理由"), "longtext")
FILES = Need("files", _("附件"), "files", required=False, to="documents.StoredFile", among=DOCUMENT_FILES)
#: The union's own office may be responsible too; its clerk then acts for it.
RESPONSIBLE = (*UNITS, UNION_CLERK)
PROGRESS = (
    Need("text", _("进展情况"), "longtext"),
    Need("percentage", _("进度（%）"), "number"),
    Need("evidence", _("佐证材料"), "longtext", required=False),
    FILES,
)
#: What a unit owes by the reporting cycle may have changed: the levels above are told (R11.4).
REPORTS = (facts.publish_due_reports,)

#: A unit's liaison may be a clerk as well; what he reported, another checks, and a third closes.
NOT_WHO_REPORTED = AnotherPerson(("report_completion",), items_refusals.OwnReport)
NOT_WHO_CHECKED = AnotherPerson(("report_completion", "check"), items_refusals.OwnReport)
NOT_WHO_ASKED = AnotherPerson(("request",), extensions_refusals.OwnExtension)

ITEM = Lifecycle(
    name="agreed_item",
    label=_("议定事项"),
    model="followups.AgreedItem",
    states=ItemState,
    always_inside=(facts.publish,),
    actions=(
        Action(
            "list", _("列入清单"), states(), S.ASSIGNED, CLERKS, ART_11, "R11.1", internal=True,
            after=(messages.item_listed,),
        ),
        Action(
            "acknowledge", _("签收"), states(S.ASSIGNED), S.IN_PROGRESS, RESPONSIBLE, ART_11, "R11.4",
            whose=may.LEAD_UNIT, stamp="acknowledged", inside=REPORTS, only_moves=True,
        ),
        Action(
            "report_progress", _("报送进展"), states(S.IN_PROGRESS), None, RESPONSIBLE, ART_11, "R11.4",
            needs=PROGRESS, whose=may.LEAD_UNIT, guards=(items.percentage_in_range,), inside=REPORTS,
        ),
        Action(
            "request_extension", _("申请延期"), states(S.IN_PROGRESS), None, RESPONSIBLE, ART_11, "R11.6",
            needs=(Need("new_due_on", _("延期至"), "date"), REASON, FILES), whose=may.LEAD_UNIT,
            guards=(extensions.deadline_is_ahead, extensions.nothing_is_pending, extensions.asks_for_later),
            after=(messages.item_moved,), awaited=False,
        ),
        Action(
            "extend", _("延长时限"), states(S.IN_PROGRESS), None, CLERKS, ART_11, "R11.6", internal=True,
            inside=REPORTS,
        ),
        Action(
            "report_completion", _("报完成"), states(S.IN_PROGRESS), S.REPORTED, RESPONSIBLE, ART_11, "R11.5",
            needs=(Need("evidence", _("佐证材料"), "longtext"), FILES),
            whose=may.LEAD_UNIT, guards=(items.evidence_says_something, items.parts_are_reported),
            stamp="reported", inside=REPORTS, after=(messages.item_moved,),
        ),
        Action(
            "check", _("核验"), states(S.REPORTED), S.CHECKED, (UNION_CLERK,), ART_11, "R11.5",
            needs=(Need("effect", _("对职工的成效"), "longtext"),), whose=may.NOT_THE_LEAD_UNIT, when=may.TWO_OFFICES,
            another=NOT_WHO_REPORTED, by_rule=may.CHECKING, stamp="checked",
            after=(messages.item_moved,),
        ),
        Action(
            "close_out", _("销号"), states(S.CHECKED), S.CLOSED, (GOV_CLERK,), ART_11, "R11.5",
            whose=may.NOT_THE_LEAD_UNIT, another=NOT_WHO_CHECKED, by_rule=may.CLOSING, stamp="closed",
            inside=REPORTS, after=(messages.item_moved,),
        ),
        Action(
            "close_out", _("核验并销号"), states(S.REPORTED), S.CLOSED, (GOV_CLERK,), ART_11, "R11.5",
            needs=(Need("effect", _("对职工的成效"), "longtext"),), whose=may.NOT_THE_LEAD_UNIT, when=may.ONE_OFFICE,
            another=NOT_WHO_REPORTED, by_rule=may.CLOSING, stamp="closed",
            inside=REPORTS, after=(messages.item_moved,),
        ),
        Action(
            "send_back", _("退回"), states(S.REPORTED, S.CHECKED), S.IN_PROGRESS, CLERKS, ART_11, "R11.5",
            needs=(REASON,), whose=may.WHOSE_TURN, inside=REPORTS, after=(messages.item_moved,),
            awaited=False,
        ),
        Action(
            "explain", _("作未落实说明"), states(*OPEN_STATES), None, RESPONSIBLE, ART_3, "R3.3",
            needs=(
                Need("meeting", _("向哪次会议说明"), "ref", to="meetings.Meeting", among=LATER_MEETING),
                Need("explanation", _("未落实说明"), "longtext"),
                Need("opinion", _("意见"), "longtext"),
                Need("new_date", _("新的完成时限"), "date"),
            ),
            whose=may.LEAD_UNIT, guards=(prior_reports.explained_to_a_later_meeting,), awaited=False,
        ),
        Action(
            "terminate", _("终止"), states(*OPEN_STATES), S.TERMINATED, CLERKS, ART_11, "R11.3",
            needs=(REASON,), consent=TwoSided(item_texts.item, BOTH_SIDES), stamp="terminated",
            inside=REPORTS, after=(messages.item_moved,), awaited=False,
        ),
        Action(
            "reopen", _("重新办理"), states(S.CLOSED), S.IN_PROGRESS, CLERKS, ART_11, "R11.5",
            needs=(REASON,), inside=REPORTS, after=(messages.item_moved,), awaited=False,
        ),
        Action(
            "issue_letter", _("签发提醒、催办、督办函件"), states(S.ASSIGNED, S.IN_PROGRESS), None, CLERKS, ART_11,
            "R11.7", needs=(Need("kind", _("函件类别"), "choice", choices=LetterKind), NUMBER),
            whose=may.OWNS_FOLLOW_UP, guards=(letters.letter_is_due,),
        ),
        Action(
            "remark", _("写备注"), states(*ItemState.values), None, CLERKS, ART_11, "R11.1",
            needs=(Need("remark", _("备注"), "longtext", required=False),), awaited=False,
        ),
    ),
)  # fmt: skip

PART = Lifecycle(
    name="supporting_part",
    label=_("配合任务"),
    model="followups.SupportingPart",
    states=PartState,
    actions=(
        Action(
            "list", _("列入清单"), states(), P.ASSIGNED, CLERKS, ART_11, "R11.1", internal=True,
            after=(messages.part_listed,),
        ),
        Action(
            "acknowledge", _("签收"), states(P.ASSIGNED), P.IN_PROGRESS, RESPONSIBLE, ART_11, "R11.4",
            whose=may.SUPPORTING_UNIT, stamp="acknowledged", inside=REPORTS, only_moves=True,
        ),
        Action(
            "report_progress", _("报送进展"), states(P.IN_PROGRESS), None, RESPONSIBLE, ART_11, "R11.4",
            needs=PROGRESS, whose=may.SUPPORTING_UNIT, guards=(items.percentage_in_range,), inside=REPORTS,
        ),
        Action(
            "report_completion", _("报完成"), states(P.IN_PROGRESS), P.REPORTED, RESPONSIBLE, ART_11, "R11.5",
            needs=(Need("report", _("完成情况"), "longtext"), FILES), whose=may.SUPPORTING_UNIT, stamp="reported",
            inside=REPORTS,
        ),
        Action(
            "issue_letter", _("签发催办、督办函件"), states(*UNFINISHED_PARTS), None, CLERKS, ART_11, "R11.7",
            needs=(Need("kind", _("函件类别"), "choice", choices=PartLetterKind), NUMBER),
            whose=may.OWNS_FOLLOW_UP_OF_PART, when=may.IS_WORKED_ON, guards=(letters.part_letter_is_due,),
        ),
        Action(
            "extend", _("延长时限"), states(*UNFINISHED_PARTS), None, CLERKS, ART_11, "R11.6", internal=True,
            inside=REPORTS,
        ),
    ),
)  # fmt: skip

EXTENSION = Lifecycle(
    name="extension",
    label=_("延期"),
    model="followups.Extension",
    states=ExtensionState,
    actions=(
        Action(
            "request", _("申请延期"), states(), E.REQUESTED, RESPONSIBLE, ART_11, "R11.6", stamp="requested",
            internal=True,
        ),
        Action(
            "grant", _("批准延期"), states(E.REQUESTED), E.GRANTED, CLERKS, ART_11, "R11.6",
            another=NOT_WHO_ASKED, guards=(extensions.granted_in_time,),
            consent=TwoSided(extension_texts.extension, BOTH_SIDES),
            stamp="granted", after=(messages.extension_answered,),
        ),
        Action(
            "refuse", _("不批准延期"), states(E.REQUESTED), E.REFUSED, CLERKS, ART_11, "R11.6",
            needs=(REASON,), another=NOT_WHO_ASKED, stamp="refused",
            after=(messages.extension_answered,), awaited=False,
        ),
    ),
)  # fmt: skip

LETTER = Lifecycle(
    name="letter",
    label=_("提醒、催办、督办函件"),
    model="followups.Letter",
    states=LetterState,
    actions=(
        Action(
            "issue", _("签发"), states(), L.ISSUED, CLERKS, ART_11, "R11.7", internal=True,
            after=(messages.letter_issued,),
        ),
        Action(
            "receive", _("签收"), states(L.ISSUED), L.RECEIVED, (*RESPONSIBLE, *LEADERS), ART_11, "R11.7",
            whose=may.ADDRESSEE, stamp="received", only_moves=True,
        ),
    ),
)  # fmt: skip
