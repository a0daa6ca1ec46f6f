"""Text that is typed is not lost: saved by itself, shown beside another's, carried over the end of a session."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes
from apps.organizations.door.middleware import LAST_SEEN
from kernel.lifecycle.engine import take
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db
BY_ITSELF = {"X-Autosave": "yes"}


@pytest.fixture
def draft(walked, inside):
    """The address of the editor, and the form as it is shown."""
    story = walked("minutes_drafted")
    with inside("150121"):
        minutes = Minutes.objects.get()
        form = {"paragraph-opening": minutes.opening, "paragraph-closing": "", "version": str(minutes.version)}
        form |= {f"paragraph-{row.topic_id}": row.text for row in minutes.sections.all()}
    return f"/minutes/{story.minutes.pk}/do/edit", form


def stored(inside):
    with inside("150121"):
        return Minutes.objects.get()


def end_session(client, inside):
    with inside("150121"):
        session = client.session
        session["signed_in_at"] = session[LAST_SEEN] = (timezone.now() - timedelta(days=2)).isoformat()
        session["government"] = "t150121"
        session.save()


def test_what_the_page_saves_by_itself_is_answered_with_version_and_time(draft, sign_in, inside):
    page, form = draft
    clerk = sign_in("union_clerk")
    assert 'data-autosave="20"' in clerk.get(page).content.decode()
    answer = clerk.post(page, form | {"paragraph-opening": "自动保存的开头"}, headers=BY_ITSELF)
    assert answer.status_code == 200
    saved = stored(inside)
    assert saved.opening == "自动保存的开头"
    assert answer.json()["version"] == saved.version == int(form["version"]) + 1
    assert re.fullmatch(r"\d\d:\d\d", answer.json()["at"])


def test_a_save_by_itself_never_writes_over_somebody_else(draft, sign_in, inside):
    page, form = draft
    assert sign_in("union_clerk").post(page, form | {"paragraph-opening": "第一人"}).status_code == 302
    answer = sign_in("union_clerk_2").post(page, form | {"paragraph-opening": "第二人"}, headers=BY_ITSELF)
    assert answer.status_code == 412
    html = answer.content.decode()
    assert "<del>第一人</del>" in html
    assert "<ins>第二人</ins>" in html
    assert stored(inside).opening == "第一人"


def test_a_text_that_may_no_longer_be_saved_is_shown_beside_the_one_that_was(draft, sign_in, inside, office):
    page, form = draft
    first = f"{form['paragraph-opening']}第一人"
    assert sign_in("union_clerk").post(page, form | {"paragraph-opening": first}).status_code == 302
    with inside("150121"):
        by = {"by": office.people["union_clerk"], "at": timezone.now()}
        take(MINUTES, "submit_to_union", minutes_id=Minutes.objects.get().pk, **by)
    answer = sign_in("union_clerk_2").post(page, form | {"paragraph-opening": "第二人"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "第一人</del>" in html
    assert ">第二人</textarea>" in html
    assert "现在不能保存" in html


def test_what_was_typed_outlives_the_session(draft, sign_in, inside, office):
    page, form = draft
    clerk = sign_in("union_clerk")
    end_session(clerk, inside)
    typed = "会议开始\n第二行 <b>“引号”</b>"
    door = clerk.post(page, form | {"paragraph-opening": typed})
    assert door.status_code == 401
    assert "您写的没有丢" in text_of(door)
    wrong = clerk.post("/sign-in", {**hidden(door), "username": "union_clerk", "password": "wrong"})
    assert hidden(wrong)["carried-paragraph-opening"] == typed
    entered = clerk.post("/sign-in", {**hidden(wrong), "username": "union_clerk", "password": "Lianxi-2026-demo"})
    assert f'action="{page}"' in entered.content.decode()
    assert stored(inside).opening != typed
    assert clerk.post(page, hidden(entered)).headers["Location"] == page.removesuffix("/do/edit") + "#saved"
    assert stored(inside).opening == typed


def test_a_password_is_never_carried(sign_in, inside):
    clerk = sign_in("union_clerk")
    end_session(clerk, inside)
    answer = clerk.post("/password", {"current": "a", "new": "Steppe-Wind-Horse-9", "repeated": "Steppe-Wind-Horse-9"})
    assert answer.status_code == 302
    assert "Steppe" not in answer.content.decode()


def test_what_is_carried_goes_to_no_other_place(client_of, office):
    client = client_of("150121")
    given = {"username": "union_clerk", "password": "Lianxi-2026-demo", "carried-text": "草稿"}
    answer = client.post("/sign-in", given | {"next": "https://elsewhere.example/minutes"})
    assert "elsewhere.example" not in answer.content.decode()
    assert 'action="/"' in answer.content.decode()


def hidden(response):
    """The hidden fields of a page's form."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}
