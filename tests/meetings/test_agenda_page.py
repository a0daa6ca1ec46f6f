"""The agenda at the offices' browsers: arranged in a form, shown with figures and times, its material in the files."""

import pytest

from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8.5")]


def test_a_clerk_arranges_the_agenda_and_sends_the_material(walked, sign_in, inside):
    story = walked("noticed")
    page = f"/meetings/{story.meeting.pk}"
    clerk = sign_in("union_clerk")
    form = clerk.get(f"{page}/do/arrange_agenda")
    assert form.status_code == 200
    with inside("150121"):
        lines = list(story.meeting.agenda.filter(part=3).order_by("position"))
    given = {"items-count": str(len(lines)), "version": ""}
    for at, line in enumerate(lines):
        assert line.text in form.content.decode()
        row = {"topic": str(line.topic_id), "reporter": str(line.reporter_id), "duration": ""}
        given |= {f"items-{at}-{name}": value for name, value in row.items()}
    assert clerk.post(f"{page}/do/arrange_agenda", given | {"items-0-duration": "900"}).status_code == 409
    assert clerk.post(f"{page}/do/arrange_agenda", given).status_code == 302

    shown = text_of(clerk.get(f"{page}?tab=agenda"))
    assert f"列入{len(lines)}项" in shown
    with story.on(story.day_of("noticed"), 16):
        assert clerk.post(f"{page}/do/issue_pack", {"version": ""}).status_code == 302
    foreign = text_of(clerk.get(f"{page}?tab=agenda", headers={"Accept-Language": "en"}))
    assert "Deliberation of topics" in foreign
    assert "Arranging implementation" in foreign
    assert "研究议题" not in foreign
    assert "部署" not in foreign
    assert "征集议题" not in foreign
    files = clerk.get(f"{page}?tab=documents").content.decode()
    assert "会议材料" in files
