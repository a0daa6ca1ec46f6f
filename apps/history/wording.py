"""The faults of a package as the offices read them: in Chinese, each with sheet, row and column.

`BrokenPackage` says every fault once, in English, to whoever runs the command. An English page shows that; a Chinese
one finds the sentence here. Whatever stands between braces is taken over as it was said.
"""

import re
from dataclasses import dataclass

from django.utils.translation import get_language

_PLACE = re.compile(
    r"sheet (?P<sheet>[^,:]+)(?:, row (?P<row>\d+))?(?:, column (?P<column>[A-Z]+))?(?: \((?P<label>[^)]*)\))?"
)
SENTENCES = {
    # what a value is
    "is missing.": "没有填写。",
    "is no JSON object.": "不是 JSON 对象。",
    "is not known here; known are {}.": "不在所列名称之中；可用的有：{}。",
    "is no text, or begins or ends with a blank.": "不是文字，或者首尾有空格。",
    "is longer than {} characters.": "超过 {} 个字符。",
    "{} is no day: write it as 2024-05-17.": "{} 不是日期，请写成 2024-05-17 的形式。",
    "{} lies in the future; history is past.": "{} 还没有到；补录的只能是过去的事。",
    "is no whole number from 0 to 9999.": "不是 0 到 9999 之间的整数。",
    "{} is none of the years from {} to {}.": "{} 不在 {} 年至 {} 年之间。",
    "None is none of {}.": "没有填写，或者不在所列选项之中。",
    "{} is none of {}.": "{} 不在所列选项之中，请从单元格的下拉列表中选择。",
    "is neither true nor false.": "请填写“是”或“否”。",
    "is no list.": "不是列表。",
    "is no list of texts.": "不是文字的列表。",
    "names something twice.": "有重复。",
    # the workbook
    "is larger than {} MB.": "超过 {} MB。",
    "unpacks to more than a workbook of past meetings can hold.": "解压后过大，不像补录用的工作簿。",
    "takes too long to read.": "过于复杂，限定时间内读不完：请拆分后再上传。",
    "takes too much memory to read.": "读取需要的内存过多：请拆分后再上传。",
    "is merged into {}; fill in each cell.": "属于合并单元格 {}：请取消合并，逐格填写。",
    "holds {}; a workbook with macros, objects or links is not taken.":
        "其中含有 {}；不接受带宏、嵌入对象或外部链接的工作簿。",
    "cannot be read as a workbook (it has a password).": "设有密码，无法读取：请取消密码保护后再上传。",
    "cannot be read as a workbook (it is damaged, or no archive).": "文件已损坏或者不是工作簿，无法读取。",
    "cannot be read as a workbook ({}).": "无法作为工作簿读取（{}）。",
    "cannot be read as JSON in UTF-8 ({}).": "无法作为 UTF-8 编码的 JSON 读取（{}）。",
    "is no workbook.": "不是工作簿。",
    "declares a document type.": "含有文档类型声明，不予读取。",
    "is missing or empty.": "缺少这张表，或者表是空的。",
    "there is no column {}.": "缺少“{}”一列。",
    "there are too many rows.": "行数过多。",
    "the heading {} stands there twice.": "列名“{}”重复。",
    "the heading {} is not known here; known are {}.": "列名“{}”不在模板之中；可用的有：{}。",
    "stands under no heading.": "这一列没有列名。",
    "holds a formula; write the value itself.": "含有公式，请直接填写数值。",
    "holds the error {}.": "单元格是错误值 {}。",
    "a workbook is of one government.": "一份工作簿只能填写一个政府。",
    "sheet {} has no meeting {}.": "“{}”表中没有第 {} 次会议。",
    "sheet {} has no rule {}.": "“{}”表中没有文号为 {} 的工作规则。",
    "sheet {} has no topic {} of the meeting {}.": "“{}”表中没有序号为 {} 的议题（第 {} 次会议）。",
    "sheet {} has no item {} of the topic {} of the meeting {}.":
        "“{}”表中没有第 {} 项议定事项（议题 {}，第 {} 次会议）。",
    "the meeting {} stands in another row already (R4.10).": "第 {} 次会议已在另一行填写（R4.10）。",
    "the meeting {} has a topic {} already.": "第 {} 次会议已有序号为 {} 的议题。",
    "a slot is filled once in a meeting, and named.": "一次会议中每个席位只填一人，并须写明席位。",
    "give the names of those who came, or their numbers in sheet {}.":
        "到会情况要么填名单，要么在“{}”表填人数，不能两处都填。",
    # the package in itself
    "the package holds neither a meeting nor a work rule.": "没有填写任何会议、工作规则、年度计划或者未召开说明。",
    "ordinals begin with 1.": "会议次序从 1 起。",
    "holds a letter that cannot be shown or printed.": "含有无法显示或者打印的字符（控制符、自造字等），请删除。",
    "lies before the day of issue (R13.1).": "早于印发日期（R13.1）。",
    "does not lie after the day it took effect.": "应晚于施行日期。",
    "lies before the meeting.": "早于会议召开日期。",
    "lies after the meeting.": "晚于会议召开日期。",
    "lies after the meeting it prepared.": "晚于所筹备的会议。",
    "a meeting is concluded after its minutes were issued.": "会议办结应在纪要印发之后。",
    "an item is still open, so the meeting is not concluded.": "还有议定事项未办结，会议不能视为办结。",
    "what was resolved is listed with the minutes; give their number and day.":
        "有议定事项的会议须填写纪要编号和印发日期。",
    "is on no list of attendance; a convener needs `present`.": "主持人不在到会名单中；召集人须填写是否到会。",
    "names somebody twice.": "名单中有人重复。",
    "one person fills two slots (R4.2).": "同一人占了两个席位（R4.2）。",
    "{} stands among the conveners already.": "{} 已在召集人中填写。",
    "a meeting without a topic is not a joint meeting (R8.2).": "没有议题的不是联席会议（R8.2）。",
    "the outcome {} yields no agreed item (R8.6).": "议定结果为 {} 的议题不产生议定事项（R8.6）。",
    "due_on does not lie after the meeting (R8.7).": "完成时限应晚于会议召开日期（R8.7）。",
    "does not lie after the meeting (R8.7).": "应晚于会议召开日期（R8.7）。",
    "an item is either closed or terminated.": "议定事项或者销号，或者终止，不能两者都填。",
    "it ended before the minutes put it on the list.": "办结日期早于纪要印发日期。",
    "the lead unit does not support itself.": "牵头单位不能同时是配合单位。",
    "what is published follows a meeting with minutes (R10.1).": "宣传报道应在有纪要的会议之后（R10.1）。",
    # what went before and after a decision
    "belongs to guests and observers (R5.4).": "只有列席和邀请人员填写（R5.4）。",
    "belongs to somebody on leave (R5.5).": "只有请假的人填写（R5.5）。",
    "belongs to somebody who was substituted (R5.5).": "只有由他人替会的人填写（R5.5）。",
    "a unit is asked once about a topic.": "一个单位就一个议题只征求一次意见。",
    "only a disagreement is coordinated or printed (R6.8).": "只有不同意的意见才填写协调记录或者列明（R6.8）。",
    "what was coordinated is no dissent any more (R6.8).": "已协调一致的不再列明为不同意见（R6.8）。",
    "a unit has one part of an item.": "一个单位在一项议定事项中只有一项配合任务。",
    "is no supporting unit of the item.": "不是这一事项的配合单位。",
    "more time is granted before the deadline, and after the minutes (R11.6).":
        "延期应在完成时限之前、纪要印发之后批准（R11.6）。",
    "does not lie after the deadline it extends (R11.6).": "应晚于原来的完成时限（R11.6）。",
    "each kind is issued once about a deadline (R11.7).": "同一时限的每类函件只签发一次（R11.7）。",
    "lies before the minutes that put the item on the list.": "早于将事项列入清单的纪要。",
    "a chase-up or order follows the deadline (R11.7).": "催办、督办应在完成时限之后（R11.7）。",
    "lies before the day of issue.": "早于签发日期。",
    "a unit signs once for a notice (R7.5).": "一个单位对一份通知只签收一次（R7.5）。",
    "lies before the notice or after the meeting (R7.5).": "早于通知印发或者晚于会议召开（R7.5）。",
    # years
    "no rule asked for a meeting in that year.": "那一年没有规则要求召开会议。",
    "the year is not over, or a later one answers for it.": "这一年尚未结束，或者由以后的年度一并说明。",
    "the meeting that the rule asks for was held (R4.6).": "规则要求的会议已经召开（R4.6）。",
    "lies before the end of the year.": "早于所说明年度的年末。",
    "is later than its year (R12.4).": "晚于所计划的年度（R12.4）。",
    "{} has a plan already.": "{} 年已登记年度计划。",
    "{} has an explanation already.": "{} 年已有未召开说明。",
    # against what the government holds
    "the package is of {}, not of {}.": "这份资料是 {} 的，不是 {} 的。",
    "there is no government with the code {}.": "没有代码为 {} 的政府。",
    "there is a unit {} already.": "已有名为 {} 的单位。",
    "{} is no kind of the side {}.": "{} 不是该方面的单位类型（{}）。",
    "there is no unit {}; declare closed ones under `units`.": "没有名为 {} 的单位；已撤销的请在“单位”表填写。",
    "it is still open, so its units must still exist.": "事项尚未办结，其牵头和配合单位必须现在仍然存在。",
    "on the same days {} is in force (R13.1).": "与 {} 的施行期间重叠（R13.1）。",
    "the meeting with the ordinal {} exists already (R4.10).": "第 {} 次会议已经存在（R4.10）。",
    "{} does not fit the days of the other meetings.": "第 {} 次的日期与其他会议的先后不符。",
    "{} is taken.": "编号 {} 已被使用。",
    "the item {} exists already.": "议定事项 {} 已经存在。",
    "somebody changed the same records meanwhile.": "检查之后记录有变动，与这份资料冲突，请重新上传核对。",
}  # fmt: skip


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(part) for part in sentence.split("{}")), re.DOTALL)


#: Those with fewer gaps first: the more general ones would swallow them.
_KNOWN = sorted(((_pattern(said), chinese) for said, chinese in SENTENCES.items()), key=lambda pair: pair[0].groups)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where, and what."""

    place: str
    sentence: str


def faults(said: list[str]) -> list[Fault]:
    """Return the faults of a package for the page that is being shown."""
    return [fault(one) for one in said]


def fault(said: str) -> Fault:
    """Return one fault; a sentence that is in no table is shown as it was said."""
    place, colon, sentence = said.partition(": ")
    if not colon:
        place, sentence = "", said
    if not (get_language() or "zh-hans").startswith("zh"):
        return Fault(place, sentence)
    return Fault(_place(place), chinese_of(sentence))


def chinese_of(sentence: str) -> str:
    """Return the sentence in Chinese."""
    for pattern, chinese in _KNOWN:
        if found := pattern.fullmatch(sentence):
            return chinese.format(*(group.strip("'") for group in found.groups()))
    return sentence


def _place(said: str) -> str:
    """“会议”表第 5 行 E 列（召开日期）; a place of the JSON form stays as it is."""
    found = _PLACE.fullmatch(said)
    if found is None:
        return said
    sheet, row, column, label = found.group("sheet", "row", "column", "label")
    parts = [f"“{sheet}”表", f"第 {row} 行" if row else "", f" {column} 列" if column else ""]
    return "".join(parts) + (f"（{label}）" if label else "")
