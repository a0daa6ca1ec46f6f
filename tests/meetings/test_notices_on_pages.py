"""Notices are signed for at the browser; the desk says what nobody has planned (R4.9, R7.5)."""

from datetime import date

import pytest

from apps.meetings.models import NoticeReceipt
from kernel import clock
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R7.5")
def test_a_unit_finds_the_notice_on_its_desk_signs_and_the_offices_see_it(walked, sign_in, office, inside):
    story = walked("noticed")
    with inside("150121"):
        receipt = NoticeReceipt.objects.get(unit=office.units["hrss"])
        name = office.speaker_for("hrss").username
    act, page = f"/notice-receipts/{receipt.pk}/do/acknowledge", f"/meetings/{story.meeting.pk}?tab=agenda"
    with story.on(story.day_of("noticed"), 15):
        unit, clerk = sign_in(name), sign_in("union_clerk")
        desk = unit.get("/")
        assert act in desk.content.decode()
        assert "无期限" not in text_of(desk)
        assert act not in clerk.get(page).content.decode()
        assert unit.post(act, {"version": ""}).status_code == 302
        assert act not in unit.get("/").content.decode()
        assert "已签收" in text_of(clerk.get(page))
        assert "超过规定时间未签收" not in text_of(clerk.get(page))
    with story.on(story.day_of("in_session"), 8):
        assert "超过规定时间未签收" in text_of(clerk.get(page))


@pytest.mark.rule("R5.7")
def test_the_list_of_names_says_who_led_each_side_without_blocking(walked, sign_in):
    story = walked("held")
    with story.on(story.day_of("held"), 15):
        words = text_of(sign_in("gov_clerk").get(f"/meetings/{story.meeting.pk}?tab=attendance"))
    assert words.count("总召集人到会") == 2


@pytest.mark.rule("R4.9")
def test_the_desk_of_an_office_says_that_nobody_has_asked_for_this_years_meeting(office, sign_in):
    with clock.frozen_at(clock.at_hour(date(2026, 7, 2), 9)):
        assert "2026 年度尚未提请召开联席会议" in text_of(sign_in("gov_clerk").get("/"))
        assert "尚未提请" not in text_of(sign_in("gov_unit").get("/"))
