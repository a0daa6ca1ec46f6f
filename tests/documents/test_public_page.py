"""What everybody may read without signing in, and the canaries that must never be among it (R0.3, R10.2)."""

import pytest

from apps.documents.models import IssuedDocument
from apps.meetings.models import Attendance
from apps.meetings.notice import services as notice_services
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.models import Minutes
from apps.minutes.publicity import services as publicity
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import Malformed
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R0.3")]
CANARY = "暗号金丝雀"


def issued(story, disclosure, *, closing=""):
    """Issue the story's minutes in that class."""
    rows = [{"topic": row.topic, "text": row.text} for row in story.minutes.sections.all()]
    text = {"opening": story.minutes.opening, "sections": rows, "closing": closing}
    key = {"minutes_id": story.minutes.pk}
    minutes.edit_minutes(**key, **text, **story.someone("union_clerk"))
    take(MINUTES, "submit_to_union", **key, **story.someone("union_clerk"))
    take(MINUTES, "approve_for_union", **key, **story.someone("union_leader"))
    take(MINUTES, "approve_for_government", **key, **story.someone("gov_leader"))
    return minutes.issue_minutes(**key, disclosure=disclosure, **story.someone("union_clerk")).document


def press(story, *, disclosure="public", publish=True, title="联席会议召开"):
    words = {"title": title, "channel": "政府网站", "text": f"{title}的正文。", "disclosure": disclosure}
    by = story.someone("union_clerk")
    item = publicity.draft_publicity(meeting=story.refresh(), planned_on=clock.today(), **words, **by)
    for name in ("union_clerk", "gov_clerk") if publish else ():
        take(PUBLICITY, "publish", publicity_item_id=item.pk, **story.someone(name))
    return item


@pytest.fixture
def drafted(walked):
    return walked("minutes_drafted", topics=1)


@pytest.mark.rule("R10.2")
def test_only_what_is_disclosed_by_itself_is_public(drafted, inside, client_of):
    with inside("150121"), drafted.on(drafted.day_of("following_up")):
        shown = issued(drafted, "public", closing="会议结束。")
        press(drafted)
        press(drafted, title=f"{CANARY}草稿", publish=False)
        press(drafted, title=f"{CANARY}依申请", disclosure="on_request", publish=False)
        press(drafted, title=f"{CANARY}不公开", disclosure="withheld", publish=False)
        kept = list(IssuedDocument.objects.exclude(pk=shown.pk))
    client = client_of("150121")
    page = client.get("/public")
    html = page.content.decode()
    assert page.status_code == 200
    assert shown.title in html
    assert shown.number in html
    assert "联席会议召开的正文。" in html
    assert CANARY not in html
    assert len(kept) > 1
    for other in kept:
        assert other.number not in html
        assert other.title not in html
        for form in ("pdf", "docx"):
            assert client.get(f"/public/documents/{other.pk}/{form}").status_code == 404
    for form in ("pdf", "docx"):
        answer = client.get(f"/public/documents/{shown.pk}/{form}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "/public" in client.get("/sign-in").content.decode()


@pytest.mark.parametrize("disclosure", ["withheld", "on_request", None])
def test_minutes_of_another_class_leave_no_trace(drafted, inside, client_of, disclosure):
    with inside("150121"), drafted.on(drafted.day_of("following_up")):
        kept = issued(drafted, disclosure, closing=CANARY)
        assert kept.disclosure == (disclosure or "on_request")
    client = client_of("150121")
    html = client.get("/public").content.decode()
    assert kept.title not in html
    assert kept.number not in html
    assert "还没有主动公开的文件" in html
    for form in ("pdf", "docx"):
        answer = client.get(f"/public/documents/{kept.pk}/{form}")
        assert answer.status_code == 404
        assert CANARY not in answer.content.decode()


def test_one_government_shows_nothing_of_another(drafted, inside, client_of, public_client):
    with inside("150121"), drafted.on(drafted.day_of("following_up")):
        shown = issued(drafted, "public")
    other = client_of("150102")
    assert shown.title not in other.get("/public").content.decode()
    assert other.get(f"/public/documents/{shown.pk}/pdf").status_code == 404
    assert public_client.get("/public").status_code == 404


def test_the_class_is_chosen_with_the_notice_and_stands_on_the_paper(walked, inside):
    story = walked("settled", topics=1)
    with inside("150121"), story.on(story.day_of("noticed")):
        presider = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_gov")
        given = {"venue": "会议室", "contact": "办公室", "presider": presider, "disclosure": "public"}
        at = clock.at_hour(story.meeting_on, 9)
        notice_services.issue_notice(meeting_id=story.meeting.pk, starts_at=at, **given, **story.someone("gov_clerk"))
        document = story.meeting.notices.get().document
        assert document.disclosure == "public"
        assert document.content["content"]["disclosure"] == "public"


def test_a_class_that_does_not_exist_is_refused_at_the_form(drafted, inside, sign_in):
    with inside("150121"):
        story = drafted.walk("approved")
        page = f"/minutes/{story.minutes.pk}"
    clerk = sign_in("union_clerk")
    assert 'name="disclosure"' in clerk.get(f"{page}/do/issue").content.decode()
    answer = clerk.post(f"{page}/do/issue", {"disclosure": "everybody", "version": ""})
    assert answer.status_code == Malformed.status
    with inside("150121"):
        assert Minutes.objects.get().state == "approved"
    with drafted.on(drafted.day_of("following_up")):
        assert clerk.post(f"{page}/do/issue", {"disclosure": "public", "version": ""}).status_code == 302
    with inside("150121"):
        number = Minutes.objects.get().number
    assert number in text_of(clerk.get("/public"))
