"""Which sheets a workbook of history has, which columns they have, and which word of the package each column is.

Labels are what offices read; they are part of the file format and therefore not translated.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import override

from apps.followups.models import LetterKind
from apps.meetings.models import AttendanceState, Capacity, Ground
from apps.organizations.models import Slot, UnitKind
from apps.topics.models import MainSide, Origin, Reply, TopicOutcome
from apps.workrules.parameters import PARAMETERS
from files.workbooks.sheets import YES_NO, Column, Sheet
from vocabulary.categories import Category
from vocabulary.meetings import MeetingKind
from vocabulary.roles import Side
from vocabulary.years import NotHeldCause

PACKAGE, UNITS, RULES, MEETINGS = "基本信息", "单位", "工作规则", "会议"
CONVENERS, PEOPLE, TOPICS, RESOLUTIONS, PUBLICITY = "召集人", "参会人员", "议题", "议定事项", "宣传报道"
PLANS, EXPLANATIONS = "年度计划", "未召开说明"
CONSULTATIONS, PARTS, EXTENSIONS, LETTERS = "征求意见", "配合任务", "延期", "函件"
DEVIATIONS, PREPARATIONS, RECEIPTS = "规则参数", "会议筹备", "通知签收"
#: By these columns a row says which meeting, and which of its topics, it belongs to.
ORDINAL, TOPIC = "会议次序", "议题序号"
#: Which row of the topic in sheet 议定事项, counted from 1.
ITEM = "事项序号"


def _of(kind: Iterable[Any]) -> dict[str, str]:
    """The words of a kind by what offices call them."""
    with override(None):
        return {str(one.label): one.value for one in kind}


def _parameters() -> dict[str, str]:
    """The parameters of a work rule by what offices call them."""
    with override(None):
        return {str(one.label): name for name, one in PARAMETERS.items()}


LADDER = _of((LetterKind.REMINDER, LetterKind.CHASE_UP, LetterKind.SUPERVISION_ORDER))
SIDES = {"政府方面": Side.GOV.value, "工会方面": Side.UNION.value}
ENDED = _of((AttendanceState.CHECKED_IN, AttendanceState.ABSENT, AttendanceState.ON_LEAVE, AttendanceState.SUBSTITUTED))
_MEETING = Column(ORDINAL, "ordinal", "number", needed=True)
_TOPIC = Column(TOPIC, "number", "number", needed=True)
_ITEM = (_MEETING, _TOPIC, Column(ITEM, "item", "number", needed=True))

SHEETS = (
    Sheet(
        PACKAGE,
        (
            Column("格式", "format", needed=True),
            Column("区划代码", "government", needed=True),
            Column("材料来源", "source", needed=True),
        ),
    ),
    Sheet(
        UNITS,
        (
            Column("单位名称", "name", needed=True),
            Column("简称", "short_name"),
            Column("方面", "side", "choice", SIDES, needed=True),
            Column("单位类型", "kind", "choice", _of(UnitKind), needed=True),
            Column("撤销日期", "closed_on", "day", needed=True),
        ),
    ),
    Sheet(
        RULES,
        (
            Column("名称", "title", needed=True),
            Column("发文字号", "document_number", needed=True),
            Column("印发日期", "issued_on", "day", needed=True),
            Column("施行日期", "effective_on", "day"),
            Column("废止日期", "repealed_on", "day"),
        ),
    ),
    Sheet(
        DEVIATIONS,
        (
            Column("发文字号", "document_number", needed=True),
            Column("参数", "parameter", "choice", _parameters(), needed=True),
            Column("规定", "value", needed=True),
            Column("理由", "reason", needed=True),
        ),
    ),
    Sheet(
        MEETINGS,
        (
            _MEETING,
            Column("会议类型", "kind", "choice", _of(MeetingKind), needed=True),
            Column("临时召开的情形", "ground", "choice", _of(Ground)),
            Column("情形说明", "ground_text"),
            Column("拟召开日期", "planned_on", "day"),
            Column("召开日期", "held_on", "day", needed=True),
            Column("地点", "venue"),
            Column("主持人", "presider"),
            Column("政府方面到会人数", "attendance.gov", "number"),
            Column("工会方面到会人数", "attendance.union", "number"),
            Column("邀请人员到会人数", "attendance.guests", "number"),
            Column("纪要编号", "minutes.number"),
            Column("纪要印发日期", "minutes.issued_on", "day"),
            Column("办结日期", "concluded_on", "day"),
            Column("通知文号", "notice.number"),
            Column("通知印发日期", "notice.issued_on", "day"),
        ),
    ),
    Sheet(
        CONVENERS,
        (
            _MEETING,
            Column("席位", "slot", "choice", _of(Slot), needed=True),
            Column("姓名", "name", needed=True),
            Column("职务", "title", needed=True),
            Column("是否到会", "present", "yes_no", YES_NO),
        ),
    ),
    Sheet(
        PEOPLE,
        (
            _MEETING,
            Column("姓名", "name", needed=True),
            Column("单位", "unit", needed=True),
            Column("职务", "title"),
            Column("方面", "side", "choice", SIDES),
            Column("身份", "capacity", "choice", _of(Capacity), needed=True),
            Column("到会情况", "status", "choice", ENDED),
            Column("人员类别", "category"),
            Column("请假事由", "leave_reason"),
            Column("准假人", "leave_approver"),
            Column("替会人", "substitute_name"),
            Column("替会人职务", "substitute_title"),
        ),
    ),
    Sheet(
        PREPARATIONS,
        (
            _MEETING,
            Column("筹备事项", "title", needed=True),
            Column("负责方面", "office", "choice", SIDES, needed=True),
            Column("落实日期", "done_on", "day", needed=True),
        ),
    ),
    Sheet(
        RECEIPTS,
        (
            _MEETING,
            Column("单位", "unit", needed=True),
            Column("签收日期", "acknowledged_on", "day", needed=True),
            Column("回执", "reply"),
        ),
    ),
    Sheet(
        TOPICS,
        (
            _MEETING,
            Column(TOPIC, "number", "number", needed=True),
            Column("标题", "title", needed=True),
            Column("提出方面", "origin", "choice", _of(Origin), needed=True),
            Column("承担主要工作的一方", "main_side", "choice", _of(MainSide)),
            Column("类别", "category", "choice", _of(Category), needed=True),
            Column("归入“其他”的理由", "category_reason"),
            Column("提出单位", "proposer", needed=True),
            Column("联合提出单位", "co_proposer"),
            Column("议定结果", "outcome", "choice", _of(TopicOutcome), needed=True),
            Column("议定说明", "outcome_note"),
        ),
    ),
    Sheet(
        RESOLUTIONS,
        (
            _MEETING,
            Column(TOPIC, "number", "number", needed=True),
            Column("议定事项", "text", needed=True),
            Column("牵头单位", "lead_unit", needed=True),
            Column("配合单位", "supporting_units", "words"),
            Column("责任人", "responsible_person"),
            Column("完成时限", "due_on", "day", needed=True),
            Column("销号日期", "closed_on", "day"),
            Column("终止日期", "terminated_on", "day"),
            Column("终止理由", "reason"),
        ),
    ),
    Sheet(
        CONSULTATIONS,
        (
            _MEETING,
            _TOPIC,
            Column("单位", "unit", needed=True),
            Column("意见", "reply", "choice", _of(Reply), needed=True),
            Column("意见内容", "text"),
            Column("回复日期", "replied_on", "day", needed=True),
            Column("协调记录", "coordination"),
            Column("是否列明不同意见", "dissent_printed", "yes_no", YES_NO),
        ),
    ),
    Sheet(
        PARTS,
        (
            *_ITEM,
            Column("配合单位", "unit", needed=True),
            Column("配合内容", "text", needed=True),
            Column("完成时限", "due_on", "day", needed=True),
        ),
    ),
    Sheet(
        EXTENSIONS,
        (
            *_ITEM,
            Column("批准日期", "granted_on", "day", needed=True),
            Column("延期至", "new_due_on", "day", needed=True),
            Column("理由", "reason", needed=True),
        ),
    ),
    Sheet(
        LETTERS,
        (
            *_ITEM,
            Column("函件类别", "kind", "choice", LADDER, needed=True),
            Column("发文字号", "number_of_letter", needed=True),
            Column("签发日期", "issued_on", "day", needed=True),
            Column("签收日期", "received_on", "day"),
        ),
    ),
    Sheet(
        PUBLICITY,
        (
            _MEETING,
            Column("标题", "title", needed=True),
            Column("发布渠道", "channel", needed=True),
            Column("发布日期", "published_on", "day", needed=True),
            Column("正文", "text"),
            Column("链接", "link"),
        ),
    ),
    Sheet(
        PLANS,
        (
            Column("年度", "year", "number", needed=True),
            Column("计划文件名称", "title", needed=True),
            Column("发文字号", "document_number", needed=True),
            Column("印发日期", "issued_on", "day", needed=True),
            Column("条款", "clause", needed=True),
            Column("条款内容", "clause_text"),
        ),
    ),
    Sheet(
        EXPLANATIONS,
        (
            Column("年度", "year", "number", needed=True),
            Column("说明方面", "side", "choice", SIDES),
            Column("原因类别", "cause", "choice", _of(NotHeldCause), needed=True),
            Column("情况说明", "text", needed=True),
            Column("说明日期", "explained_on", "day", needed=True),
        ),
    ),
)
BY_LABEL: Mapping[str, Sheet] = {one.label: one for one in SHEETS}
