"""Why an arrangement is not loaded, or a day not corrected."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.refusals import Malformed, Refusal, RuleBroken, Sentence
from kernel.workcalendar.arrangements import RowFault

ART_7 = _("第七条")

#: What is wrong with a row, in words; %(value)s is what stands there.
CAUSES: dict[str, Sentence] = {
    "too_large": _("文件过大，放假安排表不超过 1 MB"),
    "encoding": _("文件既不是 UTF-8 也不是 GBK 编码的文本"),
    "columns": _("缺少列：%(value)s"),
    "no_csv": _("不是 CSV 文件"),
    "empty": _("文件中没有安排"),
    "more_values": _("值比列多"),
    "wrong_date": _("日期有误：“%(value)s”，应写作 2027-02-06"),
    "wrong_published_on": _("公布日期有误：“%(value)s”，应写作 2026-11-04"),
    "wrong_year": _("年度有误：“%(value)s”，应为该日所属安排的年度"),
    "wrong_word": _("day 一列应写 works（上班）或 rests（放假），现为“%(value)s”"),
    "wrong_name": _("节日名称为空或者超过 40 字"),
    "wrong_document": _("文号为空或者超过 60 字"),
    "duplicate": _("日期重复：%(value)s"),
    "plain_workday": _("%(value)s 是平常的工作日，不是节假日，不必写作上班"),
    "published_late": _("公布日期 %(value)s 晚于该年度"),
}


def told(fault: RowFault) -> str:
    """Return a fault as a sentence that names the row."""
    cause = str(CAUSES[fault.cause]) % {"value": fault.value}
    return gettext("第 %(row)s 行：%(cause)s。") % {"row": fault.row, "cause": cause}


class ArrangementFaulty(Malformed):
    """A table with one fault is refused as a whole, each fault with its row (400)."""

    rule, article = "R7.6", ART_7
    sentence = _("放假安排表有误，整份没有载入。")

    @classmethod
    def with_faults(cls, faults: Iterable[RowFault]) -> "ArrangementFaulty":
        """Return the refusal, with every fault in words."""
        return cls(about=[told(one) for one in faults])


class NotAtTheTop(Refusal):
    """Working days are the same for all governments, so only the one above all keeps them (403)."""

    status = 403
    rule, article = "R7.6", ART_7
    sentence = _("工作日历由最上级的系统管理员维护，对各级一并生效。")


class PlainDayCorrected(RuleBroken):
    """A correction that says what holds anyway would hide a later arrangement (409)."""

    rule, article = "R7.6", ART_7
    sentence = _("该日现在就是如此，无需更正。")


class NothingCorrected(RuleBroken):
    """There is no correction of that day to take back (409)."""

    rule, article = "R7.6", ART_7
    sentence = _("该日没有更正，无可撤销。")
