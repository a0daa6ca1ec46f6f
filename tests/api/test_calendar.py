"""The calendar over the interface: the same days as on the page, to programs that sign in."""

from datetime import date

DAY = date(2026, 6, 12)


def test_a_caller_gets_the_days_of_a_span(walked, caller):
    story = walked("noticed", meeting_on=DAY)
    with story.on(story.day_of("noticed"), 16):
        answer = caller("gov_clerk").get("calendar", starts_on="2026-06-01", ends_on="2026-07-10").json()
    rows = {row["kind"]: row for row in answer["results"]}
    assert answer["count"] == len(answer["results"])
    assert rows["minutes"]["day"] == "2026-07-06"
    assert (rows["meeting"]["resource"], rows["meeting"]["id"]) == ("meetings", str(story.meeting.pk))
    assert set(rows["meeting"]) == {
        "day", "provisional", "starts_at", "kind", "kind_label", "title", "resource", "id",
    }  # fmt: skip
    assert [row["day"] for row in answer["results"]] == sorted(row["day"] for row in answer["results"])


def test_a_span_that_cannot_be_is_refused_by_its_field(office, caller):
    for query in ({"starts_on": "2026-02-30"}, {"starts_on": "2026-06-02", "ends_on": "2026-06-01"}, {"day": "x"}):
        assert caller("gov_clerk").get("calendar", **query).status_code == 400
    assert caller("audit_officer").get("calendar").json()["results"] == []
    assert caller().get("calendar").status_code == 401
