"""What a meeting states upward about who led its sides."""

import pytest

from apps.meetings.facts import fact_of
from apps.meetings.models import Attendance
from vocabulary.meetings import Lead


@pytest.mark.rule("R12.5")
def test_the_principal_leader_who_came_stands_in_the_chief_conveners_place(road):
    with road.at("held") as story:
        meeting = story.refresh()
        rows = meeting.attendances.filter(side="gov", capacity="member", state="checked_in")
        leader = rows.filter(slot=None).first() or rows.get(slot="convener_gov")
        assert fact_of(meeting).gov_lead == Lead.CHIEF
        Attendance.objects.filter(meeting=meeting, slot="chief_convener_gov").update(state="absent")
        assert fact_of(meeting).gov_lead == Lead.CONVENER
        meeting.principal_leader, meeting.invitation_answer = leader.name, "accepted"
        assert fact_of(meeting).gov_lead == Lead.CHIEF
        Attendance.objects.filter(pk=leader.pk).update(substitute_name="别人", substitute_title="科长")
        assert fact_of(meeting).gov_lead != Lead.CHIEF
