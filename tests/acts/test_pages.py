"""Acts through pages: buttons for those who may, refusals in words for the others, and nothing typed is lost."""

import pytest
from django.utils.html import escape

from apps.meetings.models import Attendance, Meeting
from apps.minutes.models import Minutes
from apps.topics.models import Topic
from kernel.audit.models import AuditEntry
from tenants.governments.models import Government
from tests.conftest import GovernmentClient
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db


def state_of(model, inside, **which):
    with inside("150121"):
        return model.objects.get(**which).state


def test_only_who_may_act_has_the_button_and_nobody_else_gets_through(walked, sign_in, inside):
    story = walked("requested")
    page = f"/meetings/{story.meeting.pk}"
    assert f"{page}/do/accept" in sign_in("gov_leader").get(page).content.decode()
    for username, status in {"gov_clerk": 403, "union_leader": 403, "gov_unit": 404, "viewer": 404}.items():
        client = sign_in(username)
        assert f"{page}/do/accept" not in client.get(page).content.decode()
        assert client.post(f"{page}/do/accept").status_code == status, username
    assert state_of(Meeting, inside) == "requested"

    assert sign_in("gov_leader").post(f"{page}/do/accept", {"version": "2"}).headers["Location"] == page
    assert state_of(Meeting, inside) == "accepted"


def test_a_refused_attempt_is_on_record(walked, sign_in, inside):
    story = walked("requested")
    sign_in("gov_clerk").post(f"/meetings/{story.meeting.pk}/do/accept")
    with inside("150121"):
        last = AuditEntry.objects.order_by("sequence").last()
    assert (last.what, last.outcome) == ("meeting.accept", "refused")


def test_an_empty_field_comes_back_with_everything_else_that_was_typed(sign_in, inside, office):
    typed = {
        "kind": "extraordinary",
        "planned_on": "",
        "request_text": "因突发情况，“须”尽快召开<b>",
        "ground": "major",
    }
    response = sign_in("union_clerk").post("/meetings/new", typed)
    html = response.content.decode()
    assert response.status_code == 400
    assert escape("因突发情况，“须”尽快召开<b>") in html
    assert '<option value="extraordinary" selected>' in html
    assert '<option value="major" selected>' in html
    assert 'id="field-planned_on-error"' in html
    with inside("150121"):
        assert not Meeting.objects.exists()


def test_a_broken_rule_is_told_with_its_sentence_article_and_number(sign_in, office):
    typed = {"kind": "ordinary", "planned_on": "2020-01-01", "request_text": "提请"}
    response = sign_in("union_clerk").post("/meetings/new", typed)
    assert response.status_code == 409
    assert "拟召开日期不能早于今天。" in text_of(response)
    assert "第四条" in text_of(response)
    assert 'value="2020-01-01"' in response.content.decode()


def test_rows_and_rows_within_rows_survive_a_refusal_and_can_grow(walked, sign_in, inside):
    story = walked("in_session")
    with inside("150121"):
        topic = Topic.objects.filter(state="tabled").first()
        unit = topic.suggested_lead_id
    typed = {
        "outcome": "agreed", "resolutions-count": "2",
        "resolutions-0-text": "第一项", "resolutions-0-lead_unit": str(unit), "resolutions-0-due_on": "",
        "resolutions-0-milestones-count": "1", "resolutions-0-milestones-0-text": "先做的",
        "resolutions-0-milestones-0-due_on": "2026-08-01",
        "resolutions-1-text": "不要的", "resolutions-1-remove": "yes", "resolutions-1-milestones-count": "1",
    }  # fmt: skip
    with story.on(story.meeting_on):
        client = sign_in("union_clerk")
        refused = client.post(f"/topics/{topic.pk}/do/decide", typed)
        assert refused.status_code == 400
        html = refused.content.decode()
        assert "第一项" in html
        assert 'value="先做的"' in html
        assert "不要的" not in html

        more = client.post(f"/topics/{topic.pk}/do/decide", typed | {"add_row": "resolutions-0-milestones"})
        assert more.status_code == 200
        assert 'name="resolutions-0-milestones-1-text"' in more.content.decode()

        done = client.post(f"/topics/{topic.pk}/do/decide", typed | {"resolutions-0-due_on": "2026-12-01"})
        assert done.status_code == 302, text_of(done)
    with inside("150121"):
        [resolution] = story.refresh().resolutions.all()
        assert (resolution.text, [step.text for step in resolution.milestones.all()]) == ("第一项", ["先做的"])


def test_a_choice_that_was_not_offered_is_refused(walked, sign_in, inside):
    story = walked("settled")
    form = {"starts_at": "2026-06-12T09:30", "venue": "三楼", "contact": "办公室", "presider": str(story.meeting.pk)}
    with story.on(story.day_of("noticed")):
        response = sign_in("gov_clerk").post(f"/meetings/{story.meeting.pk}/do/issue_notice", form)
    assert response.status_code == 400
    assert 'value="三楼"' in response.content.decode()


def test_who_read_an_old_version_is_told_and_may_press_again(walked, sign_in, inside):
    story = walked("requested")
    form = {"reason": "日期冲突", "date": "2026-06-20", "version": "0"}
    with story.on(story.day_of("requested")):
        client = sign_in("gov_clerk")
        response = client.post(f"/meetings/{story.meeting.pk}/do/propose_other_date", form)
        assert response.status_code == 412
        assert "日期冲突" in response.content.decode()
        again = form | {"version": str(response.context["form"]["version"])}
        assert client.post(f"/meetings/{story.meeting.pk}/do/propose_other_date", again).status_code == 302


def test_both_sides_consent_and_the_page_says_who_is_awaited(walked, sign_in, inside, office):
    story = walked("prepared")
    page = f"/meetings/{story.meeting.pk}"
    with inside("150121"):
        topics = [str(topic.pk) for topic in Topic.objects.filter(state="prepared")]
    with story.on(story.day_of("settled")):
        union, gov = sign_in("union_clerk"), sign_in("gov_clerk")
        for key in topics:
            assert union.post(f"/topics/{key}/do/table").status_code == 302
        assert union.post(f"{page}/do/settle").status_code == 302
        assert "等待政府方面" in text_of(gov.get(page))
        assert f"{page}/do/settle" not in union.get(page).content.decode()
        assert state_of(Meeting, inside) == "collecting"

        assert gov.post(f"{page}/do/settle").status_code == 302
    assert state_of(Meeting, inside) == "settled"


def test_a_change_after_a_consent_is_shown_as_a_difference(walked, sign_in, inside):
    story = walked("prepared")
    page = f"/meetings/{story.meeting.pk}"
    with inside("150121"):
        topics = [str(topic.pk) for topic in Topic.objects.filter(state="prepared")]
    with story.on(story.day_of("settled")):
        union, gov = sign_in("union_clerk"), sign_in("gov_clerk")
        for key in topics:
            union.post(f"/topics/{key}/do/table")
        union.post(f"{page}/do/settle")
        assert gov.post(f"/topics/{topics[0]}/do/defer", {"reason": "材料不足"}).status_code == 302
        html = gov.get(page).content.decode()
    assert "文本已改，同意作废" in html
    assert "<ins>" in html
    assert "材料不足" in html


def test_the_other_side_confirms_what_was_proposed_with_one_press(walked, sign_in, inside):
    story = walked("noticed")
    page = f"/meetings/{story.meeting.pk}"
    with story.on(story.day_of("noticed")):
        union, gov = sign_in("union_clerk"), sign_in("gov_clerk")
        assert union.post(f"{page}/do/postpone", {"date": "2026-07-10", "reason": "会场检修"}).status_code == 302
        offered = gov.get(f"{page}/do/postpone").content.decode()
        assert 'value="2026-07-10"' in offered
        assert "会场检修" in offered
        assert gov.post(f"{page}/do/postpone", {"date": "2026-07-10", "reason": "会场检修"}).status_code == 302
    with inside("150121"):
        assert str(Meeting.objects.get().planned_on) == "2026-07-10"


def test_the_same_name_twice_is_refused_in_words(walked, sign_in, inside):
    story = walked("settled")
    person = {"name": "乌兰", "unit_name": "旗妇联", "capacity": "guest", "category": "其他"}
    form = {"meeting": str(story.meeting.pk), **person}
    client = sign_in("gov_clerk")
    assert client.post("/attendances/new", form).status_code == 302
    again = client.post("/attendances/new", form)
    assert again.status_code == 409
    assert "已经存在" in text_of(again)
    assert 'value="旗妇联"' in again.content.decode()
    with inside("150121"):
        assert Attendance.objects.filter(name="乌兰").count() == 1


def test_minutes_are_edited_and_a_second_editor_is_shown_both_texts(walked, sign_in, inside):
    story = walked("minutes_drafted")
    page = f"/minutes/{story.minutes.pk}/do/edit"
    with inside("150121"):
        minutes = Minutes.objects.get()
        form = {"paragraph-opening": "第一人写的开头", "paragraph-closing": "", "version": str(minutes.version)}
        form |= {f"paragraph-{row.topic_id}": row.text for row in minutes.sections.all()}
    assert sign_in("union_clerk").post(page, form).status_code == 302

    second = sign_in("union_clerk_2")
    conflict = second.post(page, form | {"paragraph-opening": "第二人写的开头"})
    html = conflict.content.decode()
    assert conflict.status_code == 412
    assert "<del>第一人写的开头</del>" in html
    assert "<ins>第二人写的开头</ins>" in html
    assert ">第二人写的开头</textarea>" in html

    again = form | {"paragraph-opening": "第二人写的开头", "version": str(conflict.context["version"])}
    assert second.post(page, again).status_code == 302
    with inside("150121"):
        assert Minutes.objects.get().opening == "第二人写的开头"


def test_nobody_but_the_unions_office_edits_minutes(walked, sign_in, inside):
    story = walked("gov_review")
    page = f"/minutes/{story.minutes.pk}/do/edit"
    for username, status in {"gov_leader": 403, "union_leader": 403, "union_clerk": 409, "gov_unit": 404}.items():
        assert sign_in(username).get(page).status_code == status, username


def test_every_act_needs_the_forms_own_token(walked, office, inside):
    story = walked("requested")
    client = GovernmentClient(Government.objects.get(code="150121"), enforce_csrf_checks=True)
    client.force_login(office.people["gov_leader"])
    assert client.post(f"/meetings/{story.meeting.pk}/do/accept").status_code == 403
    assert state_of(Meeting, inside) == "requested"
