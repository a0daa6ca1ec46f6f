"""Standing in: a leader's named acts, lent for some days to somebody of the same side, and said beside every act."""

from datetime import timedelta

import pytest

from apps.meetings.convening import services as convening_services
from apps.meetings.convening.refusals import OwnDraft, OwnRequest
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.meetings.selectors import visible_to
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes
from apps.organizations.deputies.refusals import (
    DelegateOfOtherSide,
    DelegateToOneself,
    DelegationDatesBroken,
    DelegationOver,
    DelegationOverlaps,
    NotHeldByGrantor,
    OnlyOwnActs,
    OnwardDelegation,
)
from apps.organizations.deputies.services import revoke_delegation
from apps.organizations.models import User
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle.engine import take
from kernel.lifecycle.permission import available
from kernel.refusals import MissingField, NotYours, WrongRole, WrongSide
from roads.story import Story
from tests.deputies import ACCEPT
from tests.deputies import delegation as lend
from tests.road import refused

pytestmark = pytest.mark.rule("R4.4")


def accept(story: Story, by: str = "gov_clerk") -> Meeting:
    return convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone(by))


def fresh(story: Story, name: str) -> User:
    return User.objects.get(pk=story.office.people[name].pk)


@pytest.mark.rule("R4.1", "C4")
def test_who_drafted_does_not_ask_for_the_meeting_in_the_leaders_place_and_a_colleague_does(road):
    with road.at("drafted") as story:
        lend(story, "meeting.request", by="union_leader", to="union_clerk")
        with refused(OwnDraft):
            convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
    with road.at("drafted") as story:
        lend(story, "meeting.request", by="union_leader", to="union_clerk_2")
        asked = convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk_2"))
        assert asked.state == "requested"


@pytest.mark.rule("R4.1", "C4")
def test_a_colleagues_last_comma_does_not_make_the_text_somebody_elses(road):
    with road.at("drafted") as story:
        lend(story, "meeting.request", by="union_leader", to="union_clerk_2")
        plan = {"kind": "ordinary", "planned_on": story.meeting_on}
        for who, text in (("union_clerk_2", "年度例会"), ("union_clerk", "年度例会。")):
            convening_services.edit_meeting(
                meeting_id=story.meeting.pk, request_text=text, **plan, **story.someone(who)
            )
        with refused(OwnDraft):
            convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk_2"))


def test_a_delegate_takes_the_act_and_the_record_says_for_whom(road):
    with road.at("requested") as story:
        with refused(WrongRole, "R4.7"):
            accept(story)
        lent = lend(story)
        assert accept(story).state == "accepted"
        leader, clerk = story.office.people["gov_leader"], story.office.people["gov_clerk"]
        entry = AuditEntry.objects.get(what="meeting.accept")
        until = lent.ends_on
        assert entry.actor_id == clerk.pk
        assert entry.actor_name == f"{clerk.name}（受{leader.name}委托，{clock.today():%Y-%m-%d}至{until:%Y-%m-%d}）"
        assert entry.changes["under"] == {
            "kind": "delegation", "id": str(lent.pk), "for": leader.name, "for_id": str(leader.pk),
            "from": f"{lent.starts_on:%Y-%m-%d}", "to": f"{until:%Y-%m-%d}",
        }  # fmt: skip


def test_an_act_of_ones_own_is_not_said_to_be_anothers(road):
    with road.at("requested") as story:
        lend(story)
        accept(story, "gov_leader_2")
        entry = AuditEntry.objects.get(what="meeting.accept")
        assert entry.actor_name == story.office.people["gov_leader_2"].name
        assert "under" not in entry.changes


def test_the_security_officer_writes_a_delegation_down_for_a_leader(road):
    with road.at("requested") as story:
        lend(story, by="security_officer", grantor=story.office.people["gov_leader"])
        assert accept(story).state == "accepted"


def test_a_delegate_takes_exactly_the_named_acts(road):
    with road.at("requested") as story:
        lend(story, "meeting.decline")
        clerk = fresh(story, "gov_clerk")
        meeting = story.refresh()
        offered = {row.name for row in available(MEETING, meeting, clerk)}
        assert "decline" in offered
        assert "accept" not in offered
        with refused(WrongRole, "R4.7"):
            accept(story)


@pytest.mark.parametrize("days", [-1, 11])
def test_a_delegate_acts_on_the_days_covered_only(road, days):
    with road.at("requested") as story:
        lend(story)
        with story.on(clock.today() + timedelta(days=days)), refused(WrongRole, "R4.7"):
            accept(story)


def test_the_last_day_is_covered(road):
    with road.at("requested") as story:
        lent = lend(story)
        with story.on(lent.ends_on, 23):
            assert accept(story).state == "accepted"


def test_a_revoked_delegation_carries_nothing(road):
    with road.at("requested") as story:
        lent = lend(story)
        assert revoke_delegation(delegation_id=lent.pk, reason="提前返回", **story.someone("gov_leader")).revoked_at
        with refused(WrongRole, "R4.7"):
            accept(story)


def test_a_leader_whose_account_is_closed_lends_nothing(road):
    with road.at("requested") as story:
        lend(story)
        User.objects.filter(username="gov_leader").update(is_active=False, state="closed")
        with refused(WrongRole, "R4.7"):
            accept(story)


def test_a_deputy_outside_the_office_reads_what_he_stands_in_for(road):
    with road.at("requested") as story:
        assert not visible_to(fresh(story, "gov_unit")).filter(pk=story.meeting.pk).exists()
        lend(story, to="gov_unit")
        assert visible_to(fresh(story, "gov_unit")).filter(pk=story.meeting.pk).exists()
        assert accept(story, "gov_unit").accepted_by.username == "gov_unit"


def test_standing_in_counts_for_both_people():
    clerk, leader = User(name="甲"), User(name="乙")
    assert clerk.people == {clerk.pk}
    assert clerk.acting_under({"kind": "delegation"}, "", stands_for=leader.pk).people == {clerk.pk, leader.pk}


def test_nobody_accepts_his_own_request_through_a_deputy(road):
    """Whoever asked cannot answer by lending the answer to somebody else."""
    with road.at("requested") as story:
        Meeting.objects.filter(pk=story.meeting.pk).update(requested_by=story.office.people["gov_leader"])
        lend(story)
        with refused(OwnRequest):
            accept(story)


# --- what is refused ----------------------------------------------------------------------------------------------


def test_no_act_is_lent_to_the_other_side(road):
    with road.at("requested") as story, refused(DelegateOfOtherSide, fields=("delegate",)):
        lend(story, to="union_clerk")


def test_no_act_is_lent_to_a_closed_account(road):
    with road.at("requested") as story:
        closed = story.office.people["gov_clerk_2"]
        closed.is_active = False
        try:
            with refused(DelegateOfOtherSide, fields=("delegate",)):
                lend(story, to="gov_clerk_2")
        finally:
            closed.is_active = True


def test_nobody_lends_to_himself(road):
    with road.at("requested") as story, refused(DelegateToOneself, fields=("delegate",)):
        lend(story, to="gov_leader")


def test_nobody_lends_what_is_not_his(road):
    with road.at("requested") as story, refused(NotHeldByGrantor, fields=("acts",)):
        lend(story, ACCEPT, "minutes.approve_for_union")


def test_what_was_lent_is_not_lent_on(road):
    with road.at("requested") as story:
        lend(story)
        with refused(WrongRole, "R4.4"):
            lend(story, by="gov_clerk", to="gov_clerk_2")
        with refused(OnwardDelegation, fields=("acts",)):
            lend(story, by="security_officer", grantor=story.office.people["gov_clerk"], to="gov_clerk_2")


@pytest.mark.parametrize(("starts", "ends"), [(5, 4), (-9, -1)])
def test_dates_run_forwards_and_are_not_over(road, starts, ends):
    with road.at("requested") as story, refused(DelegationDatesBroken, fields=("ends_on",)):
        today = clock.today()
        lend(story, starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=ends))


def test_one_act_has_one_deputy_on_a_day(road):
    with road.at("requested") as story:
        first = lend(story)
        with refused(DelegationOverlaps, fields=("acts",)):
            lend(story, ACCEPT, "meeting.decline", to="gov_clerk_2")
        assert lend(story, "meeting.decline", to="gov_clerk_2").state == "granted"
        after = first.ends_on + timedelta(days=1)
        assert lend(story, starts_on=after, ends_on=after, to="gov_clerk_2").state == "granted"
        revoke_delegation(delegation_id=first.pk, reason="提前返回", **story.someone("gov_leader"))
        assert lend(story, to="gov_clerk_2").state == "granted"


def test_a_leader_lends_nobody_elses_acts(road):
    with road.at("requested") as story, refused(OnlyOwnActs, fields=("grantor",)):
        lend(story, grantor=story.office.people["gov_leader_2"])


def test_the_security_officer_says_whose_acts_are_lent(road):
    with road.at("requested") as story, refused(MissingField, "R4.4", fields=("grantor",)):
        lend(story, by="security_officer")


@pytest.mark.parametrize(("by", "refusal"), [("gov_unit", WrongRole), ("system_officer", WrongRole)])
def test_only_leaders_and_the_security_officer_lend(road, by, refusal):
    with road.at("requested") as story, refused(refusal, "R4.4"):
        lend(story, by=by)


def test_only_the_grantor_or_the_security_officer_takes_back(road):
    with road.at("requested") as story:
        lent = lend(story)
        for name, refusal in {"gov_leader_2": NotYours, "gov_clerk": WrongRole}.items():
            with refused(refusal, "R4.4"):
                revoke_delegation(delegation_id=lent.pk, reason="不再需要", **story.someone(name))
        assert revoke_delegation(delegation_id=lent.pk, reason="核对", **story.someone("security_officer")).revoked_by


def test_what_is_over_is_not_taken_back(road):
    with road.at("requested") as story:
        lent = lend(story)
        with story.on(lent.ends_on + timedelta(days=1)), refused(DelegationOver):
            revoke_delegation(delegation_id=lent.pk, reason="过期", **story.someone("gov_leader"))


def test_a_delegation_never_reaches_the_other_side(road):
    with road.at("requested") as story:
        lend(story)
        with refused(WrongSide, "R4.7"):
            accept(story, "union_clerk")


@pytest.mark.rule("R9.3")
def test_minutes_approved_by_a_deputy_print_for_whom(road):
    with road.at("union_review") as story:
        lend(story, "minutes.approve_for_union", by="union_leader", to="union_clerk_2")
        take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_clerk_2"))
        approval = Minutes.objects.get(pk=story.minutes.pk).approvals.get(side="union")
        assert f"（受{story.office.people['union_leader'].name}委托，" in approval.person_name
        assert approval.person_id == story.office.people["union_clerk_2"].pk
