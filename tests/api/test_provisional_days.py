"""Programs are told which days rest on working days that are not published yet."""

from datetime import date, timedelta

import pytest

from tests.api.conftest import TMT

pytestmark = pytest.mark.rule("R9.7")


def test_each_day_says_whether_it_is_provisional(walked, caller, inside):
    held = date(2026, 12, 25)
    story = walked("held", meeting_on=held)
    with inside(TMT):
        due = story.refresh().minutes_due_on
    assert due.year == 2027
    with story.on(held + timedelta(days=4), 16):
        clerk = caller("union_clerk")
        to_dos = clerk.get("desk").json()["results"]
        meeting = clerk.get(f"meetings/{story.meeting.pk}").json()
        days = clerk.get("calendar", starts_on="2026-12-01", ends_on="2027-03-01").json()["results"]
        past = clerk.get("calendar", starts_on="2026-09-01", ends_on="2026-12-24").json()["results"]
    assert [row["provisional"] for row in to_dos if row["due_on"] == due.isoformat()] == [True]
    assert meeting["minutes_due_provisional"] is True
    assert all(one["provisional"] == (one["due_on"] == due.isoformat()) for one in meeting["awaited"])
    assert {row["kind"]: row["provisional"] for row in days} == {"meeting": False, "minutes": True}
    assert not any(row["provisional"] for row in past)


def test_a_preparation_says_whether_its_day_is_provisional(walked, caller):
    session = date(2027, 1, 4)
    story = walked("settled", meeting_on=session)
    with story.on(story.day_of("settled"), 16):
        clerk = caller("union_clerk")
        rows = clerk.get("preparation-items").json()["results"]
        assert {row["provisional"] for row in rows} == {True}
        body = {"office": "union", "due_on": "2026-12-30"}
        own = rows[0]
        assert clerk.post(f"preparation-items/{own['id']}/assign", body).status_code == 200
        again = clerk.get(f"preparation-items/{own['id']}").json()
    assert (again["due_on"], again["provisional"]) == ("2026-12-30", False)
