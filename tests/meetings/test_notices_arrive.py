"""A notice is signed for, and whatever changes after it is a further notice that names the one before (R7.5)."""

from datetime import timedelta
from typing import Any

import pytest

from apps.meetings.closing import services as closing_services
from apps.meetings.models import Notice, NoticeReceipt
from apps.meetings.receipts import refusals as receipts_refusals
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.receipts.services import acknowledge_notice
from kernel import clock
from kernel.refusals import NotYours, WrongState
from roads.story import Story
from tests.meetings.test_lists_after_the_notice import reissue
from tests.meetings.test_refusals import postpone
from tests.road import refused

pytestmark = pytest.mark.rule("R7.5")


def sign(receipt: NoticeReceipt, **who: Any) -> NoticeReceipt:
    return acknowledge_notice(notice_receipt_id=receipt.pk, **who)


def of_unit(story: Story, key: str) -> NoticeReceipt:
    return NoticeReceipt.objects.get(notice__superseded_by=None, unit=story.office.units[key])


def test_every_unit_and_every_leader_receives_the_notice_once(road):
    with road.at("noticed"):
        rows = list(NoticeReceipt.objects.select_related("unit", "attendance"))
        units = [row.unit_id for row in rows if row.unit_id]
        assert len(units) == len(set(units)) >= 3
        slots = {row.attendance.slot for row in rows if row.attendance}
        assert {"chief_convener_gov", "chief_convener_union", "convener_gov", "convener_union"} <= slots


def test_a_unit_signs_for_itself_and_the_office_for_leaders_of_its_side(road):
    with road.at("noticed") as story:
        ours = of_unit(story, "hrss")
        for wrong in (story.someone("gov_clerk"), story.speaker("finance")):
            with refused(NotYours, "R7.5"):
                sign(ours, **wrong)
        reply = "其其格，副局长，0471-8150000；局长赴外地出差，由其替会。"
        assert sign(ours, reply=reply, **story.speaker("hrss")).acknowledged_by == story.office.speaker_for("hrss")
        assert of_unit(story, "hrss").reply == reply
        chief = NoticeReceipt.objects.get(attendance__slot="chief_convener_gov")
        with refused(NotYours, "R7.5"):
            sign(chief, **story.someone("union_clerk"))
        assert sign(chief, **story.someone("gov_clerk")).state == "acknowledged"
        with refused(WrongState, "R7.5"):
            sign(chief, **story.someone("gov_clerk"))


def test_whoever_has_not_signed_after_the_hours_of_the_rule_is_silent(road):
    with road.at("noticed") as story:
        signed = sign(of_unit(story, "hrss"), **story.speaker("hrss"))
        silent = NoticeReceipt.objects.get(attendance__slot="convener_gov")
        now = clock.now()
        assert not receipts_selectors.is_silent(silent, now + timedelta(hours=12))
        assert receipts_selectors.is_silent(silent, now + timedelta(hours=40))
        assert not receipts_selectors.is_silent(signed, now + timedelta(hours=40))


def test_a_replaced_notice_is_not_signed_for_any_more(road):
    with road.at("noticed") as story:
        old = of_unit(story, "hrss")
        reissue(story)
        with refused(receipts_refusals.NoticeReplaced):
            sign(old, **story.speaker("hrss"))
        assert sign(of_unit(story, "hrss"), **story.speaker("hrss")).state == "acknowledged"


def test_postponing_after_the_notice_is_a_further_notice_that_names_the_one_before(road):
    with road.at("noticed") as story:
        first = Notice.objects.select_related("document").get(meeting=story.meeting)
        postpone(story, story.meeting_on + timedelta(days=21))
        second = Notice.objects.select_related("document").get(meeting=story.meeting, supersedes=first)
        assert second.document.number != first.document.number
        assert second.document.issuer == first.document.issuer
        assert first.document.number in str(second.document.content)
        assert "延期至2026年7月3日召开" in str(second.document.content)


@pytest.mark.parametrize("order", [("union_clerk", "gov_clerk"), ("gov_clerk", "union_clerk")])
def test_a_withdrawal_is_issued_in_the_name_of_the_issuing_side_whoever_consents_last(road, order):
    with road.at("noticed") as story:
        postpone(story, story.meeting_on + timedelta(days=21), *order)
        second = Notice.objects.select_related("document").exclude(supersedes=None).get(meeting=story.meeting)
        assert second.document.issued_by_name == story.office.people["gov_clerk"].name


def test_cancelling_after_the_notice_is_a_further_notice_and_before_it_none(road):
    with road.at("noticed") as story:
        first = Notice.objects.get(meeting=story.meeting)
        for name in ("union_clerk", "gov_clerk"):
            closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="汛情紧急", **story.someone(name))
        second = Notice.objects.select_related("document").get(meeting=story.meeting, supersedes=first)
        assert "不再召开" in str(second.document.content)
        assert second.what_changed == "汛情紧急"
        assert second.receipts.filter(state="sent").exists()
