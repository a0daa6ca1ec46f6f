"""Handing over: one term ends and the next begins; to-dos follow by themselves, old documents keep the old holder."""

from datetime import timedelta

import pytest

from apps.meetings.convening import services as convening_services
from apps.meetings.models import Meeting
from apps.organizations.accounts.selectors import holding, with_role
from apps.organizations.models import Delegation, Handover, OfficeTerm, Post, Slot, UnitMembership, User
from apps.organizations.posts.handover_services import hand_over
from apps.organizations.posts.refusals import (
    HandoverNotYet,
    HandoverTooEarly,
    HoldsAnotherSlot,
    HoldsItAlready,
    NotTheHolder,
    PostOrUnit,
    SuccessorOfOtherSide,
)
from apps.organizations.posts.selectors import holders_on
from apps.organizations.posts.services import appoint, establish_post
from apps.papers.services import confirm_paper
from apps.waiting.todos import waiting_for
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.refusals import MissingField, WrongRole
from roads.office import IN_OFFICE_SINCE
from tests.deputies import delegation as lend
from tests.deputies import handover, signed_paper
from tests.road import refused

pytestmark = pytest.mark.rule("R4.4")


def fresh(story, name):
    return User.objects.get(pk=story.office.people[name].pk)


def unit_handover(story, **more):
    """Everybody has spoken for his or her unit since before the story begins."""
    UnitMembership.objects.update(since=IN_OFFICE_SINCE)
    people = story.office.people
    given = {"post": None, "unit": story.office.units["hrss"], "from_user": people["gov_unit"], **more}
    return handover(story, to="gov_unit_2", **given)


def test_one_term_ends_on_the_eve_and_the_next_begins(road):
    with road.at("drafted") as story:
        done = handover(story)
        today = clock.today()
        assert (done.from_user.username, done.to_user.username) == ("gov_leader_2", "gov_clerk_2")
        assert done.handed_over_by.username == "security_officer"
        terms = OfficeTerm.objects.filter(post__slot="convener_gov").order_by("starts_on")
        assert [(term.holder.username, term.ends_on) for term in terms] == [
            ("gov_leader_2", today - timedelta(days=1)), ("gov_clerk_2", None),
        ]  # fmt: skip
        assert holders_on(today)[Slot.CONVENER_GOV].user.username == "gov_clerk_2"
        assert holders_on(today - timedelta(days=1))[Slot.CONVENER_GOV].user.username == "gov_leader_2"
        assert AuditEntry.objects.get(what="handover.hand_over").object_id == done.pk


def test_a_vacant_post_is_filled(road):
    with road.at("drafted") as story:
        OfficeTerm.objects.filter(post__slot="convener_gov").delete()
        assert handover(story).from_user is None
        assert holders_on(clock.today())[Slot.CONVENER_GOV].user.username == "gov_clerk_2"


def test_a_handover_to_come_changes_nothing_before_its_day(road):
    with road.at("drafted") as story:
        later = clock.today() + timedelta(days=30)
        handover(story, on_day=later)
        assert holders_on(clock.today())[Slot.CONVENER_GOV].user.username == "gov_leader_2"
        assert holders_on(later)[Slot.CONVENER_GOV].user.username == "gov_clerk_2"


def test_a_units_liaison_passes_on_with_its_right_and_its_to_dos(road):
    with road.at("drafted") as story:
        unit_handover(story)
        unit = story.office.units["hrss"]
        old, new = fresh(story, "gov_unit"), fresh(story, "gov_unit_2")
        assert not old.memberships.current().filter(unit=unit).exists()
        assert old.memberships.get(unit=unit).ended_on == clock.today()
        assert unit.pk in new.memberships.current().values_list("unit", flat=True)
        assert not old.groups.filter(pk=unit.group_id).exists()
        assert new.groups.filter(pk=unit.group_id).exists()


def test_a_unit_may_come_back_to_its_former_liaison(road):
    with road.at("drafted") as story:
        unit_handover(story)
        people = story.office.people
        back = {"post": None, "unit": story.office.units["hrss"], "from_user": people["gov_unit_2"]}
        handover(story, to="gov_unit", **back)
        assert fresh(story, "gov_unit").memberships.filter(unit=story.office.units["hrss"]).count() == 2


# --- what is refused ----------------------------------------------------------------------------------------------


def test_one_handover_is_of_one_thing(road):
    with road.at("drafted") as story:
        with refused(PostOrUnit, fields=("post",)):
            handover(story, unit=story.office.units["hrss"])
        with refused(PostOrUnit, fields=("post",)):
            handover(story, post=None)


def test_a_unit_is_handed_over_by_somebody(road):
    with road.at("drafted") as story, refused(MissingField, "R4.4", fields=("from_user",)):
        unit_handover(story, from_user=None)


def test_a_post_stays_with_its_side(road):
    with road.at("drafted") as story, refused(SuccessorOfOtherSide, fields=("to_user",)):
        handover(story, to="union_clerk")


def test_the_holder_does_not_follow_himself(road):
    with road.at("drafted") as story:
        with refused(HoldsItAlready, fields=("to_user",)):
            handover(story, to="gov_leader_2")
        with refused(HoldsItAlready, fields=("to_user",)):
            unit_handover(story, to_user=story.office.people["gov_unit"])


def test_only_who_holds_it_hands_it_over(road):
    with road.at("drafted") as story:
        with refused(NotTheHolder, fields=("from_user",)):
            handover(story, from_user=story.office.people["gov_leader"])
        with refused(NotTheHolder, fields=("from_user",)):
            unit_handover(story, from_user=story.office.people["gov_unit_3"])


def test_a_term_has_a_day_at_least_and_nothing_settled_is_overtaken(road):
    with road.at("drafted") as story:
        began = OfficeTerm.objects.get(post__slot="convener_gov").starts_on
        with refused(HandoverTooEarly, fields=("on_day",)):
            handover(story, on_day=began)
        handover(story, on_day=clock.today() + timedelta(days=30))
        with refused(HandoverTooEarly, fields=("on_day",)):
            handover(story, to="gov_clerk")
        with refused(HandoverTooEarly, fields=("on_day",)):
            unit_handover(story, on_day=IN_OFFICE_SINCE - timedelta(days=1))


def test_a_units_work_changes_hands_on_the_day(road):
    with road.at("drafted") as story, refused(HandoverNotYet, fields=("on_day",)):
        unit_handover(story, on_day=clock.today() + timedelta(days=1))


@pytest.mark.rule("R4.2")
def test_nobody_follows_into_a_second_slot(road):
    with road.at("drafted") as story, refused(HoldsAnotherSlot, fields=("to_user",)):
        handover(story, to="gov_leader")


def test_only_the_security_officer_hands_over(road):
    with road.at("drafted") as story:
        given = {"post": Post.objects.get(slot="convener_gov"), "to_user": story.office.people["gov_clerk_2"]}
        with refused(WrongRole, "R4.4"):
            hand_over(**given, on_day=clock.today(), basis="通知", **story.someone("system_officer"))


# --- what goes with the post ------------------------------------------------------------------------------------


def test_the_leaders_role_and_what_he_lent_end_with_the_post(road):
    with road.at("requested") as story:
        lent = lend(story, by="gov_leader_2", to="gov_clerk")
        assert fresh(story, "gov_leader_2").role_names == {"gov_leader"}
        handover(story)
        former, ended = fresh(story, "gov_leader_2"), Delegation.objects.get(pk=lent.pk)
        assert former.role_names == frozenset()
        assert former.roles == ["gov_leader"]
        assert former not in with_role("gov_leader")
        assert former not in holding("gov_leader", "union_clerk")
        assert fresh(story, "gov_leader") in holding("gov_leader", "union_clerk")
        assert (ended.state, ended.revoked_by.username) == ("revoked", "security_officer")
        assert AuditEntry.objects.get(what="delegation.end_with_post").object_id == lent.pk
        for someone in (former, fresh(story, "gov_clerk")):
            with refused(WrongRole, "R4.7"):
                convening_services.accept_meeting(meeting_id=story.meeting.pk, by=someone, at=clock.now())


def test_before_the_day_everything_stays_and_on_the_day_it_ends(road):
    with road.at("requested") as story:
        lent, later = lend(story, by="gov_leader_2", to="gov_clerk", days=20), clock.today() + timedelta(days=5)
        handover(story, on_day=later)
        assert Delegation.objects.get(pk=lent.pk).ends_on == later - timedelta(days=1)
        assert AuditEntry.objects.get(what="delegation.shorten").changes["ends_on"][1] == f"{lent_until(lent):%Y-%m-%d}"
        assert fresh(story, "gov_leader_2").role_names == {"gov_leader"}
        with story.on(later):
            assert fresh(story, "gov_leader_2").role_names == frozenset()
            with refused(WrongRole, "R4.7"):
                convening_services.accept_meeting(
                    meeting_id=story.meeting.pk, by=fresh(story, "gov_clerk"), at=clock.now()
                )


def lent_until(lent):
    return Delegation.objects.get(pk=lent.pk).ends_on


def test_a_leader_who_keeps_a_post_keeps_the_role_and_one_who_comes_back_has_it_again(road):
    with road.at("requested") as story:
        former = story.office.people["gov_leader_2"]
        other = establish_post(title="副秘书长（分管民政）", side="gov")
        appoint(post=other, holder=former, starts_on=IN_OFFICE_SINCE)
        handover(story)
        assert fresh(story, "gov_leader_2").role_names == {"gov_leader"}
        handover(story, post=other, to="gov_clerk")
        assert fresh(story, "gov_leader_2").role_names == frozenset()
        with story.on(clock.today() + timedelta(days=1)):
            handover(story, post=other, to="gov_leader_2")
            assert fresh(story, "gov_leader_2").role_names == {"gov_leader"}


def test_what_was_lent_to_him_ends_with_his_last_post_and_what_was_lent_to_others_stays(road):
    with road.at("requested") as story:
        to_him, to_another = lend(story, to="gov_leader_2"), lend(story, "meeting.decline", to="gov_clerk")
        handover(story)
        states = dict(Delegation.objects.values_list("pk", "state"))
        assert (states[to_him.pk], states[to_another.pk]) == ("revoked", "granted")


def test_a_liaison_who_leaves_the_last_unit_is_nobodys_deputy_any_more(road):
    with road.at("requested") as story:
        lent = lend(story, to="gov_unit")
        unit_handover(story)
        assert Delegation.objects.get(pk=lent.pk).state == "revoked"


@pytest.mark.rule("R4.7")
def test_what_he_signed_while_in_post_can_still_be_recorded(road):
    with road.at("requested") as story:
        paper = signed_paper(story, signer=story.office.people["gov_leader_2"])
        with story.on(clock.today() + timedelta(days=1)):
            handover(story)
            signer = fresh(story, "gov_leader_2")
            assert signer.as_of(paper.signed_on).role_names == {"gov_leader"}
            confirmed = confirm_paper(paper_approval_id=paper.pk, **story.someone("gov_clerk_2"))
            assert (confirmed.state, story.refresh().state) == ("confirmed", "accepted")


def test_a_meeting_keeps_the_convener_who_was_in_post_when_it_was_requested(road):
    with road.at("requested") as story:
        handover(story)
        kept = Meeting.objects.get(pk=story.meeting.pk).conveners.get(slot="convener_gov")
        assert kept.holder.username == "gov_leader_2"
        assert Handover.objects.get().to_user.username == "gov_clerk_2"


def test_what_waits_for_a_unit_waits_for_its_new_liaison(road):
    with road.at("consulting") as story:
        unit = story.office.units["hrss"]
        before = [todo.id for todo in waiting_for(fresh(story, "gov_unit")) if todo.kind == "consultation"]
        assert before
        unit_handover(story)
        assert not [t for t in waiting_for(fresh(story, "gov_unit")) if t.kind == "consultation"]
        assert set(before) <= {todo.id for todo in waiting_for(fresh(story, "gov_unit_2"))}
        assert unit.memberships.current().count() == 1
