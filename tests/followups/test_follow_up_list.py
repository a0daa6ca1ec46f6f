"""The list of agreed items on the screen and as a file: the same rows, the same figures, never a formula (R11.8)."""

import re
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook

from apps.documents.rendering import render_xlsx
from apps.followups.export import list_of
from apps.followups.models import AgreedItem
from kernel import clock
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R11.8")]


@pytest.fixture
def story(walked, inside):
    """A meeting in follow-up, and the clock on the day after the first deadline."""
    told = walked("in_progress", topics=4)
    with inside("150121"):
        day = AgreedItem.objects.order_by("due_on").first().due_on + timedelta(days=1)
    with clock.frozen_at(clock.at_hour(day, 10)):
        yield told


def sheet(client, query=""):
    answer = client.get(f"/followups/export/xlsx?{query}")
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content)).active


def rows_of(page):
    return list(page.iter_rows(min_row=4, values_only=True))


def test_the_workbook_tells_the_rows_and_figures_of_the_screen(story, sign_in, inside):
    client = sign_in("gov_clerk")
    shown = client.get("/followups").context
    page = sheet(client)
    rows = rows_of(page)
    assert [row[1].partition("　")[0] for row in rows] == [item["number"] for item in shown["items"]]
    assert [row[6].date() for row in rows] == [item["due_on"] for item in shown["items"]]
    assert [int(row[7].partition("%")[0]) for row in rows] == [item["progress"] for item in shown["items"]]
    counts = {str(one["label"]).partition("（")[0]: one["count"] for one in shown["lights"]}
    told = page.cell(2, 1).value
    assert f"共{len(rows)}项" in told
    assert all(f"{label}{count}项" in told for label, count in counts.items())
    assert counts["逾期"] >= 1
    assert sum("逾期" in row[8] for row in rows) == counts["逾期"]


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_every_format_is_saved_under_its_name_and_never_shown(story, sign_in, form):
    answer = sign_in("union_clerk").get(f"/followups/export/{form}")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content[:4] in {b"PK\x03\x04", b"%PDF"}


def test_the_document_holds_the_same_rows(story, sign_in):
    client = sign_in("gov_clerk")
    shown = client.get("/followups").context["items"]
    [table, *_more] = docx.Document(BytesIO(client.get("/followups/export/docx").content)).tables
    assert [row.cells[1].text.partition("　")[0] for row in table.rows[1:]] == [item["number"] for item in shown]


def test_filters_of_the_screen_are_filters_of_the_file(story, sign_in):
    client = sign_in("gov_clerk")
    red = client.get("/followups?light=red").context["items"]
    assert [row[1].partition("　")[0] for row in rows_of(sheet(client, "light=red"))] == [row["number"] for row in red]


def test_a_unit_exports_what_it_may_read(story, sign_in):
    client = sign_in("gov_unit")
    shown = client.get("/followups").context["items"]
    assert 0 < len(rows_of(sheet(client))) == len(shown) < len(rows_of(sheet(sign_in("gov_clerk"))))


def test_the_list_of_one_meeting_bears_its_name(story, sign_in):
    client = sign_in("gov_clerk")
    page = sheet(client, f"meeting={story.meeting.pk}")
    assert page.cell(1, 1).value == "土默特左旗人民政府与土默特左旗总工会第一次联席会议议定事项落实情况清单"
    assert f"/followups/export/pdf?meeting={story.meeting.pk}" in text_of_links(client, story)


def text_of_links(client, story) -> str:
    return client.get(f"/meetings/{story.meeting.pk}?tab=followup").content.decode()


@pytest.mark.rule("A11")
def test_nothing_in_the_workbook_is_taken_for_a_formula(story, office, inside):
    with inside("150121"):
        item = AgreedItem.objects.first()
        AgreedItem.objects.filter(pk=item.pk).update(text='=HYPERLINK("http://x")', remark="@SUM(1)", evidence="+1")
        document = list_of(office.people["gov_clerk"], [item.pk], on=clock.today())
    page = load_workbook(BytesIO(render_xlsx(document))).active
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "d"}
    dangerous = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith(("@", "+"))]
    assert len(dangerous) == 2
    assert all(cell.quotePrefix for cell in dangerous)


@pytest.mark.parametrize("query", ["meeting=x", "meeting=%00"])
def test_a_meeting_that_is_none_is_not_found(story, sign_in, query):
    assert sign_in("gov_clerk").get(f"/followups/export/xlsx?{query}").status_code == 404


def test_an_unknown_format_is_not_found(story, sign_in):
    assert sign_in("gov_clerk").get("/followups/export/csv").status_code == 404


@pytest.mark.rule("R11.4")
def test_overdue_reports_are_counted_and_can_be_filtered(story, sign_in, inside):
    with inside("150121"):
        item = AgreedItem.objects.order_by("due_on").last()
    with clock.frozen_at(clock.at_hour(item.due_on, 10)):
        client = sign_in("gov_clerk")
        shown = client.get("/followups").context
        assert shown["reports"]["count"] == sum(row["reports_missing"] for row in shown["items"]) > 0
        missing = client.get("/followups?reports=missing").context["items"]
        assert {row["number"] for row in missing} == {row["number"] for row in shown["items"] if row["reports_missing"]}
        assert "逾期未报" in text_of(client.get(f"/followups/{item.pk}"))


@pytest.mark.rule("R11.7")
def test_the_clerk_issues_the_letter_from_the_items_page_and_the_unit_signs_there(story, sign_in, inside):
    with inside("150121"):
        item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).order_by("due_on").first()
    with clock.frozen_at(clock.at_hour(item.due_on + timedelta(days=1), 10)):
        clerk, unit = sign_in("gov_clerk"), sign_in("gov_unit")
        form = clerk.get(f"/followups/{item.pk}/do/issue_letter").content.decode()
        assert re.search(r'value="chase_up"\s+(selected|checked)', form)
        assert (
            clerk.post(f"/followups/{item.pk}/do/issue_letter", {"kind": "chase_up", "version": ""}).status_code == 302
        )
        page = unit.get(f"/followups/{item.pk}").content.decode()
        [address] = set(re.findall(r"/letters/[0-9a-f-]+/do/receive", page))
        assert "催办单 土左联督〔" in page
        assert unit.post(address, {"version": ""}).headers["Location"] == f"/followups/{item.pk}"
        assert "已签收" in text_of(clerk.get(f"/followups/{item.pk}"))
