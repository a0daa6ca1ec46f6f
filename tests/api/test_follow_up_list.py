"""The list as a file, parts, due reports and letters through the interface."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from apps.followups.models import AgreedItem
from kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(walked, inside):
    story = walked("in_progress")
    with inside("150121"):
        return AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()


@pytest.mark.rule("R11.8")
@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_the_list_comes_as_a_file(item, caller, form):
    answer = caller("gov_clerk").get(f"agreed-items/export/{form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.rule("R11.8")
def test_the_file_holds_what_the_filtered_list_holds(item, caller):
    who = caller("gov_clerk")
    listed = who.get("agreed-items", unit=str(item.lead_unit_id)).json()
    file = load_workbook(BytesIO(who.get("agreed-items/export/xlsx", unit=str(item.lead_unit_id)).content)).active
    numbers = [row[1].partition("　")[0] for row in file.iter_rows(min_row=4, values_only=True)]
    assert numbers == [row["number"] for row in listed["results"]]


def test_a_filter_that_is_none_is_refused(item, caller):
    assert caller("gov_clerk").get("agreed-items/export/xlsx", colour="red").status_code == 400
    assert caller("gov_clerk").get("agreed-items/export/xlsx", meeting="x").status_code == 400


@pytest.mark.rule("R11.4", "R11.1")
def test_an_item_tells_its_parts_due_reports_and_letters(item, caller):
    with clock.frozen_at(clock.at_hour(item.due_on + timedelta(days=1), 10)):
        who = caller("gov_clerk")
        acted = who.post(f"agreed-items/{item.pk}/issue_letter", {"kind": "chase_up"})
        assert acted.status_code == 200, acted.json()
        shown = acted.json()
        assert {"unit", "text", "due_on", "percentage"} <= set(shown["parts"][0])
        assert all({"unit", "leads", "due_on", "reported_on", "late"} == set(one) for one in shown["due_reports"])
        [letter] = shown["letters"]
        assert (letter["kind"], letter["state"], letter["number"][:4]) == ("chase_up", "issued", "土左联督")
        assert [step["superseded"] for step in shown["milestones"]] == [False] * len(shown["milestones"])


@pytest.mark.rule("R11.7")
def test_the_unit_signs_for_a_letter_and_a_refusal_says_why(item, caller):
    with clock.frozen_at(clock.at_hour(item.due_on + timedelta(days=1), 10)):
        clerk, unit = caller("gov_clerk"), caller("gov_unit")
        early = clerk.post(f"agreed-items/{item.pk}/issue_letter", {"kind": "supervision_order"})
        assert (early.status_code, early.json()["rule"]) == (409, "R11.7")
        clerk.post(f"agreed-items/{item.pk}/issue_letter", {"kind": "chase_up"})
        [letter] = unit.get("letters", kind="chase_up").json()["results"]
        assert [action["name"] for action in letter["actions"]] == ["receive"]
        done = unit.post(f"letters/{letter['id']}/receive").json()
        assert (done["state"], done["received_by"]["name"] != "") == ("received", True)
