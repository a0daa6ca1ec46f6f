"""The calendar: every day that concerns a person, on a page and under a private address, and nobody else's."""

import logging
import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from apps.meetings import kinds as meetings
from apps.organizations.accounts.password_services import change_password
from apps.organizations.accounts.rights_services import take_role
from apps.organizations.accounts.services import close_with_reason, reset_password
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import ApiToken
from config.logs import MaskFeeds
from kernel.audit.models import AuditEntry
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 12)


def looked(client, address):
    """A page in words, at no more than what a page may cost."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert (response.status_code, len(queries) <= 25) == (200, True), (address, len(queries))
    return text_of(response)


@pytest.fixture
def subscribed(sign_in, client_of):
    """`subscribed("gov_clerk")`: the address a person was shown, as its path."""

    def open_for(username):
        shown = sign_in(username).post("/calendar", {"open": "yes"}).content.decode()
        return re.search(r'value="http://[^/"]+(/calendar/feed/[\w-]+)"', shown)[1]

    return open_for


def events(response):
    """What a program reads out of a feed: day and summary."""
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(response.content)
    return {(str(one["summary"]), one.decoded("dtstart")) for one in read.walk("VEVENT")}


def test_a_month_shows_the_meeting_and_every_day_by_which_something_is_due(walked, sign_in, monkeypatch):
    story = walked("consulting", meeting_on=DAY)
    with story.on(story.day_of("consulting"), 16):
        clerk = sign_in("union_clerk")
        june, july = looked(clerk, "/calendar?month=2026-06"), looked(clerk, "/calendar?month=2026-07")
        april = looked(clerk, "/calendar?month=2026-04")
        monkeypatch.setattr(meetings, "timetable_of", None)
        assert "第1次联席会议" not in looked(clerk, "/calendar?month=2029-06"), "and nothing is computed for it"
    assert "2026年6月12日（星期五） 第1次联席会议 会议" in june
    assert "2026年6月7日（星期日） 第1次联席会议 印发通知期限" in june
    assert "2026年7月6日（星期一） 第1次联席会议 印发纪要期限" in july
    assert "第1次联席会议 启动征集" in april


def test_nobody_sees_days_of_what_he_or_she_may_not_read(walked, sign_in):
    story = walked("consulting", meeting_on=DAY)
    with story.on(story.day_of("consulting"), 16):
        months = "".join(looked(sign_in("viewer"), f"/calendar?month=2026-0{month}") for month in (4, 5, 6))
        assert "第1次联席会议" not in months
        assert sign_in("security_officer").get("/calendar").status_code == 404


def test_open_items_stand_on_their_days_by_number_only(walked, sign_in, inside):
    story = walked("in_progress", meeting_on=DAY)
    with inside("150121"):
        item = story.meeting.agreed_items.order_by("due_on").first()
    shown = looked(sign_in("gov_clerk"), f"/calendar?month={item.due_on:%Y-%m}")
    assert f"{item.number} 落实期限" in shown
    assert item.text[:12] not in shown


@pytest.mark.parametrize("asked", ["2026-13", "soon", "0001-01", "9999-12", "2026-1'--"])
def test_a_month_that_there_is_not_is_this_month(asked, office, sign_in):
    assert f"{timezone.localdate().month}月" in looked(sign_in("gov_clerk"), f"/calendar?month={asked}")


def test_a_private_address_gives_the_days_to_any_program(walked, subscribed, client_of, inside):
    story = walked("noticed", meeting_on=DAY)
    address = subscribed("gov_clerk")
    with story.on(story.day_of("noticed"), 16):
        answer = client_of("150121").get(address)
    found = events(answer)
    assert ("印发纪要期限 第1次联席会议", date(2026, 7, 6)) in found
    assert [moment.date() for summary, moment in found if summary == "会议 第1次联席会议"] == [DAY]
    text = answer.content.decode()
    with inside("150121"):
        story.meeting.refresh_from_db()
    assert story.meeting.venue not in text
    assert "X-WR-CALNAME" in text
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert {"private", "no-store"} <= set(re.split(r",\s*", answer.headers["Cache-Control"]))


def test_only_the_hash_of_an_address_is_kept_and_the_record_says_who_opened_it(office, subscribed, inside):
    token = subscribed("gov_clerk").rpartition("/")[2]
    with inside("150121"):
        assert not ApiToken.objects.filter(digest=token).exists()
        assert AuditEntry.objects.get(what="calendar.open").actor_name == office.people["gov_clerk"].printed_name
        assert token not in str(list(AuditEntry.objects.values()))


def test_a_feed_speaks_the_language_of_the_person_and_not_of_the_program(walked, subscribed, client_of):
    story = walked("consulting", meeting_on=DAY)
    with story.on(story.day_of("consulting"), 16):
        path, client = subscribed("union_clerk"), client_of("150121")
        chinese = events(client.get(path, headers={"accept-language": "en"}))
        english = events(client.get(f"{path}?language=en", headers={"accept-language": "zh-hans"}))
    assert chinese
    assert all(re.search("[\u4e00-\u9fa5]", title) for title, _day in chinese)
    assert {title for title, _day in english} != {title for title, _day in chinese}


def test_a_wrong_address_is_answered_like_one_that_there_is_not(office, client_of, inside, subscribed):
    subscribed("gov_clerk")
    client = client_of("150121")
    with inside("150121"):
        interface = issue_token(user=office.people["gov_clerk"], at=timezone.now())[0]

    def without_fields(response):
        return re.sub(r'value="[^"]*"', "", response.content.decode())

    nowhere = without_fields(client.get("/calendar/feed/x/y"))
    for token in ("nothing", "A" * 43, interface):
        wrong = client.get(f"/calendar/feed/{token}")
        assert (wrong.status_code, without_fields(wrong)) == (404, nowhere)


def test_the_address_opens_the_calendar_and_nothing_else(subscribed, client_of):
    token = subscribed("gov_clerk").rpartition("/")[2]
    client = client_of("150121")
    assert client.get("/api/v1/me", headers={"Authorization": f"Token {token}"}).status_code == 401
    assert client.get(f"/calendar/feed/{token}").status_code == 200
    assert client.post(f"/calendar/feed/{token}").status_code == 405
    assert client_of("150102").get(f"/calendar/feed/{token}").status_code == 404


def test_a_renewed_an_ended_and_an_old_address_answer_no_more(office, subscribed, sign_in, client_of, inside):
    client = client_of("150121")
    first, second = subscribed("gov_clerk"), subscribed("gov_clerk")
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    with inside("150121"):
        ApiToken.objects.update(
            created_at=timezone.now() - timedelta(days=400), expires_at=timezone.now() - timedelta(1)
        )
    assert client.get(second).status_code == 404
    third = subscribed("gov_clerk")
    assert sign_in("gov_clerk").post("/calendar", {"end": "yes"}).status_code == 302
    assert client.get(third).status_code == 404


def test_the_address_ends_with_the_account_its_roles_and_its_password(office, subscribed, client_of, inside):
    client, people, at = client_of("150121"), office.people, timezone.now()
    system, security = ({"by": people[f"{name}_officer"], "at": at} for name in ("system", "security"))
    ends = {
        "gov_clerk": lambda one: change_password(user=one, password="Chosen-by-oneself-2026", at=at),
        "gov_leader": lambda one: reset_password(account_id=one.pk, reason="忘记密码", **system),
        "gov_clerk_2": lambda one: take_role(account_id=one.pk, role="gov_clerk", reason="调离", **security),
        "union_clerk_2": lambda one: close_with_reason(account_id=one.pk, reason="调离", **system),
    }
    for who, end in ends.items():
        address = subscribed(who)
        assert client.get(address).status_code == 200, who
        with inside("150121"):
            end(people[who])
        assert client.get(address).status_code == 404, who


def test_no_line_of_a_log_tells_an_address():
    record = logging.LogRecord("django.request", 30, "", 1, "%s: %s", ("Not Found", "/calendar/feed/s3cr3t-x?a"), None)
    other = logging.LogRecord("django.request", 30, "", 1, "%s: %s", ("Not Found", "/calendar?month=1"), None)
    assert MaskFeeds().filter(record)
    assert MaskFeeds().filter(other)
    assert (record.getMessage(), other.args) == ("Not Found: /calendar/feed/***?a", ("Not Found", "/calendar?month=1"))
    assert all("mask_feeds" in handler["filters"] for handler in settings.LOGGING["handlers"].values())
