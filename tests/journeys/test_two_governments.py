"""Two governments side by side, with people of the same names: nothing of the one is worth anything in the other."""

from typing import Any

import pytest
from django.utils import timezone

from apps.meetings.convening import services as convening_services
from apps.meetings.models import Meeting
from apps.meetings.topic_list import services as topic_list_services
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from apps.organizations.units.permissions import held
from apps.topics.models import Topic
from apps.topics.screening import services as screening_services
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.consents.models import Consent
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed, UnknownObject
from kernel.schema import WrongSchema
from tests.cast import a_story, an_office

pytestmark = pytest.mark.django_db
HERE, THERE = "150121", "150102"
UNION = "heat_outdoor"


@pytest.fixture
def stories(inside: Any) -> dict[str, Any]:
    """The same story in two governments, as far as the prepared list."""
    told = {}
    for code in (HERE, THERE):
        with inside(code):
            told[code] = a_story(an_office(code)).walk("prepared")
    return told


def test_the_same_user_name_is_another_person(inside, stories):
    here, there = (stories[code].office.people["union_clerk"] for code in (HERE, THERE))

    assert here.username == there.username
    assert here.pk != there.pk
    with inside(THERE):
        assert not User.objects.filter(pk=here.pk).exists()


@pytest.mark.rule("R1.2!two-governments", "C2", "C10")
def test_an_act_on_an_object_of_another_government_finds_nothing(inside, stories):
    story = stories[THERE]
    with inside(THERE), story.on(story.day_of("settled")):
        by = story.someone("union_clerk")
        with pytest.raises(UnknownObject):
            topic_list_services.settle_list(meeting_id=stories[HERE].meeting.pk, **by)
        with pytest.raises(UnknownObject):
            screening_services.table_topic(topic_id=stories[HERE].topics[UNION].pk, **by)
        assert AuditEntry.objects.filter(outcome="refused").count() == 2
    with inside(HERE):
        assert not AuditEntry.objects.filter(outcome="refused").exists()


@pytest.mark.rule("R12.3!drafts", "C10")
def test_a_level_above_finds_nothing_of_a_draft_below(inside):
    with inside("150100"):
        league = an_office("150100", has_children=True).people
    with inside(HERE):
        draft = a_story(an_office(HERE)).walk("drafted").meeting.pk
    with inside("150100"):
        assert not Meeting.objects.filter(pk=draft).exists()
        for name, verb in (
            ("union_leader", convening_services.request_meeting),
            ("gov_leader", convening_services.accept_meeting),
        ):
            with pytest.raises(UnknownObject):
                verb(meeting_id=draft, by=league[name], at=timezone.now())


@pytest.mark.rule("R11.2")
def test_no_unit_of_another_government_is_made_responsible(inside, stories):
    there = stories[THERE].office.units["hrss"].pk
    with inside(HERE), pytest.raises(Malformed) as told:
        clean((Need("lead_unit", "牵头单位", "ref", to="organizations.Unit"),), {"lead_unit": str(there)})
    assert list(told.value.fields) == ["lead_unit"]


def test_what_was_read_in_one_government_is_never_written_in_another(inside, stories):
    with inside(HERE):
        meeting, everything = Meeting.objects.get(), Meeting.objects.all()
        list(everything)
        later = Topic.objects.filter(state="prepared")
    with inside(THERE):
        for misuse in (meeting.save, meeting.delete, meeting.refresh_from_db, later.exists, later.delete):
            with pytest.raises(WrongSchema):
                misuse()
        with pytest.raises(WrongSchema):
            later.update(title="改")
        assert Topic.objects.filter(state="prepared").exists()


@pytest.mark.rule("R1.2")
def test_a_consent_given_in_one_government_settles_nothing_in_the_other(inside, stories):
    for code in (HERE, THERE):
        story = stories[code]
        with inside(code), story.on(story.day_of("settled")):
            for topic in story.topics.values():
                screening_services.table_topic(topic_id=topic.pk, **story.someone("union_clerk"))
            side = "union_clerk" if code == HERE else "gov_clerk"
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(side))
    for code in (HERE, THERE):
        with inside(code):
            assert Meeting.objects.get().state == "collecting"
            assert Consent.objects.count() == 1


def test_a_right_granted_in_one_government_is_none_in_the_other(inside, stories):
    topic = stories[HERE].topics[UNION]
    with inside(HERE):
        mine = held(stories[HERE].office.speaker_for("union_rights"), [topic])
        assert mine[topic.pk] == {"act_for_proposer"}
    with inside(THERE):
        assert held(stories[THERE].office.speaker_for("union_rights"), [topic])[topic.pk] == set()


def test_the_two_audit_chains_stand_apart_and_both_hold(inside, stories):
    seen = []
    for code in (HERE, THERE):
        with inside(code):
            assert list(faults()) == []
            seen.append(set(AuditEntry.objects.values_list("digest", flat=True)))
            assert not AuditEntry.objects.filter(object_id=stories[THERE if code == HERE else HERE].meeting.pk).exists()
    assert seen[0].isdisjoint(seen[1])


@pytest.mark.rule("A4")
def test_a_session_and_a_token_are_worth_nothing_on_the_other_host(inside, stories, client_of):
    here, there = client_of(HERE), client_of(THERE)
    with inside(HERE):
        token, _row = issue_token(user=stories[HERE].office.people["union_clerk"], at=timezone.now())
    headers = {"Authorization": f"Token {token}"}
    address = f"/api/v1/meetings/{stories[HERE].meeting.pk}"

    assert here.get(address, headers=headers).status_code == 200
    assert there.get(address, headers=headers).status_code == 401

    here.force_login(stories[HERE].office.people["union_clerk"])
    assert here.get("/").status_code == 200
    there.cookies = here.cookies
    assert there.get("/").status_code == 302
    with inside(THERE):
        own, _row = issue_token(user=stories[THERE].office.people["union_clerk"], at=timezone.now())
    assert there.get(address, headers={"Authorization": f"Token {own}"}).status_code == 404
