"""What takes two people takes two: nobody answers what he put forward, neither as a deputy nor through one."""

import pytest

from apps.followups.extensions import services as extensions
from apps.followups.extensions.refusals import OwnExtension
from apps.followups.items import services as followups
from apps.followups.items.refusals import OwnReport
from apps.followups.models import AgreedItem, Extension
from apps.minutes.lifecycle import MINUTES
from apps.minutes.refusals import OwnText
from apps.organizations.models import UnitMembership, User
from kernel.lifecycle.engine import take
from kernel.lifecycle.table import LIFECYCLES, Action, AnotherPerson, Lifecycle, states
from kernel.workcalendar.rules import plus_months
from roads.office import IN_OFFICE_SINCE
from tests.deputies import delegation, handover
from tests.road import refused

APPROVE = "minutes.approve_for_union"


def with_roles(story, name, *roles):
    """The same person with further roles of his or her side, as an account may be opened."""
    User.objects.filter(username=name).update(roles=sorted(roles))
    story.office.people[name].refresh_from_db(fields=["roles"])


@pytest.fixture
def as_before(road):
    """Whoever was given further roles has the former ones again afterwards, also where the story keeps the person."""
    before = {name: list(user.roles) for name, user in road.story.office.people.items()}
    yield
    for name, roles in before.items():
        road.story.office.people[name].roles = roles


@pytest.mark.rule("R9.3")
def test_who_handed_the_text_in_does_not_approve_it_as_a_deputy(road):
    with road.at("union_review") as story:
        delegation(story, APPROVE, by="union_leader", to="union_clerk")
        with refused(OwnText):
            take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.3")
def test_who_handed_the_text_in_does_not_approve_it_by_another_role(road, as_before):
    with road.at("union_review") as story:
        with_roles(story, "union_clerk", "union_clerk", "union_leader")
        with refused(OwnText):
            take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.3")
def test_nor_through_a_deputy(road, as_before):
    with road.at("union_review") as story:
        with_roles(story, "union_clerk", "union_clerk", "union_leader")
        delegation(story, APPROVE, by="union_clerk", to="union_clerk_2")
        with refused(OwnText):
            take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_clerk_2"))
        assert take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_leader")).pk


@pytest.mark.rule("R11.6")
@pytest.mark.parametrize("answer", ["grant", "refuse"])
def test_who_asked_for_more_time_does_not_answer(road, as_before, answer):
    with road.at("in_progress") as story:
        item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
        given = {"new_due_on": plus_months(item.due_on, 6), "reason": "资金年底到位"}
        extensions.request_extension(agreed_item_id=item.pk, **given, **story.speaker("hrss"))
        with_roles(story, "gov_unit", "gov_unit", "gov_clerk")
        asked = {"extension_id": Extension.objects.get(item=item, state="requested").pk}
        take = {"grant": extensions.grant_extension, "refuse": extensions.refuse_extension}[answer]
        with refused(OwnExtension):
            take(**asked, **({"reason": "年内须完成"} if answer == "refuse" else {}), **story.someone("gov_unit"))


@pytest.mark.rule("R11.5")
def test_who_reported_an_item_done_does_not_close_it_when_he_has_left_the_unit(road, as_before):
    with road.at("checked") as story:
        item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"], state="checked").first()
        with_roles(story, "gov_unit", "gov_unit", "gov_clerk")
        UnitMembership.objects.update(since=IN_OFFICE_SINCE)
        unit = {"post": None, "unit": story.office.units["hrss"], "from_user": story.office.people["gov_unit"]}
        handover(story, to="gov_unit_2", **unit)
        with refused(OwnReport):
            followups.close_out_item(agreed_item_id=item.pk, **story.someone("gov_unit"))
        assert followups.close_out_item(agreed_item_id=item.pk, **story.someone("gov_clerk")).state == "closed"


def test_every_row_that_answers_another_of_its_side_asks_for_another_person():
    """Draft and ask to convene, submit and approve, report, check and close, ask for time and grant it.

    Whoever adds a row thinks of this.
    """
    apart = {
        f"{one.name}.{row.name}": row.another.than
        for one in LIFECYCLES.values()
        for row in one.actions
        if row.another is not None
    }
    assert apart.keys() == {
        "meeting.request", "minutes.approve_for_union", "minutes.approve_for_government", "agreed_item.check",
        "agreed_item.close_out", "extension.grant", "extension.refuse",
    }  # fmt: skip


def test_a_row_is_not_kept_apart_from_an_act_that_there_is_not():
    minutes_table = LIFECYCLES["minutes"]
    row = Action(
        "approve", "", states("drafting"), None, (), "", another=AnotherPerson(("submit",)),
    )  # fmt: skip
    with pytest.raises(ValueError, match="kept apart"):
        Lifecycle(name="nobody's", label="", model="", states=minutes_table.states, actions=(row,))
