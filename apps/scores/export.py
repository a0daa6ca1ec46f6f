"""Scores of those below as a file: typed cells, totals as formulas that recompute them, and what was scored by what.

One header row, one row a government, one fact a column; official words are Chinese whatever the page speaks.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from apps.organizations.models import User
from files.exports import Exported, media
from files.workbooks.cells import plain
from files.workbooks.writing import as_bytes
from kernel import canonical, clock
from kernel.audit import services as audit
from kernel.bulkheads import EVERYBODY, EXPORTS
from tenants.assessment.scoring.facts import Facts
from tenants.assessment.scoring.formulas import FORMULAS
from tenants.assessment.scoring.scheme import Scheme
from tenants.assessment.selectors import Scored, scheme_of
from tenants.governments.selectors import government

MEDIA = media(("xlsx", "csv"))
EXPORTED = "scores.export"
#: What stands left of the indicators, and right of them.
PLACE = ("代码", "地区", "上级代码", "年度", "名次")
TOTALS = ("得分合计", "适用分值", "基础分", "加分", "扣分", "总分", "限额前等次", "等次", "备注")
FACTS: Mapping[str, Callable[[Facts], object]] = {
    "工作规则有效": lambda facts: facts.rule_in_force,
    "已规定参数": lambda facts: facts.rule_params_present,
    "应规定参数": lambda facts: facts.rule_params_required,
    "列入政府工作计划": lambda facts: facts.in_annual_gov_work_plan,
    "应召开次数": lambda facts: facts.params.required_ordinary_meetings,
    "例会次数": lambda facts: len(facts.ordinary),
    "例会日期": lambda facts: "、".join(one.held_on.isoformat() for one in facts.ordinary),
    "议题": lambda facts: len(facts.topics),
    "有结论的议题": lambda facts: sum(one.outcome is not None for one in facts.topics),
    "议定事项": lambda facts: len(facts.items),
    "列入清单完整": lambda facts: sum(one.listed_ok for one in facts.items),
    "到期事项": lambda facts: facts.due_items.due,
    "按期办结": lambda facts: facts.due_items.on_time,
    "逾期办结": lambda facts: facts.due_items.late_closed,
    "应报进展": lambda facts: facts.reports.due,
    "按时报告": lambda facts: facts.reports.on_time,
    "未落实事项": lambda facts: facts.prior_unimplemented.count,
    "说明完整": lambda facts: facts.prior_unimplemented.fully_explained,
}


def export(user: User, scored: Sequence[Scored], *, form: str, year: int, on: date) -> Exported:
    """Return the scores of a year as xlsx or csv; what was taken along is an entry of the audit chain."""
    with EXPORTS.place(EVERYBODY), override("zh-hans"):
        now = clock.recorded_now()
        told = {"form": form, "year": year, "governments": len(scored)}
        audit.append(what=EXPORTED, at=now, recorded_at=now, by=user, object_kind="scores", changes=told)
        content = RENDERERS[form](scored, scheme_of(year), year)
        name = f"{government().gov_name}下级{year}年考核试算得分（{on:%Y-%m-%d}）.{form}"
    return Exported(name, MEDIA[form], content)


def _csv(scored: Sequence[Scored], scheme: Scheme, year: int) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    writer.writerow([*PLACE, *(one.id for one in scheme.indicators), *TOTALS, *FACTS])
    for one in scored:
        row = [*_place(one, year), *_scores(one), *_totals(one), *(of(one.gathered.facts) for of in FACTS.values())]
        writer.writerow([plain(value) if isinstance(value, str) else value for value in row])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(scored: Sequence[Scored], scheme: Scheme, year: int) -> bytes:
    book = Workbook()
    matrix = book.active
    assert isinstance(matrix, Worksheet)  # noqa: S101 - a new workbook begins with a sheet
    matrix.title = "得分"
    _matrix(matrix, scored, scheme, year)
    _sheet(book, "事实", [*PLACE[:4], *FACTS, "校验码"], [_facts(one, year) for one in scored])
    _sheet(book, "方案", ["指标", "名称", "分值", "计分办法", "依据条款"], [
        [one.id, one.name.zh, float(one.points), FORMULAS[one.formula].zh, f"第{one.article}条"]
        for one in scheme.indicators
    ])  # fmt: skip
    return as_bytes(book)


def _matrix(sheet: Worksheet, scored: Sequence[Scored], scheme: Scheme, year: int) -> None:
    """Write the matrix: the second row has the points, and totals are formulas over the row's own cells."""
    ids = [one.id for one in scheme.indicators]
    first = len(PLACE) + 1
    start, end = get_column_letter(first), get_column_letter(first + len(ids) - 1)
    raw, whole, base, bonus, deduction = (get_column_letter(first + len(ids) + at) for at in range(5))
    sheet.append([*PLACE, *ids, *TOTALS])
    sheet.append(["", "分值", "", "", "", *(float(one.points) for one in scheme.indicators)])
    for number, one in enumerate(scored, 3):
        cells = f"{start}{number}:{end}{number}"
        result = one.ranked.result
        sheet.append([
            *_place(one, year),
            *(None if score is None else float(score) for score in result.scores.values()),
            f"=SUM({cells})",
            f"=SUMPRODUCT(ISNUMBER({cells})*{start}$2:{end}$2)",
            f"=IF({whole}{number}=0,0,ROUND({raw}{number}*100/{whole}{number},2))",
            float(result.bonus), float(result.deduction),
            f"=MIN(100,MAX(0,{base}{number}+{bonus}{number}-{deduction}{number}))",
            one.ranked.grade_before_quota, one.ranked.grade, one.ranked.remark,
        ])  # fmt: skip
    _dressed(sheet, frozen=f"{start}3")
    for row in sheet.iter_rows(min_row=3, min_col=first, max_col=first + len(ids) + 5):
        for cell in row:
            cell.number_format = "0.00"


def _sheet(book: Workbook, title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(headings))
    for row in rows:
        sheet.append([plain(value) if isinstance(value, str) else value for value in row])
    _dressed(sheet, frozen="C2" if title != "方案" else "A2")


def _dressed(sheet: Worksheet, *, frozen: str) -> None:
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = "1:1"
    sheet.column_dimensions["B"].width = 22


def _place(one: Scored, year: int) -> list[object]:
    return [one.gathered.code, one.gathered.name, one.gathered.parent, year, one.ranked.rank]


def _scores(one: Scored) -> list[object]:
    return ["" if score is None else score for score in one.ranked.result.scores.values()]


def _totals(one: Scored) -> list[object]:
    result, ranked = one.ranked.result, one.ranked
    figures = (result.raw, result.applicable_max, result.base, result.bonus, result.deduction, result.final)
    return [*figures, ranked.grade_before_quota, ranked.grade, ranked.remark]


def _facts(one: Scored, year: int) -> list[object]:
    facts = one.gathered.facts
    return [*_place(one, year)[:4], *(_typed(of(facts)) for of in FACTS.values()), digest_of(facts)]


def _typed(value: object) -> object:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def digest_of(facts: Facts) -> str:
    """Return the SHA-256 of the facts in their canonical text."""
    return canonical.digest(_plain(asdict(facts)))


def _plain(value: object) -> object:
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Fraction() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return value


RENDERERS: Mapping[str, Callable[[Sequence[Scored], Scheme, int], bytes]] = {"xlsx": _xlsx, "csv": _csv}
