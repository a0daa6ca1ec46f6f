"""Scores as a file: typed, flat, and with totals that recompute themselves."""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from apps.scores.export import TOTALS
from kernel.audit.models import AuditEntry
from tenants.assessment.scoring.scheme import shipped
from tests.scores.test_pages import HOME, LEAGUE, a_year, above, today

__all__ = ["a_year", "above", "today"]
pytestmark = [pytest.mark.django_db, pytest.mark.rule("R12.5")]
IDS = [one.id for one in shipped().indicators]


@pytest.mark.usefixtures("a_year", "today")
def test_the_csv_has_one_row_a_government_and_one_fact_a_column(above: Any) -> None:
    answer = above(LEAGUE, "assessor").get("/assessment/export/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    own = next(row for row in rows if row["代码"] == HOME)
    assert len({row["代码"] for row in rows}) == len(rows) >= 2
    assert (own["年度"], own["C1"], own["E1"], own["议题"]) == ("2026", "3.00", "", "3")


@pytest.mark.usefixtures("a_year", "today")
def test_the_workbooks_totals_recompute_and_agree_with_ours(above: Any) -> None:
    client = above(LEAGUE, "assessor")
    figures = list(csv.DictReader(io.StringIO(client.get("/assessment/export/csv").content.decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(client.get("/assessment/export/xlsx").content))
    assert book.sheetnames == ["得分", "事实", "方案"]
    sheet = book["得分"]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "F3"
    for row, ours in zip(sheet.iter_rows(min_row=3), figures, strict=True):
        cells = dict(zip(heads, row, strict=True))
        assert all(isinstance(cells[key].value, int | float | None) for key in IDS)
        assert cells["得分合计"].value.startswith("=SUM(")
        for name in ("得分合计", "适用分值", "基础分", "总分"):
            assert computed(sheet, cells[name].coordinate) == Decimal(ours[name]), name
    assert {cell.value for cell in book["事实"][1]} >= {"代码", "校验码", "按期办结"}
    assert [row[0].value for row in book["方案"].iter_rows(min_row=2)] == IDS
    assert len(TOTALS) == 9


@pytest.mark.usefixtures("a_year", "today")
def test_what_was_taken_along_is_on_record_and_other_forms_are_unknown(above: Any, inside: Any) -> None:
    client = above(LEAGUE, "assessor")
    assert client.get("/assessment/export/xlsx?year=2026").status_code == 200
    assert client.get("/assessment/export/exe").status_code == 404
    with inside(LEAGUE):
        assert AuditEntry.objects.filter(what="scores.export").get().changes["form"] == "xlsx"


def computed(sheet: Any, place: str) -> Decimal:
    """What a spreadsheet program makes of one of the formulas that are written here."""
    value = sheet[place].value
    if not isinstance(value, str) or not value.startswith("="):
        return Decimal(str(value or 0))
    return _formula(sheet, value[1:])


def _formula(sheet: Any, text: str) -> Decimal:
    if found := re.fullmatch(r"SUM\((\w+):(\w+)\)", text):
        return sum(
            (Decimal(str(cell.value)) for cell in _cells(sheet, *found.groups()) if cell.value is not None), Decimal(0)
        )
    if found := re.fullmatch(r"SUMPRODUCT\(ISNUMBER\((\w+):(\w+)\)\*(\w+)\$2:(\w+)\$2\)", text):
        points = _cells(sheet, f"{found[3]}2", f"{found[4]}2")
        pairs = zip(_cells(sheet, found[1], found[2]), points, strict=True)
        return sum((Decimal(str(most.value)) for cell, most in pairs if cell.value is not None), Decimal(0))
    if found := re.fullmatch(r"IF\((\w+)=0,0,ROUND\((\w+)\*100/(\w+),2\)\)", text):
        whole = computed(sheet, found[3])
        share = computed(sheet, found[2]) * 100 / whole if whole else Decimal(0)
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = re.fullmatch(r"MIN\(100,MAX\(0,(\w+)\+(\w+)-(\w+)\)\)", text)
    assert found, text
    base, bonus, deduction = (computed(sheet, place) for place in found.groups())
    return min(Decimal(100), max(Decimal(0), base + bonus - deduction))


def _cells(sheet: Any, start: str, end: str) -> list[Any]:
    return list(sheet[f"{start}:{end}"][0])
