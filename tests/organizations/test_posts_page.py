"""Posts, what falls to them, and officers whom the parent provides, on their pages."""

from datetime import timedelta

import pytest

from apps.organizations.models import OfficerMandate, Post
from kernel import clock
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(walked):
    return walked("requested")


@pytest.mark.rule("R5.2")
def test_a_clerk_sets_a_post_up_and_changes_what_falls_to_it(story, sign_in, inside):
    clerk = sign_in("gov_clerk")
    page = clerk.get("/posts")
    assert "/posts/new" in page.content.decode()
    assert story.office.people["gov_leader"].name in text_of(page)
    assert story.office.people["union_leader"].name not in text_of(page)
    units = [str(story.office.units["hrss"].pk)]
    form = {"title": "副旗长", "rank": "20", "portfolio-count": "1", "portfolio-0-category": "other", "units": units}
    assert clerk.post("/posts/new", form).headers["Location"] == "/posts"
    with inside("150121"):
        post = Post.objects.get(title="副旗长")
    shown = clerk.get(f"/posts/{post.pk}/do/assign").content.decode()
    assert 'value="other" selected' in shown
    changed = {"portfolio-count": "0", "units": units, "version": str(post.version)}
    assert clerk.post(f"/posts/{post.pk}/do/assign", changed).status_code == 302
    assert story.office.units["hrss"].short_name in text_of(clerk.get("/posts"))
    assert "/posts/new" not in sign_in("gov_leader").get("/posts").content.decode()
    assert "/posts/new" not in sign_in("security_officer").get("/posts").content.decode()


@pytest.mark.rule("R1.3")
def test_the_security_officer_writes_down_who_was_sent_and_calls_back(story, sign_in, inside):
    officer = sign_in("security_officer")
    assert "/mandates/new" in officer.get("/mandates").content.decode()
    today = clock.today()
    form = {
        "username": "sent", "role": "audit_officer", "person_name": "其其格", "person_post": "科员",
        "document_number": "呼政办发〔2026〕9号", "starts_on": f"{today}", "ends_on": f"{today + timedelta(days=9)}",
    }  # fmt: skip
    assert officer.post("/mandates/new", form | {"role": "gov_clerk"}).status_code == 400
    assert officer.post("/mandates/new", form).headers["Location"] == "/mandates"
    assert "派驻中" in text_of(sign_in("audit_officer").get("/mandates"))
    assert "其其格" not in text_of(sign_in("gov_clerk").get("/mandates"))
    with inside("150121"):
        sent = OfficerMandate.objects.get()
    back = {"reason": "回原单位", "version": str(sent.version)}
    assert officer.post(f"/mandates/{sent.pk}/do/revoke", back).status_code == 302
    assert "已撤回" in text_of(officer.get("/mandates"))
    with inside("150121"):
        assert not OfficerMandate.objects.get().account.is_active
