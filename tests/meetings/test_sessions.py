"""What a session leaves behind, whenever somebody closes it (Art. 8)."""

from datetime import timedelta

import pytest

from apps.meetings.attendance import services as attendance_services
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance
from apps.meetings.session import services as session_services
from apps.meetings.session.refusals import LeaderWasNotThere, PresiderWasNotThere
from apps.minutes.services import draft_minutes
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField
from tests.road import refused


@pytest.mark.rule("R4.8", "R8.8")
def test_a_session_written_up_the_next_day_was_held_on_the_day_of_its_notice(road):
    with road.at("noticed") as story:
        noticed = story.meeting_on
        with story.on(noticed + timedelta(days=1)):
            session_services.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
            held = _adjourned(story)
        assert (held.held_on, held.opened_at.date()) == (noticed, noticed + timedelta(days=1))


def _adjourned(story):
    for row in story.meeting.attendances.all():
        office = "gov_clerk" if row.side == "gov" else "union_clerk"
        take(ATTENDANCE, "check_in", attendance_id=row.pk, **story.someone(office))
    for text in story.chosen:
        story._decide(text)
    return session_services.adjourn_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R4.8")
def test_a_session_that_is_closed_the_next_morning_was_held_on_its_own_day(road):
    with road.at("in_session") as story:
        opened = clock.today()
        for row in story.meeting.attendances.all():
            office = "gov_clerk" if row.side == "gov" else "union_clerk"
            take(ATTENDANCE, "check_in", attendance_id=row.pk, **story.someone(office))
        for text in story.chosen:
            story._decide(text)
        with story.on(opened + timedelta(days=1)):
            held = session_services.adjourn_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        assert (held.held_on, held.year) == (opened, opened.year)


@pytest.mark.rule("R8.1", "R9.5")
def test_a_session_is_not_adjourned_under_a_presider_who_was_not_there(road):
    with road.at("in_session") as story:
        meeting = story.refresh()
        for row in meeting.attendances.all():
            office = "gov_clerk" if row.side == "gov" else "union_clerk"
            act = "mark_absent" if row.pk == meeting.presider_id else "check_in"
            take(ATTENDANCE, act, attendance_id=row.pk, **story.someone(office))
        for text in story.chosen:
            story._decide(text)
        by = {"meeting_id": meeting.pk, **story.someone("union_clerk")}
        with refused(PresiderWasNotThere, fields=("presider",)):
            take(MEETING, "adjourn", **by)
        present = meeting.attendances.filter(state="checked_in", side="gov", capacity="member").first()
        with refused(MissingField, "R8.6", fields=("presider_reason",)):
            take(MEETING, "adjourn", presider=present, **by)
        absent = meeting.attendances.filter(state="absent").first()
        with refused(PresiderWasNotThere, fields=("presider",)):
            take(MEETING, "adjourn", presider=absent, presider_reason="受委托主持", **by)
        held = take(MEETING, "adjourn", presider=present, presider_reason="原定主持人临时出差，受委托主持", **by)
        assert (held.presider, held.presider_reason) == (present, "原定主持人临时出差，受委托主持")
        minutes = draft_minutes(meeting=story.refresh(), **story.someone("union_clerk"))
        assert f"{present.title}{present.name}在" in minutes.opening


@pytest.mark.rule("R9.5")
def test_a_session_without_a_leader_of_the_government_is_not_adjourned(road):
    with road.at("in_session") as story:
        guest = {"name": "白云", "unit_name": "土默特左旗财政局", "capacity": "member", "reason": "预算事项"}
        attendance_services.invite(meeting=story.meeting, **guest, **story.someone("gov_clerk"))
        for row in Attendance.objects.filter(meeting=story.meeting):
            leads = row.side == "gov" and row.capacity == "member" and row.name != "白云"
            act = "mark_absent" if leads else "check_in"
            take(ATTENDANCE, act, attendance_id=row.pk, **story.someone(f"{row.side}_clerk"))
        for text in story.chosen:
            story._decide(text)
        stands_in = Attendance.objects.get(meeting=story.meeting, name="白云")
        given = {"meeting_id": story.meeting.pk, "presider": stands_in, "presider_reason": "领导临时有事"}
        with refused(LeaderWasNotThere):
            take(MEETING, "adjourn", **given, **story.someone("union_clerk"))
        convener = Attendance.objects.get(meeting=story.meeting, slot="convener_gov")
        take(ATTENDANCE, "check_in", attendance_id=convener.pk, **story.someone("gov_clerk"))
        assert take(MEETING, "adjourn", **given, **story.someone("union_clerk")).state == "held"
