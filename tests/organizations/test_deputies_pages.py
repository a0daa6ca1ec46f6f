"""Deputies at their browsers: a delegation granted, signed for and taken back; papers recorded and confirmed."""

from datetime import timedelta

import pytest

from apps.organizations.models import Post
from apps.papers.models import PaperApproval
from kernel import clock
from tests.deputies import delegation, signed_paper
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R4.4")]


@pytest.fixture
def story(walked):
    """A meeting that waits for the government's answer."""
    return walked("requested")


def grant(client, story, **more):
    today = clock.today()
    given = {
        "grantor": "", "delegate": str(story.office.people["gov_clerk"].pk), "acts-count": "1",
        "acts-0-act": "meeting.accept", "starts_on": f"{today}", "ends_on": f"{today + timedelta(days=5)}",
        "ground": "赴外地学习", **more,
    }  # fmt: skip
    return client.post("/delegations/new", given)


def test_a_leader_grants_on_the_page_and_both_see_a_sign_on_their_desks(story, sign_in):
    leader, clerk = sign_in("gov_leader"), sign_in("gov_clerk")
    meeting = f"/meetings/{story.meeting.pk}"
    assert f"{meeting}/do/accept" not in clerk.get(meeting).content.decode()
    form = leader.get("/delegations/new")
    assert form.status_code == 200
    assert "会议：同意召开" in text_of(form)
    assert grant(leader, story).headers["Location"] == "/delegations"

    names = {name: story.office.people[name].name for name in ("gov_leader", "gov_clerk")}
    assert f"您受 {names['gov_leader']} 委托" in text_of(clerk.get("/"))
    assert f"您委托 {names['gov_clerk']} 办理" in text_of(leader.get("/"))
    assert "委托中" in text_of(clerk.get("/delegations"))
    assert f"{meeting}/do/accept" in clerk.get("/").content.decode()
    assert f"{meeting}/do/accept" in clerk.get(meeting).content.decode()
    assert clerk.post(f"{meeting}/do/accept", {"version": ""}).status_code == 302
    for page in (meeting, f"{meeting}?tab=record"):
        assert f"（受{names['gov_leader']}委托，" in text_of(sign_in("union_clerk").get(page))


def test_a_grant_that_is_refused_comes_back_with_the_sentence(story, sign_in):
    leader = sign_in("gov_leader")
    answer = grant(leader, story, **{"acts-0-act": "minutes.approve_for_union"})
    assert answer.status_code == 409
    assert "所选事项不归委托人办理，不能委托。" in text_of(answer)


def test_the_list_shows_the_own_side_and_offers_the_way_back(story, sign_in, inside):
    with inside("150121"):
        lent = delegation(story)
    assert f"/delegations/{lent.pk}/do/revoke" in sign_in("gov_leader").get("/delegations").content.decode()
    assert f"/delegations/{lent.pk}/do/revoke" not in sign_in("gov_clerk").get("/delegations").content.decode()
    assert str(lent.pk) not in sign_in("union_leader").get("/delegations").content.decode()
    officer = sign_in("security_officer")
    assert officer.post(f"/delegations/{lent.pk}/do/revoke", {"reason": "提前返回", "version": "1"}).status_code == 302
    assert "已撤回" in text_of(officer.get("/delegations"))
    assert text_of(sign_in("system_officer").get("/delegations")).count("没有委托。") == 1


def test_the_security_officer_hands_a_post_over_on_the_page(story, sign_in, inside):
    officer = sign_in("security_officer")
    assert "/handovers/new" in officer.get("/handovers").content.decode()
    assert officer.get("/handovers/new").status_code == 200
    people = story.office.people
    with_post = {"on_day": f"{clock.today()}", "basis": "任免通知", "to_user": str(people["gov_clerk_2"].pk)}
    with inside("150121"):
        post = Post.objects.get(slot="convener_gov")
    assert officer.post("/handovers/new", {"post": str(post.pk), **with_post}).headers["Location"] == "/handovers"
    assert people["gov_clerk_2"].name in text_of(sign_in("gov_leader").get("/handovers"))
    assert "没有移交。" in text_of(sign_in("union_leader").get("/handovers"))


def test_a_paper_is_begun_on_the_meetings_page_and_confirmed_by_the_second_person(story, sign_in, inside):
    meeting = f"/meetings/{story.meeting.pk}"
    clerk = sign_in("gov_clerk")
    way = f"/papers/new?act=meeting.accept&amp;meeting={story.meeting.pk}"
    assert way in clerk.get(meeting).content.decode()
    assert "/papers/new" not in sign_in("union_clerk").get(meeting).content.decode()
    form = clerk.get(way.replace("&amp;", "&"))
    assert form.status_code == 200
    assert 'type="file"' in form.content.decode()
    with inside("150121"):
        paper = signed_paper(story)
    second = sign_in("gov_clerk_2")
    page = f"/papers/{paper.pk}"
    assert f"{page}/do/confirm" in second.get("/").content.decode()
    assert f"{page}/do/confirm" in second.get(page).content.decode()
    assert f"{page}/do/confirm" not in clerk.get(page).content.decode()
    assert sign_in("union_clerk").get(page).status_code == 404
    assert clerk.post(f"{page}/do/confirm", {"version": ""}).status_code == 409
    assert second.post(f"{page}/do/confirm", {"version": ""}).headers["Location"] == page
    with inside("150121"):
        assert PaperApproval.objects.get(pk=paper.pk).state == "confirmed"
    record = text_of(sign_in("union_clerk").get(f"{meeting}?tab=record"))
    assert "纸质签批" in record
    assert f"{story.office.people['gov_clerk_2'].name}核对）" in record


def test_minutes_offer_the_way_to_a_paper(walked, sign_in):
    minutes = walked("union_review").minutes
    assert (
        "/papers/new?act=minutes.approve_for_union"
        in sign_in("union_clerk").get(f"/minutes/{minutes.pk}").content.decode()
    )
